//! What stood around a customer at an earlier moment: links, relations, and who was responsible.

use super::{Row, key, moment, text};
use domain::{
    document::Document,
    field::Names,
    id::{ContactId, CustomerId, DocumentId, LinkId, ListItemId, RelationId, ResponsibleId, UserId},
    link::CustomerLink,
    list::StatusMeaning,
    relation::Relation,
    responsible::Responsible,
};

fn name(names: &Names, row: &Row, column: &str) -> String {
    names.get(text(row, column)).cloned().unwrap_or_default()
}

pub(super) fn links(rows: &[Row], names: &Names) -> Vec<CustomerLink> {
    rows.iter()
        .filter_map(|row| {
            let kind = name(names, row, "kind");
            Some(CustomerLink { id: LinkId(key(row)?), kind, address: text(row, "address").to_owned() })
        })
        .collect()
}

/// Relations as they are read from the side of a customer. Who is merged or gone since has no name
/// any more, and is left out; how the others stand today is not told.
pub(super) fn relations(rows: &[Row], of: CustomerId, names: &Names, inverses: &Names) -> Vec<Relation> {
    let mut relations: Vec<Relation> = rows
        .iter()
        .filter_map(|row| {
            let is_owner = text(row, "customer_id") == of.to_string();
            let other = if is_owner { "other_id" } else { "customer_id" };
            let reversed = row.get("reversed").and_then(serde_json::Value::as_bool)? == is_owner;
            let kind_name = inverses.get(text(row, "kind")).filter(|_| reversed).cloned();
            Some(Relation {
                id: RelationId(key(row)?),
                version: 0,
                other: text(row, other).parse().ok()?,
                number: 0,
                name: names.get(text(row, other))?.clone(),
                meaning: StatusMeaning::Active,
                contact: None::<ContactId>,
                contact_name: name(names, row, "contact_id"),
                contact_is_here: false,
                kind: text(row, "kind").parse::<ListItemId>().ok()?,
                reversed,
                kind_name: kind_name.unwrap_or_else(|| name(names, row, "kind")),
                note: text(row, "note").to_owned(),
                from_day: text(row, "from_day").to_owned(),
                to_day: text(row, "to_day").to_owned(),
            })
        })
        .collect();
    relations.sort_by(|one, other| (&one.kind_name, &one.name).cmp(&(&other.kind_name, &other.name)));
    relations
}

/// Those who were responsible with a title.
pub(super) fn responsibles(rows: &[Row], names: &Names) -> Vec<Responsible> {
    let mut responsibles: Vec<Responsible> = rows
        .iter()
        .filter_map(|row| {
            Some(Responsible {
                id: ResponsibleId(key(row)?),
                version: 0,
                user: text(row, "user_id").parse::<UserId>().ok()?,
                name: name(names, row, "user_id"),
                email: String::new(),
                title: text(row, "title").parse::<ListItemId>().ok()?,
                title_name: name(names, row, "title"),
            })
        })
        .collect();
    responsibles.sort_by(|one, other| (&one.title_name, &one.name).cmp(&(&other.title_name, &other.name)));
    responsibles
}

/// Documents with the versions that counted, the newest first.
pub(super) fn documents(rows: &[Row], versions: &[Row], names: &Names) -> Vec<Document> {
    let number = |row: &Row, column: &str| row.get(column).and_then(serde_json::Value::as_i64).unwrap_or_default();
    let mut documents: Vec<Document> = rows
        .iter()
        .filter_map(|row| {
            let current = number(row, "current_version");
            let is_current = |version: &&Row| {
                text(version, "document_id") == text(row, "id") && number(version, "number") == current
            };
            let version = versions.iter().find(is_current)?;
            Some(Document {
                id: DocumentId(key(row)?),
                version: 0,
                name: text(row, "name").to_owned(),
                kind: text(row, "kind").parse().ok(),
                kind_name: name(names, row, "kind"),
                current: i32::try_from(current).ok()?,
                media_type: text(version, "media_type").to_owned(),
                size: number(version, "size"),
                at: moment(version.get("created_at")),
                by: text(version, "by").to_owned(),
                signing: None,
            })
        })
        .collect();
    documents.sort_by(|one, other| (&other.at, other.id).cmp(&(&one.at, one.id)));
    documents
}
