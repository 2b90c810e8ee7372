//! Who can be asked to sign, and who was.

use crate::{StoreError, Tx};
use domain::{
    email::Email,
    field::Entity,
    id::{ContactId, CustomerId, SignerId, SigningId, UserId},
    language::Language,
    policy::Action,
};
use uuid::Uuid;

/// Somebody who can be asked to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who it is, as forms name them: `contact.ID` or `user.ID`.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// Where they are reached; empty where they are not.
    pub email: String,
    /// Whether they are the customer's, and not the firm's own.
    pub is_contact: bool,
}

/// The people whom one can ask: contacts of the customer who have not ended, and those of the firm.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn candidates(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Candidate>, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    // Whoever may not see where contacts are reached asks them without seeing it.
    let hides = hides_emails(tx);
    let rows = sqlx::query!(
        r#"select 'contact.' || k.id as "key!", k.first_name || ' ' || k.last_name as "name!", coalesce(k.email, '') as "email!", true as "is_contact!",
            in_alphabet(k.last_name, (select firm_alphabet())) collate "C" as "sort!"
        from contact k where k.tenant_id = current_tenant() and k.customer_id = $1 and k.ended_at is null
        union all
        select 'user.' || u.id, u.name, u.email, false, in_alphabet(u.name, (select firm_alphabet())) collate "C" from app_user u where u.tenant_id = current_tenant() and u.active
        order by 4 desc, 5, 1"#,
        customer.0,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter(|row| !row.is_contact || Email::parse(&row.email).is_ok())
        .map(|row| Candidate {
            key: row.key,
            name: row.name,
            email: if hides && row.is_contact { String::new() } else { row.email },
            is_contact: row.is_contact,
        })
        .collect())
}

/// Who was chosen, by the kinds of people; none where one is named that is nobody.
pub(super) fn chosen(typed: &str) -> Option<(Vec<Uuid>, Vec<Uuid>)> {
    let (mut contacts, mut users) = (Vec::new(), Vec::new());
    for key in typed.split(',').map(str::trim).filter(|key| !key.is_empty()) {
        match key.split_once('.')? {
            ("contact", id) => contacts.push(id.parse::<ContactId>().ok()?.0),
            ("user", id) => users.push(id.parse::<UserId>().ok()?.0),
            _ => return None,
        }
    }
    for ids in [&mut contacts, &mut users] {
        ids.sort_unstable();
        ids.dedup();
    }
    Some((contacts, users))
}

/// Somebody who was chosen and can be reached.
pub(super) struct Person {
    contact: Option<Uuid>,
    user: Option<Uuid>,
    name: String,
    email: Email,
    language: Language,
}

/// Those who were chosen and can be reached: contacts of this customer who have not ended, and people of the firm.
pub(super) async fn people(
    tx: &mut Tx,
    customer: CustomerId,
    contacts: &[Uuid],
    users: &[Uuid],
) -> Result<Vec<Person>, StoreError> {
    let rows = sqlx::query!(
        r#"select k.id as "contact?", null::uuid as "user?", k.first_name || ' ' || k.last_name as "name!", coalesce(k.email, '') as "email!",
            a.language as "language?", c.country as "country!"
        from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id
        left join portal_account a on a.tenant_id = k.tenant_id and a.contact_id = k.id
        where k.tenant_id = current_tenant() and k.customer_id = $1 and k.ended_at is null and k.id = any ($2)
        union all
        select null, u.id, u.name, u.email, u.language, t.country from app_user u join tenant t on t.id = u.tenant_id
        where u.tenant_id = current_tenant() and u.active and u.id = any ($3)"#,
        customer.0,
        contacts,
        users,
    )
    .fetch_all(tx.connection())
    .await?;
    let people = rows.into_iter().filter_map(|row| {
        let language = Language::of_reader(row.language.as_deref(), &row.country);
        let email = Email::parse(&row.email).ok()?;
        Some(Person { contact: row.contact, user: row.user, name: row.name, email, language })
    });
    Ok(people.collect())
}

pub(super) async fn add_signers(tx: &mut Tx, signing: SigningId, people: Vec<Person>) -> Result<(), StoreError> {
    for person in people {
        let id = SignerId::generate();
        sqlx::query!(
            "insert into signing_signer (tenant_id, id, signing_id, contact_id, user_id, name, email, language)
            values (current_tenant(), $1, $2, $3, $4, $5, $6, $7)",
            id.0,
            signing.0,
            person.contact,
            person.user,
            person.name,
            person.email.as_str(),
            person.language.tag(),
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// Whether the reader may not see where contacts are reached.
pub(super) fn hides_emails(tx: &Tx) -> bool {
    tx.session().rights.hidden(Entity::Contact).any(|key| key == "email")
}
