//! Names that were perhaps meant.

use super::read::folded;

/// The name that was perhaps meant: one or two letters off, or the one that begins so.
pub(super) fn nearest(text: &str, names: &[String]) -> Option<String> {
    let wanted = folded(text);
    let length = wanted.chars().count();
    if !(2..=60).contains(&length) {
        return None;
    }
    let allowed = if length < 5 { 1 } else { 2 };
    names
        .iter()
        .map(|name| {
            let other = folded(name);
            let begins = length >= 3 && (other.starts_with(&wanted) || wanted.starts_with(&other) && other.len() >= 3);
            (if begins { 1 } else { distance(&wanted, &other) }, name)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.clone())
}

/// How many letters to change, add or drop (Levenshtein); large where the lengths alone say so.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (i, of_a) in a.iter().enumerate() {
        let mut now = vec![i + 1];
        for (j, of_b) in b.iter().enumerate() {
            let swapped = before.get(j).copied().unwrap_or_default() + usize::from(of_a != of_b);
            let dropped = before.get(j + 1).copied().unwrap_or_default() + 1;
            let added = now.last().copied().unwrap_or_default() + 1;
            now.push(swapped.min(dropped).min(added));
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}
