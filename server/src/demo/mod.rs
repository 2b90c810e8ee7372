//! Demo data: two made-up firms with everything that a card can show, the same for the same seed.
//!
//! Nordvikar AS is a Norwegian staffing agency with 400 customers, Sydkonsult AB a Swedish
//! consultancy with 250. Places and postal codes are real, companies and people are not.
//! `store::demo` loads the rows.

mod activity;
mod address;
mod agreement;
mod beside;
mod bodo_sveis;
mod bulk;
mod card;
mod classification;
mod clock;
mod comment;
mod contact;
mod customer;
mod employee;
mod firm;
mod history;
mod identity;
mod ids;
mod lists;
mod numbers;
mod organisation;
mod places;
mod profile;
mod random;
mod sentences;
mod special;
#[cfg(test)]
mod tests;
mod words;

use profile::{NORDVIKAR, SYDKONSULT};
use store::demo::Batch;

/// What demo data is made of.
#[derive(Clone, Debug)]
pub struct Demo {
    /// Decides everything that is left to chance, identifiers too.
    pub seed: u64,
    /// How many customers the Norwegian firm gets in all; it has 400 at least.
    pub customers: Option<usize>,
    /// Hash of everybody's password, as a PHC string.
    pub password_hash: String,
    /// What counts as now, in milliseconds since 1970 UTC: the newest comment is of the day before.
    pub now: i64,
}

impl Demo {
    /// The rows, to be loaded in this order: one batch for each firm, then the Norwegian firm's
    /// further customers, 5,000 in a batch, each made when it is asked for.
    pub fn batches(&self) -> impl Iterator<Item = Batch> + Send + use<> {
        let (mut nordvikar, norwegian) = card::base(&NORDVIKAR, self);
        let (_, swedish) = card::base(&SYDKONSULT, self);
        let seed = self.seed;
        let mut left = self.customers.unwrap_or_default().saturating_sub(NORDVIKAR.customers);
        let mut number = NORDVIKAR.first_number + i64::try_from(NORDVIKAR.customers).unwrap_or_default();
        let further = std::iter::from_fn(move || {
            let count = left.min(bulk::SIZE);
            left -= count;
            (count > 0).then(|| {
                let batch = bulk::batch(&mut nordvikar, seed, number, count);
                number += i64::try_from(count).unwrap_or_default();
                batch
            })
        });
        [norwegian, swedish].into_iter().chain(further)
    }
}
