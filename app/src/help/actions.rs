//! Server functions of the help.

use crate::error::ActionError;
use leptos::prelude::*;

/// Says whether an article was useful: `yes`, `no`, or nothing to take back what was said.
///
/// # Errors
/// When nobody is signed in, there is no such article, or it is none of the three.
#[server(prefix = "/api/staff", endpoint = "help-vote")]
pub async fn vote_on_help(article: String, #[server(default)] useful: String) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode, Problem};
    let mut tx = crate::request::open().await?;
    let slug = super::article(tx.session().language, &article).map(|article| article.slug);
    let slug = slug.ok_or_else(|| ActionError(ApiError::new(ErrorCode::NotFound)))?;
    let useful = match useful.as_str() {
        "" => None,
        "yes" => Some(true),
        "no" => Some(false),
        _ => return Err(ActionError(ApiError::field("useful", Problem::Choice))),
    };
    store::help::vote(&mut tx, slug, useful).await?;
    tx.commit().await?;
    Ok(())
}
