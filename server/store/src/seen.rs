//! What others changed in a section since its reader looked at it last.

use crate::{StoreError, Tx};
use domain::{id::CustomerId, policy::Action, section::Section};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// When somebody looked at each section, by its key; without a key, at the card for the first time.
pub(crate) type Stored = HashMap<String, Timestamp>;

/// Sections that others have changed since, each with when they did last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News(BTreeMap<Section, Timestamp>);

impl News {
    /// Of changes by table, part and time, those that are later than the last look.
    pub(crate) fn new(seen: Stored, changes: Vec<(String, String, Timestamp)>) -> Self {
        let mut news = BTreeMap::new();
        for (table, part, at) in changes {
            let Some(section) = Section::of_change(&table, &part) else { continue };
            if seen.get(section.key()).is_none_or(|seen| *seen < at) {
                let newest = news.entry(section).or_insert(at);
                *newest = at.max(*newest);
            }
        }
        Self(news)
    }

    /// Reads `section time` pairs with commas between them, as dots name them; `None` where one
    /// can't be read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let pair = |pair: &str| {
            let (section, at) = pair.split_once(' ')?;
            Some((Section::from_key(section)?, at.parse().ok()?))
        };
        text.split(',').map(pair).collect::<Option<_>>().map(Self)
    }

    /// When others changed a section last, UTC in RFC 3339; `None` where they have not.
    #[must_use]
    pub fn of_section(&self, section: Section) -> Option<String> {
        self.0.get(&section).map(ToString::to_string)
    }

    /// The sections that others have changed.
    pub fn sections(&self) -> impl Iterator<Item = Section> {
        self.0.keys().copied()
    }

    /// The news of those sections alone.
    #[must_use]
    pub fn of(&self, mut wanted: impl FnMut(Section) -> bool) -> Self {
        Self(self.0.iter().filter(|(section, _)| wanted(**section)).map(|(section, at)| (*section, *at)).collect())
    }
}

/// Notes that somebody has looked at those sections as far as the news go; without news nothing
/// is written.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn look(tx: &mut Tx, customer: CustomerId, news: &News) -> Result<(), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    if news.0.is_empty() {
        return Ok(());
    }
    let sections: Vec<String> = news.sections().map(|section| section.key().to_owned()).collect();
    let times: Vec<String> = news.0.values().map(ToString::to_string).collect();
    let done = sqlx::query!(
        "insert into section_seen (tenant_id, user_id, customer_id, section, seen_at)
        select c.tenant_id, current_app_user(), c.id, looked.section, least(looked.at::timestamptz, now())
        from customer c, unnest($2::text[], $3::text[]) as looked (section, at)
        where c.tenant_id = current_tenant() and c.id = $1
        order by looked.section
        on conflict (tenant_id, user_id, customer_id, section)
            do update set seen_at = greatest(section_seen.seen_at, excluded.seen_at)",
        customer.0,
        &sections,
        &times,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
