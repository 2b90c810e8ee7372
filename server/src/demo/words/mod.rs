//! Words from which names, addresses and titles are put together.

mod norwegian;
mod swedish;

pub(super) use norwegian::NORWEGIAN;
pub(super) use swedish::SWEDISH;

/// The words of one country.
#[derive(Debug)]
pub(super) struct Words {
    /// First names.
    pub(super) first_names: &'static [&'static str],
    /// Last names.
    pub(super) last_names: &'static [&'static str],
    /// Beginnings of made-up names that sound like places.
    pub(super) heads: &'static [&'static str],
    /// Endings of them.
    pub(super) tails: &'static [&'static str],
    /// What a company does.
    pub(super) trades: &'static [Trade],
    /// What someone does alone.
    pub(super) crafts: &'static [Trade],
    /// Forms of companies, common ones more than once.
    pub(super) forms: &'static [&'static str],
    /// Form of a sole proprietor.
    pub(super) sole_form: &'static str,
    /// Streets.
    pub(super) streets: &'static [&'static str],
    /// A post-office box.
    pub(super) post_box: &'static str,
    /// Where invoices are taken in.
    pub(super) invoice_reception: &'static str,
    /// Where goods are taken in.
    pub(super) goods_reception: &'static str,
    /// Positions of contact persons.
    pub(super) positions: &'static [&'static str],
    /// Position of a sole proprietor.
    pub(super) owner: &'static str,
    /// Where private persons have their e-mail.
    pub(super) private_domain: &'static str,
}

/// What a company does, as it stands in its name, with the code of its industry.
#[derive(Debug)]
pub(super) struct Trade {
    /// The word in the name.
    pub(super) word: &'static str,
    /// Code in `industries.csv`.
    pub(super) industry: &'static str,
}

/// Declares trades: `"word" "code"`.
macro_rules! trades {
    ($($word:literal $industry:literal,)+) => {
        &[$($crate::demo::words::Trade { word: $word, industry: $industry },)+]
    };
}
use trades;

/// A text as it may stand in an address of the web: small letters a to z, digits, and dots where `words` is.
pub(super) fn slug(text: &str, words: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'å' | 'ä' | 'á' => out.push('a'),
            'ø' | 'ö' => out.push('o'),
            'æ' => out.push_str("ae"),
            'é' | 'è' => out.push('e'),
            ' ' | '-' if words && !out.ends_with('.') => out.push('.'),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn slugs_have_no_letters_that_addresses_lack() {
        assert_eq!(slug("Bodø Sveis & Montasje", false), "bodosveismontasje");
        assert_eq!(slug("Åse-Lill Ærø", true), "ase.lill.aero");
    }

    #[test]
    fn every_trade_has_an_industry() {
        let codes: BTreeSet<_> =
            include_str!("../../../data/industries.csv").lines().filter_map(|line| line.split(';').next()).collect();
        for words in [&NORWEGIAN, &SWEDISH] {
            for trade in words.trades.iter().chain(words.crafts) {
                assert!(codes.contains(trade.industry), "{}", trade.word);
            }
        }
    }
}
