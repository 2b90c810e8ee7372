//! What binds customers together: groups of companies.

use domain::customer::CustomerKind;
use store::demo::Batch;

/// From which place on customers are taken for further groups.
const FROM: usize = 110;
/// For each company of them, counted from 1, the one that is its parent.
const PARENTS: [(usize, usize); 6] = [(1, 0), (2, 0), (3, 0), (4, 2), (5, 2), (7, 6)];

/// Further groups, of one and of two levels, among the companies that are like all others.
pub(super) fn groups(batch: &mut Batch) {
    let companies: Vec<usize> = (FROM..batch.customers.len())
        .filter(|place| {
            batch.customers[*place].kind == CustomerKind::Company && batch.customers[*place].parent_id.is_none()
        })
        .take(8)
        .collect();
    for (below, above) in PARENTS {
        if let (Some(below), Some(above)) = (companies.get(below), companies.get(above)) {
            batch.customers[*below].parent_id = Some(batch.customers[*above].id);
        }
    }
}
