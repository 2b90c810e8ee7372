//! Whether articles of the help were useful (seed 002:59).

use crate::{StoreError, Tx};
use domain::policy::Action;

/// What the people of a firm think of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// How many found it useful.
    pub useful: i64,
    /// How many have said anything.
    pub all: i64,
    /// What the reader said; `None` while they have said nothing.
    pub mine: Option<bool>,
}

/// What the reader's firm thinks of an article, by its slug.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn votes(tx: &mut Tx, article: &str) -> Result<Votes, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Votes,
        r#"select count(*) filter (where useful) as "useful!", count(*) as "all!",
            bool_or(useful) filter (where user_id = current_app_user()) as mine
        from help_vote where tenant_id = current_tenant() and article = $1"#,
        article
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Says whether an article was useful; what the reader said before no longer counts. `None` takes it back.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn vote(tx: &mut Tx, article: &str, useful: Option<bool>) -> Result<(), StoreError> {
    // What one thinks of an article is as much one's own as how one wants to read it.
    tx.authorise_own(Action::ChangeProfile)?;
    match useful {
        Some(useful) => {
            sqlx::query!(
                "insert into help_vote (tenant_id, article, user_id, useful) values (current_tenant(), $1, current_app_user(), $2)
                on conflict (tenant_id, article, user_id) do update set useful = excluded.useful, voted_at = now()",
                article,
                useful
            )
            .execute(tx.connection())
            .await?
        }
        None => {
            sqlx::query!(
                "delete from help_vote where tenant_id = current_tenant() and article = $1 and user_id = current_app_user()",
                article
            )
            .execute(tx.connection())
            .await?
        }
    };
    Ok(())
}

/// Somebody of the firm who can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// The firm's administrators, who can be asked about its rights, lists and fields (seed 003:15).
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn helpers(tx: &mut Tx) -> Result<Vec<Helper>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Helper,
        "select name, email from app_user where tenant_id = current_tenant() and role = 'administrator' and active order by name, email"
    )
    .fetch_all(tx.connection())
    .await?)
}
