//! What others changed in a section since its reader looked at it last.

use crate::{StoreError, Tx};
use domain::{
    change::{LogCategory, Operation},
    id::{ChangeId, CustomerId},
    policy::Action,
    section::Section,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// When somebody looked at each section, by its key; without a key, at the card for the first time.
pub(crate) type Stored = HashMap<String, Timestamp>;

/// One part of a change by others: the table, the part, when, what was done, whose doing it was, and which entry
/// of the log it is.
pub(crate) type Part = (String, String, Timestamp, String, String, ChangeId);

/// A change by somebody else that its reader has not looked at yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The section in which it shows.
    pub section: Section,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// Whose doing it was; empty where it was the system's.
    pub by: String,
    /// What was changed.
    pub category: LogCategory,
    /// What was done to it.
    pub operation: Operation,
    /// The fields of the customer that stand in that section.
    pub fields: Vec<String>,
    /// The entry of the log.
    pub entry: ChangeId,
}

/// Sections that others have changed since, each with when they did last, and the changes themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    sections: BTreeMap<Section, Timestamp>,
    changes: Vec<Change>,
}

impl News {
    /// Of changes by table, part and time, the newest first, those that are later than the last look.
    pub(crate) fn new(seen: &Stored, parts: Vec<Part>) -> Self {
        let mut news = Self::default();
        for (table, part, at, operation, by, entry) in parts {
            let Some(section) = Section::of_change(&table, &part) else { continue };
            if seen.get(section.key()).is_some_and(|seen| *seen >= at) {
                continue;
            }
            let newest = news.sections.entry(section).or_insert(at);
            *newest = at.max(*newest);
            let fields = (table == "customer").then_some(part);
            // One entry of the log may have changed several fields of a section.
            match news.changes.iter_mut().find(|known| (known.entry, known.section) == (entry, section)) {
                Some(known) => known.fields.extend(fields),
                None => news.changes.push(Change {
                    section,
                    at: at.to_string(),
                    by,
                    category: LogCategory::from_key(&table).unwrap_or(LogCategory::Customer),
                    operation: Operation::from_key(&operation),
                    fields: fields.into_iter().collect(),
                    entry,
                }),
            }
        }
        news
    }

    /// The changes, the newest first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// All of it as [`News::parse`] reads it: what is noted when all has been looked at.
    #[must_use]
    pub fn told(&self) -> String {
        self.sections.iter().map(|(section, at)| format!("{} {at}", section.key())).collect::<Vec<_>>().join(",")
    }

    /// Reads `section time` pairs with commas between them, as dots name them; `None` where one
    /// can't be read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let pair = |pair: &str| {
            let (section, at) = pair.split_once(' ')?;
            Some((Section::from_key(section)?, at.parse().ok()?))
        };
        let sections = text.split(',').map(pair).collect::<Option<_>>()?;
        Some(Self { sections, changes: Vec::new() })
    }

    /// When others changed a section last, UTC in RFC 3339; `None` where they have not.
    #[must_use]
    pub fn of_section(&self, section: Section) -> Option<String> {
        self.sections.get(&section).map(ToString::to_string)
    }

    /// The sections that others have changed.
    pub fn sections(&self) -> impl Iterator<Item = Section> {
        self.sections.keys().copied()
    }

    /// The news of those sections alone.
    #[must_use]
    pub fn of(&self, mut wanted: impl FnMut(Section) -> bool) -> Self {
        let sections: BTreeMap<_, _> = self
            .sections
            .iter()
            .filter(|(section, _)| wanted(**section))
            .map(|(section, at)| (*section, *at))
            .collect();
        let changes = self.changes.iter().filter(|change| sections.contains_key(&change.section)).cloned().collect();
        Self { sections, changes }
    }
}

/// Notes that somebody has looked at those sections as far as the news go; without news nothing
/// is written.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn look(tx: &mut Tx, customer: CustomerId, news: &News) -> Result<(), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    if news.sections.is_empty() {
        return Ok(());
    }
    let sections: Vec<String> = news.sections().map(|section| section.key().to_owned()).collect();
    let times: Vec<String> = news.sections.values().map(ToString::to_string).collect();
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
