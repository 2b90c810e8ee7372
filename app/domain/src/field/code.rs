//! Lists of a few choices that the product itself knows.

use crate::{language::Language, text::Text};

/// One of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The key, as it stands in forms and in the database.
    pub key: &'static str,
    name: Text,
}

impl Code {
    /// What people read.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        self.name.get(language)
    }
}

/// A list of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeList {
    /// How often a customer is invoiced.
    InvoiceInterval,
    /// How an invoice is sent (seed 002:30).
    InvoiceType,
    /// How unpaid invoices are followed up (seed 000:61).
    InvoiceFollowUp,
    /// How orders are followed up (seed 000:69).
    OrderFollowUp,
}

macro_rules! list {
    ($($key:literal [$nb:literal, $sv:literal, $en:literal],)+) => {
        &[$(Code { key: $key, name: Text { nb: $nb, sv: $sv, en: $en } },)+]
    };
}

const INVOICE_INTERVALS: &[Code] = list! {
    "week" ["Hver uke", "Varje vecka", "Each week"],
    "two_weeks" ["Hver 14. dag", "Varannan vecka", "Every second week"],
    "month" ["Hver måned", "Varje månad", "Each month"],
    "assignment" ["Per oppdrag", "Per uppdrag", "By assignment"],
};
const INVOICE_TYPES: &[Code] = list! {
    "email_attachment" ["E-post med vedlegg", "E-post med bilaga", "E-mail with attachment"],
    "email_link" ["E-post med sporingslenke", "E-post med spårningslänk", "E-mail with tracking link"],
    "ehf" ["E-faktura (EHF, Peppol)", "E-faktura (Peppol)", "E-invoice (Peppol)"],
    "paper" ["På papir", "På papper", "On paper"],
};
const INVOICE_FOLLOW_UPS: &[Code] = list! {
    "standard" ["Purring, så inkasso", "Påminnelse, sedan inkasso", "Reminder, then collection"],
    "reminders" ["Bare purring", "Bara påminnelse", "Reminders only"],
    "by_hand" ["Kundekonsulenten følger opp", "Kundansvarig följer upp", "The customer consultant follows up"],
    "none" ["Ingen oppfølging", "Ingen uppföljning", "No follow-up"],
};
const ORDER_FOLLOW_UPS: &[Code] = list! {
    "standard" ["Før oppdraget starter og slutter", "Innan uppdraget börjar och slutar", "Before the assignment begins and ends"],
    "weekly" ["Hver uke", "Varje vecka", "Each week"],
    "end" ["Bare før oppdraget slutter", "Bara innan uppdraget slutar", "Only before the assignment ends"],
    "none" ["Ingen oppfølging", "Ingen uppföljning", "No follow-up"],
};

impl CodeList {
    /// The choices, in the order in which they are offered.
    #[must_use]
    pub const fn all(self) -> &'static [Code] {
        match self {
            Self::InvoiceInterval => INVOICE_INTERVALS,
            Self::InvoiceType => INVOICE_TYPES,
            Self::InvoiceFollowUp => INVOICE_FOLLOW_UPS,
            Self::OrderFollowUp => ORDER_FOLLOW_UPS,
        }
    }

    /// The choice with this key.
    #[must_use]
    pub fn with_key(self, key: &str) -> Option<Code> {
        self.all().iter().copied().find(|code| code.key == key)
    }

    /// The choice that is called so in any language, or has that key.
    #[must_use]
    pub fn named(self, text: &str) -> Option<Code> {
        let is_called = |code: &Code| {
            code.key == text
                || Language::ALL.iter().any(|language| code.name(*language).to_lowercase() == text.to_lowercase())
        };
        self.all().iter().copied().find(is_called)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const LISTS: [CodeList; 4] =
        [CodeList::InvoiceInterval, CodeList::InvoiceType, CodeList::InvoiceFollowUp, CodeList::OrderFollowUp];

    #[test]
    fn keys_and_names_lead_to_one_choice() {
        for list in LISTS {
            let keys: BTreeSet<_> = list.all().iter().map(|code| code.key).collect();
            assert_eq!(keys.len(), list.all().len());
            for code in list.all() {
                assert_eq!(list.with_key(code.key), Some(*code));
                for language in Language::ALL {
                    assert_eq!(list.named(code.name(language)), Some(*code), "{}", code.key);
                }
            }
            assert_eq!((list.with_key("daily"), list.named("daglig")), (None, None));
        }
        assert_eq!(CodeList::InvoiceType.named("PÅ PAPIR").map(|code| code.key), Some("paper"));
    }
}
