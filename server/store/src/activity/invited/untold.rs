//! Activities of which those who are invited don't know how they are now.

use super::state::{digest, for_invited, is_inviting, is_on, is_past};
use crate::{
    StoreError, Tx,
    activity::{Dated, dated_of, today},
};
use domain::{
    activity::Activity,
    id::{ActivityId, ContactId},
    policy::Action,
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// What somebody who is invited knows.
struct Known {
    contact: ContactId,
    told: String,
    is_failed: bool,
}

/// To which of these somebody is invited who doesn't know how it is now: they were told otherwise, or not that it does
/// not take place or that they take no part any more, or their mail did not arrive. Of what repeats it is the series.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn untold(tx: &mut Tx, activities: &[Activity]) -> Result<HashSet<ActivityId>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let with_people = activities.iter().filter(|one| one.customer.is_some());
    let ids: HashSet<Uuid> = with_people.map(|one| one.series.unwrap_or(one.id).0).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let rows = sqlx::query!(
        r#"select i.activity_id as "activity: ActivityId", i.contact_id as "contact: ContactId", i.told, coalesce(o.state = 'failed', false) as "is_failed!"
        from activity_invitation i left join outgoing o on o.tenant_id = i.tenant_id and o.id = i.outgoing_id
        where i.tenant_id = current_tenant() and i.activity_id = any ($1) and i.state <> 'called_off'"#,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut known: BTreeMap<ActivityId, Vec<Known>> = BTreeMap::new();
    for row in rows {
        let who = Known { contact: row.contact, told: row.told, is_failed: row.is_failed };
        known.entry(row.activity).or_default().push(who);
    }
    if known.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<Uuid> = known.keys().map(|id| id.0).collect();
    let mut of_each: BTreeMap<ActivityId, Vec<Dated>> = BTreeMap::new();
    for one in dated_of(tx.connection(), &ids).await? {
        of_each.entry(one.activity.series.unwrap_or(one.activity.id)).or_default().push(one);
    }
    let today = today(tx);
    let is_untold = |(id, all): (ActivityId, Vec<Dated>)| {
        let now = for_invited(all);
        let one = &now.first()?.activity;
        let (is_open, digest) = (is_on(one) && is_inviting(one), digest(&now));
        let is_up_to_date = |who: &Known| {
            is_open && !who.is_failed && who.told == digest && one.contacts.iter().any(|other| other.id == who.contact)
        };
        (!is_past(&now, today) && !known.get(&id)?.iter().all(is_up_to_date)).then_some(id)
    };
    Ok(of_each.into_iter().filter_map(is_untold).collect())
}
