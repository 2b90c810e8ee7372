//! Moments, days and identifiers of the demo data.

use uuid::Uuid;

/// A moment in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// A day, counted from 2000-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

/// A time of day, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(pub i64);

impl Moment {
    /// Its day in UTC.
    #[must_use]
    pub fn day(self) -> Day {
        self.into()
    }
}

impl From<Moment> for Day {
    /// The day in UTC.
    fn from(at: Moment) -> Self {
        Self(i32::try_from((at.0 - 946_684_800_000).div_euclid(86_400_000)).unwrap_or_default())
    }
}

/// A UUID in the form of version 7 (RFC 9562, 5.7) with nothing random in it: milliseconds since
/// 1970 (48 bits), then 12 and 62 bits that the caller chooses.
#[must_use]
pub fn version_7(millis: u64, twelve: u16, rest: u64) -> Uuid {
    let high = (u128::from(millis & 0xFFFF_FFFF_FFFF) << 16) | 0x7000 | u128::from(twelve & 0xFFF);
    Uuid::from_u128((high << 64) | (0b10 << 62) | u128::from(rest >> 2))
}
