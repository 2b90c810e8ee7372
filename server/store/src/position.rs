//! What stands in an order that people choose.

/// Moves what is at `at` one place up or down; false where it is outermost and stays.
pub(crate) fn shift<T>(all: &mut [T], at: usize, up: bool) -> bool {
    let other = if up { at.checked_sub(1) } else { Some(at + 1).filter(|next| *next < all.len()) };
    if let Some(other) = other {
        all.swap(at, other);
    }
    other.is_some()
}

#[cfg(test)]
mod tests {
    use super::shift;

    #[test]
    fn one_place_and_not_over_the_edge() {
        let mut all = ['a', 'b', 'c'];
        assert!(shift(&mut all, 2, true));
        assert!(shift(&mut all, 0, false));
        assert_eq!(all, ['c', 'a', 'b']);
        assert!(!shift(&mut all, 0, true));
        assert!(!shift(&mut all, 2, false));
        assert_eq!(all, ['c', 'a', 'b']);
    }
}
