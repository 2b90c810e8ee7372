//! What became of things that stand in a sequence: which came, which went, and which stand elsewhere since.

/// The difference between two sequences in which each thing stands once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<T> {
    /// Those that came, as they stand now.
    pub came: Vec<T>,
    /// Those that went, as they stood.
    pub went: Vec<T>,
    /// Those that stayed but stand elsewhere among the others that stayed, with their places now, counted from one:
    /// as few as can be.
    pub moved: Vec<(T, usize)>,
}

impl<T: Copy + PartialEq> Difference<T> {
    /// What became of one sequence in the other.
    #[must_use]
    pub fn between(old: &[T], new: &[T]) -> Self {
        let came = new.iter().copied().filter(|thing| !old.contains(thing)).collect();
        let went = old.iter().copied().filter(|thing| !new.contains(thing)).collect();
        let stayed: Vec<(T, usize, usize)> = new
            .iter()
            .enumerate()
            .filter_map(|(place, thing)| Some((*thing, place + 1, old.iter().position(|other| other == thing)?)))
            .collect();
        let still = longest_rise(&stayed.iter().map(|(.., was)| *was).collect::<Vec<_>>());
        let moved = stayed.iter().enumerate().filter(|(at, _)| !still.contains(at));
        Self { came, went, moved: moved.map(|(_, (thing, place, _))| (*thing, *place)).collect() }
    }
}

/// Where the members of a longest rising part of numbers stand.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // Of each number: how long the longest rise that ends with it is, and which number stands before it there.
    let mut ends: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|other| numbers[*other] < *number).max_by_key(|other| ends[*other].0);
        ends.push((before.map_or(0, |other| ends[other].0) + 1, before));
    }
    let mut at = (0..ends.len()).max_by_key(|at| ends[*at].0);
    let mut rise = Vec::new();
    while let Some(here) = at {
        rise.push(here);
        at = ends[here].1;
    }
    rise
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_went_and_moved_is_told_and_what_only_made_room_is_not() {
        let told = Difference::between(&["number", "name", "status", "place"], &["place", "name", "level", "number"]);
        assert_eq!((told.came, told.went), (vec!["level"], vec!["status"]));
        assert_eq!(told.moved.len(), 2, "one of three stays where it is");
        let one = Difference::between(&["a", "b", "c", "d", "e"], &["a", "e", "b", "c", "d"]);
        assert_eq!(one.moved, [("e", 2)], "the others only made room");
    }

    #[test]
    fn where_nothing_became_otherwise_nothing_is_told() {
        let same = Difference::between(&["a", "b"], &["a", "b"]);
        assert!(same.came.is_empty() && same.went.is_empty() && same.moved.is_empty());
        let fewer = Difference::between(&["a", "b", "c"], &["a", "c"]);
        assert_eq!((fewer.went, fewer.moved), (vec!["b"], vec![]), "the last only closed up");
    }
}
