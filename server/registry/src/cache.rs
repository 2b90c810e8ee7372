//! Answers that are kept for a while, a limited number of them.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// Answers by question.
#[derive(Debug)]
pub(crate) struct Cache<T> {
    most: usize,
    kept: HashMap<String, (Instant, T)>,
}

impl<T: Clone> Cache<T> {
    /// One that keeps so many.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, kept: HashMap::new() }
    }

    /// The answer to a question, unless it is too old.
    pub(crate) fn get(&self, question: &str) -> Option<T> {
        self.kept.get(question).filter(|(until, _)| *until > Instant::now()).map(|(_, answer)| answer.clone())
    }

    /// Keeps an answer; where there is no room, what is too old goes, or else what would go first.
    pub(crate) fn put(&mut self, question: &str, answer: T, lasts: Duration) {
        let now = Instant::now();
        if self.kept.len() >= self.most && !self.kept.contains_key(question) {
            self.kept.retain(|_, (until, _)| *until > now);
            if self.kept.len() >= self.most
                && let Some(first) = self.kept.iter().min_by_key(|(_, (until, _))| *until).map(|(key, _)| key.clone())
            {
                self.kept.remove(&first);
            }
        }
        self.kept.insert(question.to_owned(), (now + lasts, answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    #[test]
    fn what_is_too_old_is_not_given() {
        let mut cache = Cache::new(2);
        cache.put("a", 1, LONG);
        cache.put("b", 2, Duration::ZERO);
        assert_eq!((cache.get("a"), cache.get("b"), cache.get("c")), (Some(1), None, None));
    }

    #[test]
    fn there_are_never_more_than_it_keeps() {
        let mut cache = Cache::new(2);
        cache.put("first", 1, LONG);
        cache.put("second", 2, LONG + LONG);
        cache.put("second", 3, LONG + LONG);
        assert_eq!(cache.get("first"), Some(1), "one that is there takes no more room");
        cache.put("third", 4, LONG + LONG);
        assert_eq!((cache.get("first"), cache.get("second"), cache.get("third")), (None, Some(3), Some(4)));
        assert_eq!(cache.kept.len(), 2);
    }
}
