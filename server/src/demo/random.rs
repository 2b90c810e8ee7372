//! Chance with a seed: the same seed gives the same choices.

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};

/// A source of choices.
#[derive(Debug)]
pub(super) struct Random(StdRng);

impl Random {
    /// A source for one firm, or one batch of a firm, of a seed.
    pub(super) fn new(seed: u64, firm: u8, batch: u64) -> Self {
        Self(StdRng::seed_from_u64(mixed(seed ^ mixed((u64::from(firm) << 56) ^ batch))))
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// A place in something of this length, which is not empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        self.0.random_range(0..length)
    }

    /// Whether it happens, with a chance in per cent.
    pub(super) fn chance(&mut self, per_cent: u32) -> bool {
        self.0.random_ratio(per_cent, 100)
    }

    /// One of several, which are not none.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.place(from.len())]
    }

    /// The place of one of several, each with its weight.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut rest = self.0.random_range(0..weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let here = rest < *weight;
                rest = rest.saturating_sub(*weight);
                here
            })
            .unwrap_or_default()
    }
}

/// Spreads a number over 64 bits (`SplitMix64`, Steele and others 2014); different ones stay different.
pub(super) const fn mixed(number: u64) -> u64 {
    let a = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let b = (a ^ (a >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let c = (b ^ (b >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    c ^ (c >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_choices() {
        let draw = |seed| {
            let mut random = Random::new(seed, 1, 0);
            (0..20).map(|_| random.between(0, 1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn weights_count_and_nothing_else_is_drawn() {
        let mut random = Random::new(1, 1, 0);
        let mut drawn = [0; 3];
        for _ in 0..1000 {
            drawn[random.weighted(&[1, 0, 9])] += 1;
        }
        assert!(drawn[0] > 50 && drawn[1] == 0 && drawn[2] > 800, "{drawn:?}");
    }
}
