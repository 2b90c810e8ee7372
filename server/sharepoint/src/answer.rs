//! The shapes of Microsoft Graph's answers: read strictly where we rely on them, blind to all else.

use domain::{
    plain_text,
    sharepoint::{Failure, Handle, Item, ItemKind},
};
use serde::Deserialize;
use serde_json::Value;

/// What is asked for of an item.
pub(crate) const SELECT: &str =
    "$select=id,name,size,webUrl,lastModifiedDateTime,lastModifiedBy,folder,file,package,parentReference";

/// Something that has an id: a site, or a library.
#[derive(Deserialize)]
pub(crate) struct Named {
    pub(crate) id: Handle,
}

/// A page of what is in a folder.
#[derive(Deserialize)]
pub(crate) struct Page {
    /// Each read by itself: one that is odd takes no others with it.
    pub(crate) value: Vec<Value>,
    #[serde(rename = "@odata.nextLink")]
    pub(crate) next: Option<String>,
}

/// `driveItem`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DriveItem {
    id: Handle,
    name: String,
    #[serde(default)]
    size: i64,
    web_url: Option<String>,
    last_modified_date_time: Option<String>,
    last_modified_by: Option<IdentitySet>,
    folder: Option<Folder>,
    file: Option<Value>,
    parent_reference: Option<ItemReference>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Folder {
    #[serde(default)]
    child_count: i64,
}

/// Who did something: a person, or an application by itself.
#[derive(Default, Deserialize)]
#[serde(default)]
struct IdentitySet {
    user: Option<Identity>,
    application: Option<Identity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    display_name: Option<String>,
}

#[derive(Deserialize)]
struct ItemReference {
    id: Option<Handle>,
}

impl DriveItem {
    /// An item of a page; none where it can't be read.
    pub(crate) fn of_page(told: Value) -> Option<Item> {
        let read = serde_json::from_value::<Self>(told).map_err(|error| error.to_string());
        match read.and_then(|read| read.item().map_err(|_| "it has no name".to_owned())) {
            Ok(item) => Some(item),
            Err(why) => {
                tracing::warn!(why, "an item of Microsoft Graph can't be read");
                None
            }
        }
    }

    /// The item, as far as it can be shown.
    pub(crate) fn item(self) -> Result<Item, Failure> {
        let name = plain_text::shown_line(&self.name, 300);
        if name.is_empty() {
            return Err(Failure::Broken);
        }
        let kind = match (&self.folder, &self.file) {
            (Some(_), _) => ItemKind::Folder,
            (None, Some(file)) if !file.is_null() => ItemKind::File,
            _ => ItemKind::Other,
        };
        let by = self.last_modified_by.unwrap_or_default();
        let by = by.user.and_then(|one| one.display_name).or(by.application.and_then(|one| one.display_name));
        Ok(Item {
            id: self.id,
            name,
            kind,
            size: self.size.max(0),
            children: self.folder.map_or(0, |folder| folder.child_count.max(0)),
            changed_at: self.last_modified_date_time.filter(|at| is_moment(at)).unwrap_or_default(),
            changed_by: by.map(|name| plain_text::shown_line(&name, 200)).unwrap_or_default(),
            web_url: self.web_url.filter(|url| is_web_address(url)),
            parent: self.parent_reference.and_then(|parent| parent.id),
        })
    }
}

/// Whether a text is a moment in UTC by RFC 3339, as Graph tells them.
fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let (seconds, rest) = shape.split_at_checked(19).unwrap_or_default();
    seconds == "0000-00-00T00:00:00" && rest.ends_with('Z') && rest.trim_matches(['0', '.', 'Z']).is_empty()
}

/// Whether a text may stand in a link.
fn is_web_address(text: &str) -> bool {
    text.starts_with("https://")
        && text.len() <= 2000
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"'".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: Value) -> Option<Item> {
        DriveItem::of_page(value)
    }

    #[test]
    fn an_item_is_a_folder_a_file_or_something_that_is_only_opened_there() {
        let folder = read(json!({"id": "01A", "name": "Avtaler", "size": 7, "folder": {"childCount": 2},
            "lastModifiedBy": {"user": {"displayName": "Kari Dahl"}}, "lastModifiedDateTime": "2026-11-02T10:00:00Z",
            "parentReference": {"driveId": "b!1", "id": "01B", "path": "/drives/b!1/root:"}}))
        .unwrap();
        assert_eq!((folder.kind, folder.children, folder.changed_by.as_str()), (ItemKind::Folder, 2, "Kari Dahl"));
        assert_eq!(folder.parent, Handle::parse("01B").ok());
        let file = read(json!({"id": "01A", "name": "a.pdf", "file": {"mimeType": "application/pdf"},
            "lastModifiedBy": {"application": {"displayName": "Robot"}}, "lastModifiedDateTime": "2026-11-02T10:00:00.1234567Z"}))
        .unwrap();
        assert_eq!((file.kind, file.changed_by.as_str(), file.parent), (ItemKind::File, "Robot", None));
        assert!(!file.changed_at.is_empty());
        assert_eq!(
            read(json!({"id": "01A", "name": "n", "package": {"type": "oneNote"}})).unwrap().kind,
            ItemKind::Other
        );
    }

    #[test]
    fn what_could_harm_is_left_out_and_what_lacks_is_no_item() {
        for wrong in ["javascript:alert(1)", "http://firma.example/", "https://a b", "https://a\"b"] {
            assert_eq!(read(json!({"id": "01A", "name": "a", "webUrl": wrong})).unwrap().web_url, None, "{wrong}");
        }
        let fine = read(json!({"id": "01A", "name": "a\u{202e}b", "webUrl": "https://firma.example/x",
            "lastModifiedDateTime": "yesterday"}))
        .unwrap();
        assert_eq!((fine.name.as_str(), fine.changed_at.as_str()), ("ab", ""));
        assert_eq!(fine.web_url.as_deref(), Some("https://firma.example/x"));
        assert_eq!(read(json!({"id": "../x", "name": "a"})), None);
        assert_eq!(read(json!({"id": "01A", "name": "\u{7}"})), None);
        assert_eq!(read(json!({"name": "a"})), None);
    }
}
