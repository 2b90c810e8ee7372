//! Names after an "@": whom a comment calls on (seed 003:97).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody or a department that a comment can call on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callable {
    /// Who or which it is.
    pub id: Uuid,
    /// What they are called.
    pub name: String,
    /// The address by which one of several of the same name is named; departments have none.
    pub email: Option<String>,
}

/// Somebody or a department that a comment calls on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Who or which it is.
    pub id: Uuid,
    /// How the text names them after its "@".
    pub text: String,
}

/// What is offered while one types after an "@".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// What they are called.
    pub name: String,
    /// What is written after the "@", so that it means them and nobody else.
    pub inserts: String,
    /// Their department or, of a department, how many are in it.
    pub about: String,
    /// Whether it is a department.
    pub is_department: bool,
}

/// A name after an "@" fits several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeveralFit(
    /// How the text names them.
    pub String,
);

/// How well a text that begins somewhere names somebody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether it is the whole name or the address, and not only how the name begins.
    whole: bool,
    /// Bytes of the text.
    length: usize,
}

/// How many bytes of `text` are `name`, whatever their case, with nothing of a word after it.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in name.chars() {
        let (_, here) = rest.next()?;
        if here != wanted && !here.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = rest.clone().next().map_or(text.len(), |(at, _)| at);
    let follows = rest.next().map(|(_, here)| here);
    (!name.is_empty() && follows.is_none_or(|here| !here.is_alphanumeric())).then_some(end)
}

fn fit(text: &str, callable: &Callable) -> Option<Fit> {
    let whole = [Some(callable.name.as_str()), callable.email.as_deref()].into_iter().flatten();
    if let Some(length) = whole.filter_map(|name| begins_with(text, name)).max() {
        return Some(Fit { whole: true, length });
    }
    // How the name begins: "Lotta" of Lotta Berg, at least two characters.
    let spaces = callable.name.char_indices().rev().filter(|(_, here)| *here == ' ');
    spaces
        .filter_map(|(at, _)| callable.name.get(..at))
        .filter(|part| part.chars().count() > 1)
        .find_map(|part| begins_with(text, part))
        .map(|length| Fit { whole: false, length })
}

/// Whether the "@" there can call on somebody: it stands in the middle of no word and of no address of a page.
fn may_call(text: &str, at: usize) -> bool {
    let word = text.get(..at).and_then(|before| before.rsplit(char::is_whitespace).next()).unwrap_or_default();
    !word.ends_with(char::is_alphanumeric) && !word.contains("://")
}

/// Whom a text calls on, each once. A whole name or an address counts before a name of which only
/// the beginning is there, and the longest counts. What fits nobody is text like any other.
///
/// # Errors
/// [`SeveralFit`] where a name may mean more than one.
pub fn mentions(text: &str, callables: &[Callable]) -> Result<Vec<Mention>, SeveralFit> {
    let mut found: Vec<Mention> = Vec::new();
    for (at, _) in text.match_indices('@').filter(|(at, _)| may_call(text, *at)) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let fits: Vec<(Fit, &Callable)> =
            callables.iter().filter_map(|callable| Some((fit(rest, callable)?, callable))).collect();
        let Some(best) = fits.iter().map(|(fit, _)| *fit).max() else { continue };
        let named = rest.get(..best.length).unwrap_or_default().to_owned();
        let mut meant = fits.iter().filter(|(fit, _)| *fit == best).map(|(_, callable)| callable.id);
        let Some(id) = meant.next() else { continue };
        if meant.any(|other| other != id) {
            return Err(SeveralFit(named));
        }
        if !found.iter().any(|mention| mention.id == id && mention.text == named) {
            found.push(Mention { id, text: named });
        }
    }
    Ok(found)
}

/// A text in parts, each with whether it calls on somebody, its "@" included.
#[must_use]
pub fn segments<'a>(text: &'a str, mentions: &[Mention]) -> Vec<(&'a str, bool)> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices('@') {
        let is_call = at >= begin && may_call(text, at);
        let rest = text.get(at + 1..).filter(|_| is_call).unwrap_or_default();
        let length = mentions.iter().filter_map(|mention| begins_with(rest, &mention.text)).max();
        if let Some(end) = length.map(|length| at + 1 + length) {
            parts.push((text.get(begin..at).unwrap_or_default(), false));
            parts.push((text.get(at..end).unwrap_or_default(), true));
            begin = end;
        }
    }
    parts.push((text.get(begin..).unwrap_or_default(), false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callable(id: u128, name: &str, email: Option<&str>) -> Callable {
        Callable { id: Uuid::from_u128(id), name: name.to_owned(), email: email.map(str::to_owned) }
    }

    fn all() -> Vec<Callable> {
        vec![
            callable(1, "Lotta Berg", Some("lotta@nord.example")),
            callable(2, "Kari Nordmann", Some("kari@nord.example")),
            callable(3, "Kari Nordmann", Some("kari.n@nord.example")),
            callable(4, "Kari Moen", Some("moen@nord.example")),
            callable(5, "Åse", Some("aase@nord.example")),
            callable(6, "Bemanning nord", None),
        ]
    }

    fn ids(text: &str) -> Result<Vec<u128>, SeveralFit> {
        Ok(mentions(text, &all())?.iter().map(|mention| mention.id.as_u128()).collect())
    }

    #[test]
    fn people_and_departments_are_called_by_name_in_any_case() {
        assert_eq!(ids("@Lotta hur går det med denna?"), Ok(vec![1]));
        assert_eq!(ids("Spør @lotta berg, @ÅSE og @bemanning nord."), Ok(vec![1, 5, 6]));
        assert_eq!(ids("(@Lotta Berg) og @Lotta Berg igjen"), Ok(vec![1]));
    }

    #[test]
    fn what_names_nobody_is_text() {
        assert_eq!(ids("post@lotta.example, @Lottas, @ Lotta, @L og @nobody"), Ok(vec![]));
        assert_eq!(ids("https://sosial.example/@lotta, men Kari/@Lotta"), Ok(vec![1]), "an address calls on nobody");
        assert_eq!(ids("https://sosial.example/@lotta"), Ok(vec![]));
    }

    #[test]
    fn a_name_that_fits_several_is_told_and_the_address_says_which() {
        assert_eq!(ids("@Kari ring"), Err(SeveralFit("Kari".to_owned())));
        assert_eq!(ids("@kari nordmann ring"), Err(SeveralFit("kari nordmann".to_owned())));
        assert_eq!(ids("@Kari Moen ring, og @kari@nord.example også"), Ok(vec![4, 2]));
    }

    #[test]
    fn the_parts_that_call_are_marked_and_nothing_is_lost() {
        let text = "Hei @Lotta, se @kari@nord.example";
        let mentions = mentions(text, &all()).unwrap();
        let parts = segments(text, &mentions);
        assert_eq!(parts, [("Hei ", false), ("@Lotta", true), (", se ", false), ("@kari@nord.example", true)]);
        assert_eq!(segments("@Lotta", &[]), [("@Lotta", false)]);
        assert_eq!(segments("", &[]), []);
    }
}
