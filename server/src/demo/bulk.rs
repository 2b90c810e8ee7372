//! Customers beyond those that every load has, for measuring: three contacts each and about one comment.

use super::{card::Card, comment, contact, customer::Draft, firm::Firm, history, identity::Identity, random::Random};
use store::demo::Batch;

/// Customers in a batch: some ten megabytes of rows.
pub(super) const SIZE: usize = 5_000;

/// The next customers of a firm: `count` of them from `number` on, the same whatever came before.
pub(super) fn batch(firm: &mut Firm, seed: u64, number: i64, count: usize) -> Batch {
    firm.random = Random::new(seed, firm.profile.index, number.unsigned_abs());
    let mut batch = Batch::default();
    for number in (number..).take(count) {
        let office = firm.random.place(firm.profile.offices.len());
        let place = firm.places.pick(&mut firm.random, office).name.to_owned();
        let who = Identity::draw_branch(firm, &place);
        let id = firm.ids.customer();
        let mut draft = Draft::new(firm, id, number, who);
        let contacts: Vec<_> = (0..3).map(|_| contact::any(firm, &draft)).collect();
        let several = i64::try_from(firm.random.weighted(&[30, 45, 20, 5])).unwrap_or_default();
        let comments = comment::stream(firm, &draft, &contacts, several);
        let name = draft.row.name.clone();
        let changes = history::log(firm, &mut draft, &name, Vec::new());
        Card { draft, contacts, comments, changes }.add_to(firm, &mut batch);
    }
    batch
}
