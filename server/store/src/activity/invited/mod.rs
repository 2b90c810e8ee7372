//! Contacts are invited to activities by e-mail: who is, what each was told last, and who is still to be told.

mod answer;
mod reply;
mod state;
mod untold;

pub use answer::{InvitedToken, InvitedTx};
pub(crate) use reply::take_reply;
pub use untold::untold;

use super::{Dated, dated, today};
use crate::{StoreError, Tx};
use domain::{
    activity::Activity,
    email::Email,
    error::Problem,
    field::Entity,
    id::{ActivityId, ContactId, InvitedId, OutgoingId},
    invited::{Invited, InvitedState, MESSAGE_MAX, Plan},
    language::Language,
    plain_text,
    policy::Action,
};
use jiff::civil::Date;
use state::{digest, for_invited, is_inviting, is_on, is_past};
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
    /// Who saw to it when they were invited, and where answers go.
    pub organiser: (String, String),
}

/// What is to be sent to whom so that all know how an activity is.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The activity, of a series with what has rows of its own.
    pub activity: Vec<Dated>,
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
    sequence: i32,
    organiser: (String, String),
    is_failed: bool,
}

/// A contact who takes part.
struct Part {
    contact: ContactId,
    name: String,
    email: Option<Email>,
    language: Language,
}

async fn rows(tx: &mut Tx, activity: ActivityId) -> Result<Vec<(Row, Invited)>, StoreError> {
    let hides = tx.session().rights.hidden(Entity::Contact).any(|key| key == "email");
    let rows = sqlx::query!(
        r#"select i.id as "id: InvitedId", i.contact_id as "contact: ContactId", i.name, i.email, i.language, i.told, i.state, i.note, i.sequence,
            i.organiser_name, i.organiser_email, i.answered_at as "answered_at: jiff_sqlx::Timestamp", coalesce(o.state = 'failed', false) as "is_failed!"
        from activity_invitation i left join outgoing o on o.tenant_id = i.tenant_id and o.id = i.outgoing_id
        where i.tenant_id = current_tenant() and i.activity_id = $1 order by i.name, i.id"#,
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
            is_failed: row.is_failed,
        };
        let row = Row {
            id: row.id,
            contact: row.contact,
            name: row.name,
            email: row.email,
            language: row.language,
            told: row.told,
            state,
            sequence: row.sequence,
            organiser: (row.organiser_name, row.organiser_email),
            is_failed: row.is_failed,
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
        where k.tenant_id = current_tenant() and k.ended_at is null and k.id = any ($1) order by in_alphabet(k.last_name, (select firm_alphabet())) collate "C", k.id"#,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    let part = rows.into_iter().map(|row| {
        let language = Language::of_reader(row.language.as_deref(), &row.country);
        Part { contact: row.contact, name: row.name, email: Email::parse(&row.email).ok(), language }
    });
    Ok(part.collect())
}

fn plan(told: &[Dated], digest: &str, rows: &[Row], part: &[Part], today: Date) -> Plan {
    let mut plan = Plan::default();
    let Some(one) = told.first().map(|dated| &dated.activity) else { return plan };
    if is_past(told, today) {
        return plan;
    }
    let is_open = is_on(one) && is_inviting(one);
    for who in part.iter().filter(|_| is_open) {
        let row = rows.iter().find(|row| row.contact == who.contact && row.state != InvitedState::CalledOff);
        match (row, &who.email) {
            (None, None) => plan.unreachable.push(who.name.clone()),
            (Some(row), None) if row.told != digest => plan.unreachable.push(who.name.clone()),
            (None, Some(_)) => plan.invite.push(who.contact),
            // Whoever is reached elsewhere by now was never invited there.
            (Some(row), Some(email)) if row.is_failed || !row.email.eq_ignore_ascii_case(email.as_str()) => {
                plan.invite.push(who.contact);
            }
            (Some(row), Some(_)) if row.told != digest => plan.change.push(who.contact),
            (Some(_), _) => {}
        }
    }
    let takes_no_part = |row: &Row| !is_open || !part.iter().any(|who| who.contact == row.contact);
    let is_to_tell = |row: &&Row| (row.state != InvitedState::CalledOff || row.is_failed) && takes_no_part(row);
    plan.call_off = rows.iter().filter(is_to_tell).map(|row| row.contact).collect();
    plan
}

/// Who is invited to an activity, of a series to all of it, and what is still to be sent to whom; none where nobody can
/// be invited to it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity.
pub async fn invited(tx: &mut Tx, activity: ActivityId) -> Result<Option<(Vec<Invited>, Plan)>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let told = for_invited(dated(tx.connection(), activity).await?);
    let one = &told.first().ok_or(StoreError::NotFound)?.activity;
    let (rows, shown): (Vec<_>, Vec<_>) = rows(tx, activity).await?.into_iter().unzip();
    if !is_inviting(one) && rows.is_empty() {
        return Ok(None);
    }
    let part = part(tx, one).await?;
    let plan = plan(&told, &digest(&told), &rows, &part, today(tx));
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
    let told = for_invited(dated(tx.connection(), activity).await?);
    let one = &told.first().ok_or(StoreError::NotFound)?.activity;
    let customer = one.customer.ok_or(StoreError::NotFound)?;
    let rows: Vec<Row> = rows(tx, activity).await?.into_iter().map(|(row, _)| row).collect();
    let (part, digest) = (part(tx, one).await?, digest(&told));
    let plan = plan(&told, &digest, &rows, &part, today(tx));
    if plan.count() == 0 {
        return Err(StoreError::field("invited", Problem::NobodyToInvite));
    }
    let organiser = organiser(tx, one).await?;
    let mut to_send = Vec::with_capacity(plan.count());
    for (contacts, what) in [(&plan.invite, Message::Invite), (&plan.change, Message::Change)] {
        for who in part.iter().filter(|who| contacts.contains(&who.contact)) {
            let Some(email) = who.email.clone() else { continue };
            let row = rows.iter().find(|row| row.contact == who.contact);
            // It stands in the calendar of the address that counted before.
            if let Some(row) = row
                .filter(|row| !row.email.eq_ignore_ascii_case(email.as_str()) && row.state != InvitedState::CalledOff)
            {
                to_send.extend(row.call_off(row.sequence + 1));
            }
            // Whoever answered and is told of another place comes as they said; at another time they are asked anew.
            let made = sqlx::query!(
                r#"insert into activity_invitation as i (tenant_id, id, customer_id, activity_id, contact_id, name, email, language, told, message, origin,
                    organiser_name, organiser_email)
                values (current_tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                on conflict (tenant_id, activity_id, contact_id) do update set name = excluded.name, email = excluded.email, language = excluded.language,
                    told = excluded.told, message = excluded.message, origin = excluded.origin, sequence = i.sequence + 1,
                    organiser_name = case when $13 then excluded.organiser_name else i.organiser_name end,
                    organiser_email = case when $13 then excluded.organiser_email else i.organiser_email end,
                    state = case when not $13 and left(i.told, 16) = left(excluded.told, 16) then i.state else 'waiting' end,
                    note = case when not $13 and left(i.told, 16) = left(excluded.told, 16) then i.note else '' end,
                    answered_at = case when not $13 and left(i.told, 16) = left(excluded.told, 16) then i.answered_at end
                returning id as "id: InvitedId", sequence, organiser_name, organiser_email"#,
                InvitedId::generate().0,
                customer.0,
                activity.0,
                who.contact.0,
                who.name,
                email.as_str(),
                who.language.tag(),
                digest,
                message,
                origin,
                organiser.0,
                organiser.1,
                what == Message::Invite,
            )
            .fetch_one(tx.connection())
            .await?;
            to_send.push(ToSend {
                id: made.id,
                what,
                name: who.name.clone(),
                email,
                language: who.language,
                sequence: made.sequence,
                organiser: (made.organiser_name, made.organiser_email),
            });
        }
    }
    for row in rows.iter().filter(|row| plan.call_off.contains(&row.contact)) {
        to_send.extend(call_off(tx, row).await?);
    }
    Ok(Telling { activity: told, message, to_send })
}

/// Who sees to it, and where they are reached.
async fn organiser(tx: &mut Tx, one: &Activity) -> Result<(String, String), StoreError> {
    let row = sqlx::query!(
        "select name, email from app_user where tenant_id = current_tenant() and id = $1",
        one.responsible.0
    )
    .fetch_one(tx.connection())
    .await?;
    Ok((row.name, row.email))
}

/// Notes that all who are invited to an activity that is about to be taken away are told so, and says what is to be sent
/// to whom; nothing where it is over.
pub(in crate::activity) async fn call_off_all(tx: &mut Tx, activity: ActivityId) -> Result<Telling, StoreError> {
    hold(tx, activity).await?;
    let told = for_invited(dated(tx.connection(), activity).await?);
    let mut to_send = Vec::new();
    if !is_past(&told, today(tx)) {
        for (row, _) in rows(tx, activity).await? {
            if row.state != InvitedState::CalledOff {
                to_send.extend(call_off(tx, &row).await?);
            }
        }
    }
    Ok(Telling { activity: told, message: String::new(), to_send })
}

/// Nobody else invites to it until the transaction ends. Whoever answers meanwhile waits for nobody.
async fn hold(tx: &mut Tx, activity: ActivityId) -> Result<(), StoreError> {
    sqlx::query!("select from activity where tenant_id = current_tenant() and id = $1 for no key update", activity.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(())
}

impl Row {
    /// The message that it does not take place, or not with them; none where their address is none any more.
    fn call_off(&self, sequence: i32) -> Option<ToSend> {
        Some(ToSend {
            id: self.id,
            what: Message::CallOff,
            name: self.name.clone(),
            email: Email::parse(&self.email).ok()?,
            language: Language::from_tag(&self.language).unwrap_or_default(),
            sequence,
            organiser: self.organiser.clone(),
        })
    }
}

async fn call_off(tx: &mut Tx, row: &Row) -> Result<Option<ToSend>, StoreError> {
    let sequence = sqlx::query_scalar!(
        "update activity_invitation set state = 'called_off', sequence = sequence + 1
        where tenant_id = current_tenant() and id = $1 returning sequence",
        row.id.0,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(row.call_off(sequence))
}

/// Notes by which message somebody was told.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn told_by(tx: &mut Tx, id: InvitedId, message: OutgoingId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    sqlx::query!(
        "update activity_invitation set outgoing_id = $2 where tenant_id = current_tenant() and id = $1",
        id.0,
        message.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
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
