//! Changes of settings in the reader's words.

use super::listed;
use crate::i18n::{
    department, department_terms, list, log, module, own_field, portal_setting, setting_log as words, sharepoint,
    template, user,
};
use domain::{
    change::Operation,
    country::Country,
    criteria,
    customer::CustomerType,
    field::{self, Audience, Field, Names, Need, OwnKind, Record, shown, yes_no},
    language::Language,
    list::{ListKind, StatusMeaning},
    module::Module,
    policy::Access,
    portal::{PortalAudience, PortalModule, PortalRight},
    section::Section,
    setting_log::{Changed, SettingEntry, Subject},
    tab::{BuiltIn, Place},
    text::Text,
    user::Role,
    vat_treatment::VatTreatment,
};
use serde_json::Value;

/// What reading a change needs: names of what it refers to, the language and country of who reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) names: &'a Names,
    pub(super) language: Language,
    pub(super) home: Country,
}

/// What somebody did.
pub(super) fn verb(entry: &SettingEntry) -> Text {
    let of = |column: &str| entry.changes.iter().find(|(name, ..)| name == column).map(|(_, _, new)| new);
    let is = |column: &str| of(column).and_then(Value::as_bool);
    match (entry.subject.table.as_str(), entry.operation) {
        ("invitation", Operation::Insert) => words::INVITED,
        ("invitation", _) if of("withdrawn_at").is_some() => words::WITHDREW,
        ("invitation", _) => words::ACCEPTED,
        ("app_user", Operation::Insert) => words::MADE_ACCOUNT,
        ("app_user", _) if is("active") == Some(false) => words::CLOSED_ACCOUNT,
        ("app_user", _) if is("active") == Some(true) => words::OPENED_ACCOUNT,
        // The first decision makes the row.
        (
            "firm_module" | "firm_portal" | "firm_sharepoint" | "field_right" | "layout" | "register_setting",
            Operation::Insert,
        )
        | ("field_right" | "firm_module" | "firm_portal" | "register_setting", Operation::Delete) => words::CHANGED,
        (_, Operation::Insert) => words::ADDED,
        (_, Operation::Delete) => words::REMOVED,
        _ if of("merged_into").is_some() => words::MERGED,
        _ if is("retired") == Some(true) => words::RETIRED,
        _ if is("retired") == Some(false) => words::RESTORED,
        _ if entry.changes.iter().all(|(column, ..)| column == "position") => words::MOVED,
        _ => words::CHANGED,
    }
}

/// What a row is called.
pub(super) fn name(subject: &Subject, language: Language) -> String {
    let text = |key: &str| subject.named.text(key);
    let in_three = || language.of(&["nb", "sv", "en"].map(|key| text(key).to_owned())).to_owned();
    match subject.table.as_str() {
        "field_rule" | "field_right" => {
            field_of(subject).map_or_else(String::new, |field| field.label.get(language).to_owned())
        }
        "card_tab" => BuiltIn::from_key(text("built_in")).map_or_else(in_three, |tab| tab.name(language).to_owned()),
        "list_item" => {
            let list = ListKind::from_key(text("kind")).map(|kind| kind.title().get(language)).unwrap_or_default();
            if list.is_empty() { in_three() } else { format!("{} ({list})", in_three()) }
        }
        "own_field" => in_three(),
        "firm_module" => {
            Module::from_key(text("module")).map(|module| module.name(language)).unwrap_or_default().to_owned()
        }
        "firm_portal" => portal_setting::TITLE.get(language).to_owned(),
        "firm_sharepoint" => sharepoint::TITLE.get(language).to_owned(),
        "firm_country" => {
            Country::parse(text("country")).map(|country| country.name(language)).unwrap_or_default().to_owned()
        }
        "layout" => {
            let who = if text("scope") == "role" { role_name(Role::from_key(text("owner"))) } else { words::FOR_ALL };
            let device = if text("device") == "phone" { crate::i18n::layout::PHONE } else { crate::i18n::layout::DESK };
            words::LAYOUT_OF.with(language, &[("who", who.get(language)), ("device", device.get(language))])
        }
        "register_setting" => words::LIST_OF_CUSTOMERS.get(language).to_owned(),
        "firm_settings" if text("kind") == criteria::KEY => words::SEARCH_BY_CRITERIA.get(language).to_owned(),
        "department_terms" => department_terms::TITLE.with(language, &[("name", text("name"))]),
        "department" | "app_user" | "invitation" | "message_template" => text("name").to_owned(),
        _ => String::new(),
    }
}

fn field_of(subject: &Subject) -> Option<&'static Field> {
    match subject.named.text("entity") {
        "contact" => field::contact(subject.named.text("field")),
        _ => field::customer(subject.named.text("field")),
    }
}

/// What a role is called.
#[must_use]
pub(crate) const fn role_name(role: Role) -> Text {
    match role {
        Role::Administrator => user::ADMINISTRATOR,
        Role::Consultant => user::CONSULTANT,
        Role::ReadOnly => user::READ_ONLY,
    }
}

/// What a line of a change says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// What a value is called, what stood there, and what stands there since.
    Became(String, String, String),
    /// What happened to which.
    Says(String, String),
}

/// Each changed value that says something.
pub(super) fn lines(subject: &Subject, changes: &[Changed], reader: Reader<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (column, old, new) in changes {
        // Hours of each day have a line of their own.
        if column == "working_hours" {
            lines.extend(hours(old, new, reader));
        } else if listed::is_listed(subject, column) {
            lines.extend(listed::lines(column, old, new, reader.language));
        } else if let Some(label) = label(subject, column, reader.language) {
            let value = |value: &Value| value_in_words(subject, column, value, reader);
            let (old, new) = (value(old), value(new));
            // A first choice says how wide columns are, also where that is as usual.
            if column != "widths" || old != new {
                lines.push(Line::Became(label, old, new));
            }
        }
    }
    lines
}

fn hours(old: &Value, new: &Value, reader: Reader<'_>) -> Vec<Line> {
    let keys = domain::agreement::hours::DAYS.iter().map(|(key, _)| *key);
    std::iter::once(domain::agreement::hours::WEEKLY)
        .chain(keys)
        .filter_map(|key| {
            let of = |value: &Value| value.get(key).cloned().unwrap_or_default();
            let (old, new) = (of(old), of(new));
            let field = field::customer(key).filter(|_| old != new)?;
            let text =
                |value: &Value| shown(field, value, &Record::default(), reader.names, reader.language, reader.home);
            Some(Line::Became(field.label.get(reader.language).to_owned(), text(&old), text(&new)))
        })
        .collect()
}

/// What a column is called; none for one that says nothing to a reader.
pub(super) fn label(subject: &Subject, column: &str, language: Language) -> Option<String> {
    let text = match (subject.table.as_str(), column) {
        ("firm_settings", criteria::KEY) => words::CRITERIA,
        ("firm_settings" | "department_terms", _) => field::firm(column)?.label,
        ("field_rule", _) => {
            let audience = Audience::all().find(|audience| audience.key() == column)?;
            return Some(format!("{}, {}", audience.kind.name(language), audience.customer_type.name(language)));
        }
        ("field_right", "consultant") => user::CONSULTANT,
        ("field_right", "read_only") => user::READ_ONLY,
        ("own_field" | "card_tab" | "list_item", "nb") => own_field::NB,
        ("own_field" | "card_tab" | "list_item", "sv") => own_field::SV,
        ("own_field" | "card_tab" | "list_item", "en") => own_field::EN,
        ("own_field", "help_nb") => own_field::HELP_NB,
        ("own_field", "help_sv") => own_field::HELP_SV,
        ("own_field", "help_en") => own_field::HELP_EN,
        ("own_field", "in_portal") => own_field::IN_PORTAL,
        ("own_field", "kind") => own_field::KIND,
        ("own_field", "section") => own_field::SECTION,
        ("own_field", "tab") => words::TAB,
        ("list_item", "meaning") => list::MEANS,
        ("list_item", "is_member") => list::IS_MEMBER,
        ("list_item", "is_managed") => words::MANAGED,
        ("list_item", "code") => words::CODE,
        ("list_item", "inverse_nb") => words::INVERSE_NB,
        ("list_item", "inverse_sv") => words::INVERSE_SV,
        ("list_item", "inverse_en") => words::INVERSE_EN,
        ("card_tab", "place") => words::PLACE,
        ("card_tab", "sections") => words::SECTIONS,
        ("register_setting", "columns") => words::COLUMNS,
        ("register_setting", "widths") => words::WIDTHS,
        ("firm_country", "vat") => crate::i18n::firm_country::CARD_VAT,
        ("firm_module", "active") => module::ON,
        ("firm_module", _) => return CustomerType::from_key(column).map(|of| of.name(language).to_owned()),
        ("firm_portal", "is_open") => portal_setting::IS_OPEN,
        ("firm_portal", "usual_rights") => portal_setting::USUAL_RIGHTS,
        ("firm_portal", "customers" | "partners") => {
            return PortalAudience::from_key(column).map(|of| of.name(language).to_owned());
        }
        ("firm_portal", _) if column.starts_with("subject") => portal_setting::SUBJECT,
        ("firm_portal", _) if column.starts_with("body") => portal_setting::BODY,
        ("firm_sharepoint", "is_on") => sharepoint::IS_ON,
        ("firm_sharepoint", "directory_id") => sharepoint::DIRECTORY,
        ("firm_sharepoint", "client_id") => sharepoint::CLIENT,
        ("firm_sharepoint", "secret_set_at") => sharepoint::SECRET_SET,
        ("firm_sharepoint", "site") => sharepoint::SITE,
        ("firm_sharepoint", "folder") => sharepoint::FOLDER,
        ("firm_sharepoint", "pattern") => sharepoint::PATTERN,
        ("department", "name") => department::NAME,
        ("message_template", "name") => template::NAME,
        ("message_template", "subject") => template::SUBJECT,
        ("message_template", "body") => template::BODY,
        ("app_user", "name") => user::NAME,
        ("app_user", "email") => user::EMAIL,
        ("app_user", "role") => user::ROLE,
        ("app_user", "department_id") => user::DEPARTMENT,
        _ => return None,
    };
    Some(text.get(language).to_owned())
}

/// A value as its reader reads it; never empty.
pub(super) fn value_in_words(subject: &Subject, column: &str, value: &Value, reader: Reader<'_>) -> String {
    let language = reader.language;
    let key = value.as_str().unwrap_or_default();
    let joined = |name: &dyn Fn(&str) -> Option<String>| {
        let all = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        all.filter_map(name).collect::<Vec<_>>().join(", ")
    };
    let text = match (subject.table.as_str(), column) {
        ("firm_settings" | "department_terms", _) if column != criteria::KEY => field::firm(column)
            .map(|field| shown(field, value, &Record::default(), reader.names, language, reader.home)),
        ("field_rule" | "field_right", _) if value.is_null() => Some(words::AS_USUAL.get(language).to_owned()),
        ("field_rule", _) => Need::from_key(key).map(|need| need.name(language).to_owned()),
        ("field_right", _) => Access::from_key(key).map(|access| access.name(language).to_owned()),
        ("own_field", "kind") => OwnKind::from_key(key).map(|kind| kind.name(language).to_owned()),
        ("own_field", "section") => Section::from_key(key).map(|section| section.title(language).to_owned()),
        ("own_field", "tab") | ("app_user", "department_id") => reader.names.get(key).cloned(),
        ("list_item", "meaning") if !key.is_empty() => Some(StatusMeaning::from_key(key).name(language).to_owned()),
        ("card_tab", "place") => Place::from_key(key).map(|place| place.name(language).to_owned()),
        ("card_tab", "sections") => {
            Some(joined(&|key| Section::from_key(key).map(|section| section.title(language).to_owned())))
        }
        ("register_setting", _) | ("firm_settings", criteria::KEY) => Some(listed::in_words(column, value, language)),
        ("firm_portal", "customers" | "partners") => {
            Some(joined(&|key| PortalModule::from_key(key).map(|module| module.name(language).to_owned())))
        }
        ("firm_portal", "usual_rights") => {
            Some(joined(&|key| PortalRight::from_key(key).map(|right| right.name(language).to_owned())))
        }
        // When to the minute, in the time of the log itself: what it was is nowhere.
        ("firm_sharepoint", "secret_set_at") => Some(key.chars().take(16).collect::<String>().replace('T', " ")),
        ("firm_country", "vat") if value.is_null() => Some(words::BY_LAW.get(language).to_owned()),
        ("firm_country", "vat") => VatTreatment::from_key(key).map(|vat| vat.name(language).to_owned()),
        ("app_user", "role") if !key.is_empty() => Some(role_name(Role::from_key(key)).get(language).to_owned()),
        _ => match value {
            Value::Bool(yes) => Some(yes_no(*yes).get(language).to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => Some(key.to_owned()),
        },
    };
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| log::NOTHING.get(language).to_owned())
}
