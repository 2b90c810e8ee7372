//! Contacts are invited to activities by e-mail: who is, what each was told last, and who is still to be told.

mod answer;
mod reply;

pub use answer::{InvitedToken, InvitedTx};
pub(crate) use reply::take_reply;

use super::{Dated, dated, next, today};
use crate::{StoreError, Tx};
use domain::{
    activity::{Activity, Kind, State},
    email::Email,
    error::Problem,
    field::Entity,
    id::{ActivityId, ContactId, InvitedId},
    invited::{Invited, InvitedState, MESSAGE_MAX, Plan},
    language::Language,
    plain_text,
    policy::Action,
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// That they are invited.
    Invite,
    /// That it is otherwise than they were told.
    Change,
    /// That it does not take place, or not with them.
    CallOff,
}

/// A message to one who is invited, that is to be sent in this transaction.
#[derive(Clone, Debug)]
pub struct ToSend {
    /// The invitation.
    pub id: InvitedId,
    /// What they are told.
    pub what: Message,
    /// What they are called.
    pub name: String,
    /// Where it goes.
    pub email: Email,
    /// In which language.
    pub language: Language,
    /// Which message to them it is.
    pub sequence: i32,
}

/// What is to be sent to whom so that all know how an activity is.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The activity, of a series with what has rows of its own.
    pub activity: Vec<Dated>,
    /// Who sees to it, and where answers go.
    pub organiser: (String, String),
    /// What goes along.
    pub message: String,
    /// To whom.
    pub to_send: Vec<ToSend>,
}

/// What was told to whom, as it stands.
struct Row {
    id: InvitedId,
    contact: ContactId,
    name: String,
    email: String,
    language: String,
    told: String,
    state: InvitedState,
}

/// A contact who takes part.
struct Part {
    contact: ContactId,
    name: String,
    email: Option<Email>,
    language: Language,
}

/// What those who are invited know of an activity: a digest of its times first, then of all of it. What is written of
/// it is the firm's own, and no part of it.
fn digest(all: &[Dated]) -> String {
    let (mut times, mut whole) = (Sha256::new(), Sha256::new());
    for one in all.iter().map(|dated| &dated.activity) {
        let rule = one.recurrence.as_ref().map(ToString::to_string).unwrap_or_default();
        let taken: BTreeSet<&str> = one.taken.iter().map(String::as_str).collect();
        let taken = taken.into_iter().collect::<Vec<_>>().join(",");
        let off = if one.state == State::Cancelled { "off" } else { "" };
        for part in [&*one.recurs_on, &one.starts_on, &one.starts_at, &one.ends_on, &one.ends_at, &rule, &taken, off] {
            times.update(part.as_bytes());
            times.update([0]);
        }
        for part in [&one.title, &one.place] {
            whole.update(part.as_bytes());
            whole.update([0]);
        }
    }
    let short = |of: Sha256| hex::encode(of.finalize().get(..8).unwrap_or_default());
    short(times) + &short(whole)
}

/// Whether it takes place.
fn is_on(one: &Activity) -> bool {
    one.state != State::Cancelled && !one.starts_on.is_empty()
}

/// Whether it has taken place by a day; of a series all of it.
fn is_past(one: &Activity, today: Date) -> bool {
    if one.recurrence.is_some() {
        return next(one, today).is_none();
    }
    let last = if one.ends_on.is_empty() { &one.starts_on } else { &one.ends_on };
    one.state == State::Done || last.as_str() < today.to_string().as_str()
}

/// Whether contacts can be invited to it: it is of a customer, is no task and not part of a series, to which they are
/// invited as a whole.
fn is_inviting(one: &Activity) -> bool {
    one.customer.is_some() && one.kind != Kind::Task && one.series.is_none()
}

async fn rows(tx: &mut Tx, activity: ActivityId) -> Result<Vec<(Row, Invited)>, StoreError> {
    let hides = tx.session().rights.hidden(Entity::Contact).any(|key| key == "email");
    let rows = sqlx::query!(
        r#"select id as "id: InvitedId", contact_id as "contact: ContactId", name, email, language, told, state, note,
            answered_at as "answered_at: jiff_sqlx::Timestamp"
        from activity_invitation where tenant_id = current_tenant() and activity_id = $1 order by name, id"#,
        activity.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let both = rows.into_iter().map(|row| {
        let state = InvitedState::from_key(&row.state);
        let shown = Invited {
            id: row.id,
            contact: row.contact,
            name: row.name.clone(),
            email: if hides { String::new() } else { row.email.clone() },
            state,
            note: row.note,
            answered_at: row.answered_at.map(crate::utc),
            knows: true,
        };
        let row = Row {
            id: row.id,
            contact: row.contact,
            name: row.name,
            email: row.email,
            language: row.language,
            told: row.told,
            state,
        };
        (row, shown)
    });
    Ok(both.collect())
}

/// The contacts who take part, as they are reached now. One of a customer that became part of this one still does.
async fn part(tx: &mut Tx, one: &Activity) -> Result<Vec<Part>, StoreError> {
    let ids: Vec<Uuid> = one.contacts.iter().map(|who| who.id.0).collect();
    let rows = sqlx::query!(
        r#"select k.id as "contact: ContactId", k.first_name || ' ' || k.last_name as "name!", coalesce(k.email, '') as "email!",
            a.language as "language?", c.country
        from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id
        left join portal_account a on a.tenant_id = k.tenant_id and a.contact_id = k.id
        where k.tenant_id = current_tenant() and k.ended_at is null and k.id = any ($1) order by k.last_name, k.id"#,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    let part = rows.into_iter().map(|row| {
        let usual = match row.country.as_str() {
            "SE" => Language::Sv,
            "NO" => Language::Nb,
            _ => Language::En,
        };
        let language = row.language.as_deref().and_then(Language::from_tag).unwrap_or(usual);
        Part { contact: row.contact, name: row.name, email: Email::parse(&row.email).ok(), language }
    });
    Ok(part.collect())
}

fn plan(one: &Activity, told: &str, rows: &[&Row], part: &[Part], today: Date) -> Plan {
    let mut plan = Plan::default();
    if is_past(one, today) || !is_inviting(one) {
        return plan;
    }
    for who in part.iter().filter(|_| is_on(one)) {
        let row = rows.iter().find(|row| row.contact == who.contact && row.state != InvitedState::CalledOff);
        match (row, &who.email) {
            (None, None) => plan.unreachable.push(who.name.clone()),
            (None, Some(_)) => plan.invite.push(who.contact),
            (Some(row), Some(email)) if row.told != told || !row.email.eq_ignore_ascii_case(email.as_str()) => {
                plan.change.push(who.contact);
            }
            (Some(_), _) => {}
        }
    }
    let is_off = |row: &Row| !is_on(one) || !part.iter().any(|who| who.contact == row.contact);
    let off = rows.iter().filter(|row| row.state != InvitedState::CalledOff && is_off(row));
    plan.call_off = off.map(|row| row.contact).collect();
    plan
}

/// Who is invited to an activity, of a series to all of it, and what is still to be sent to whom; none where nobody can
/// be invited to it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity.
pub async fn invited(tx: &mut Tx, activity: ActivityId) -> Result<Option<(Vec<Invited>, Plan)>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let all = dated(tx.connection(), activity).await?;
    let one = &all.first().ok_or(StoreError::NotFound)?.activity;
    if !is_inviting(one) {
        return Ok(None);
    }
    let (rows, mut shown): (Vec<_>, Vec<_>) = rows(tx, activity).await?.into_iter().unzip();
    let part = part(tx, one).await?;
    let plan = plan(one, &digest(&all), &rows.iter().collect::<Vec<_>>(), &part, today(tx));
    for one in &mut shown {
        one.knows = !plan.change.contains(&one.contact) && !plan.call_off.contains(&one.contact);
    }
    Ok(Some((shown, plan)))
}

/// Notes that all whom it concerns are told how an activity is now, and says what is to be sent to whom for that, with
/// the activity itself. Two who do so at once tell nobody twice.
///
/// # Errors
/// What is wrong with `message`; [`Problem::NobodyToInvite`] where all know already; [`StoreError::NotFound`] when this
/// firm has no such activity, or nobody can be invited to it.
pub async fn invite(tx: &mut Tx, activity: ActivityId, message: &str, origin: &str) -> Result<Telling, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let message =
        plain_text::lines(message, MESSAGE_MAX).map_err(|wrong| StoreError::field("message", wrong.into()))?;
    hold(tx, activity).await?;
    let all = dated(tx.connection(), activity).await?;
    let one = &all.first().ok_or(StoreError::NotFound)?.activity;
    let customer = one.customer.filter(|_| is_inviting(one)).ok_or(StoreError::NotFound)?;
    let rows: Vec<Row> = rows(tx, activity).await?.into_iter().map(|(row, _)| row).collect();
    let (part, told) = (part(tx, one).await?, digest(&all));
    let plan = plan(one, &told, &rows.iter().collect::<Vec<_>>(), &part, today(tx));
    if plan.count() == 0 {
        return Err(StoreError::field("invited", Problem::NobodyToInvite));
    }
    let mut to_send = Vec::with_capacity(plan.count());
    for (contacts, what) in [(&plan.invite, Message::Invite), (&plan.change, Message::Change)] {
        for who in part.iter().filter(|who| contacts.contains(&who.contact)) {
            let Some(email) = who.email.clone() else { continue };
            // Whoever answered and is told of another place comes as they said; at another time they are asked anew.
            let row = sqlx::query!(
                r#"insert into activity_invitation as i (tenant_id, id, customer_id, activity_id, contact_id, name, email, language, told, message, origin)
                values (current_tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (tenant_id, activity_id, contact_id) do update set name = excluded.name, email = excluded.email, language = excluded.language,
                    told = excluded.told, message = excluded.message, origin = excluded.origin, sequence = i.sequence + 1,
                    state = case when i.state <> 'called_off' and left(i.told, 16) = left(excluded.told, 16) then i.state else 'waiting' end,
                    note = case when i.state <> 'called_off' and left(i.told, 16) = left(excluded.told, 16) then i.note else '' end,
                    answered_at = case when i.state <> 'called_off' and left(i.told, 16) = left(excluded.told, 16) then i.answered_at end
                returning id as "id: InvitedId", sequence"#,
                InvitedId::generate().0,
                customer.0,
                activity.0,
                who.contact.0,
                who.name,
                email.as_str(),
                who.language.tag(),
                told,
                message,
                origin,
            )
            .fetch_one(tx.connection())
            .await?;
            let (name, language) = (who.name.clone(), who.language);
            to_send.push(ToSend { id: row.id, what, name, email, language, sequence: row.sequence });
        }
    }
    for row in rows.iter().filter(|row| plan.call_off.contains(&row.contact)) {
        to_send.extend(call_off(tx, row).await?);
    }
    let organiser = organiser(tx, &all).await?;
    Ok(Telling { activity: all, organiser, message, to_send })
}

/// Who sees to it, and where they are reached.
async fn organiser(tx: &mut Tx, all: &[Dated]) -> Result<(String, String), StoreError> {
    let own = (tx.session().name.clone(), tx.session().email.clone());
    let Some(first) = all.first() else { return Ok(own) };
    let row = sqlx::query!(
        "select name, email from app_user where tenant_id = current_tenant() and id = $1",
        first.activity.responsible.0
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map_or(own, |row| (row.name, row.email)))
}

/// Notes that all who are invited to an activity that is about to be taken away are told so, and says what is to be sent
/// to whom; nothing where it is over.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn call_off_all(tx: &mut Tx, activity: ActivityId) -> Result<Telling, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    hold(tx, activity).await?;
    let all = dated(tx.connection(), activity).await?;
    let mut to_send = Vec::new();
    if all.first().is_some_and(|first| !is_past(&first.activity, today(tx))) {
        for (row, _) in rows(tx, activity).await? {
            if row.state != InvitedState::CalledOff {
                to_send.extend(call_off(tx, &row).await?);
            }
        }
    }
    let organiser = organiser(tx, &all).await?;
    Ok(Telling { activity: all, organiser, message: String::new(), to_send })
}

/// Nobody else invites to it until the transaction ends.
async fn hold(tx: &mut Tx, activity: ActivityId) -> Result<(), StoreError> {
    sqlx::query!("select from activity where tenant_id = current_tenant() and id = $1 for update", activity.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(())
}

async fn call_off(tx: &mut Tx, row: &Row) -> Result<Option<ToSend>, StoreError> {
    let sequence = sqlx::query_scalar!(
        "update activity_invitation set state = 'called_off', sequence = sequence + 1
        where tenant_id = current_tenant() and id = $1 returning sequence",
        row.id.0,
    )
    .fetch_one(tx.connection())
    .await?;
    let language = Language::from_tag(&row.language).unwrap_or_default();
    let email = Email::parse(&row.email).ok();
    let what = Message::CallOff;
    Ok(email.map(|email| ToSend { id: row.id, what, name: row.name.clone(), email, language, sequence }))
}

/// Makes a link by which somebody who is invited comes.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn link(tx: &mut Tx, id: InvitedId, token: &InvitedToken) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    sqlx::query!("select make_invitation_link($1, $2)", id.0, token.digest()).execute(tx.connection()).await?;
    Ok(())
}
