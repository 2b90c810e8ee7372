//! The section of the log, and the tab with the whole of it.

use super::verb;
use crate::{
    card::{CardView, sections::SectionView},
    editing::follows_text,
    i18n::{
        activity, agreement, card, comment, contact, dialog, document, employee, enquiry, invited, log as words, logo,
        merge, portal_setting as portal, relation, responsible, sharepoint, signing, undo,
    },
    ui::{Avatar, Icon},
};
use domain::{
    agreement as agreed,
    change::{LogCategory, LogEntry, Operation},
    field::{self, shown, yes_no},
    policy::Action,
    portal::{EnquiryState, PortalRight},
    tab::{BuiltIn, TabKey},
    text::Text,
};
use leptos::prelude::*;
use serde_json::Value;

/// The section of the log.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let who =
        if view.card.changed_by.is_empty() { words::SYSTEM.get(view.session.language) } else { &view.card.changed_by };
    words::DIGEST.with(view.session.language, &[("who", who), ("when", &view.clock.day_shown(&view.card.changed_at))])
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let foot = view! {
        <div class="section-foot"><a class="link" href=format!("{}/log", view.address())>{words::SHOW_MORE.get(language)}</a></div>
    };
    if view.as_of.is_some() {
        return view! { {entries(view)}{made(view)} }.into_any();
    }
    view! { {chips(view)}{entries(view)}{made(view)}{foot} }.into_any()
}

/// The whole log on a page of its own.
#[must_use]
pub fn log_tab(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let is_full =
        usize::try_from(super::PAGE).is_ok_and(|page| !view.log.is_empty() && view.log.len().is_multiple_of(page));
    let more = is_full.then(|| {
        let count = view.log.len() + usize::try_from(super::PAGE).unwrap_or(100);
        let category = view.log_category.map(|category| format!("&log={}", category.key())).unwrap_or_default();
        view! { <div class="section-foot"><a class="link" data-swap data-keep href=format!("?entries={count}{category}")>{words::MORE.get(language)}</a></div> }
    });
    view! {
        <section class="section" data-region="log-tab" aria-labelledby="h-whole-log">
            <header class="section-head">
                <Icon name="history"/>
                <h2 id="h-whole-log">{card::LOG.get(language)}</h2>
                <span class="digest">{digest(view)}</span>
            </header>
            <div class="section-body">{chips(view)}{entries(view)}{more}{made(view)}</div>
        </section>
    }
}

/// What the log can be limited to.
fn chips(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let chip = |category: Option<LogCategory>| {
        let name = match category {
            None => words::ALL,
            Some(LogCategory::Customer) => words::CUSTOMER,
            Some(LogCategory::Contact) => words::CONTACT,
            Some(LogCategory::Comment) => words::COMMENT,
            Some(LogCategory::Link) => words::LINK,
            Some(LogCategory::Relation) => relation::LOG,
            Some(LogCategory::Responsible) => responsible::LOG,
            Some(LogCategory::Employee) => employee::TITLE,
            Some(LogCategory::Document) => document::TAB,
            Some(LogCategory::Share) => document::LOG_SHARES,
            Some(LogCategory::Signing) => signing::LOGS,
            Some(LogCategory::Folder) => sharepoint::LOG,
            Some(LogCategory::Enquiry) => enquiry::TITLE,
            Some(LogCategory::PortalAccess) => portal::RIGHTS,
            Some(LogCategory::PortalLook) => portal::LOG_LOOKS,
            Some(LogCategory::Activity) => activity::LOG,
            Some(LogCategory::Invited) => invited::LOGS,
            Some(LogCategory::Factor) => agreement::LOG_FACTORS,
            Some(LogCategory::Rate) => agreement::LOG_RATES,
            Some(LogCategory::Line) => agreement::LOG_LINES,
            Some(LogCategory::Dialog) => dialog::LOG,
            Some(LogCategory::Merge) => merge::LOG_MERGES,
        };
        let href = category.map_or_else(|| "?log=all".to_owned(), |category| format!("?log={}", category.key()));
        let current = (category == view.log_category).then_some("true");
        view! { <a class="chip" data-swap data-keep href=href aria-current=current>{name.get(language)}</a> }
    };
    // What the firm has not set up is nowhere.
    let has = |category: &LogCategory| *category != LogCategory::Folder || view.card.firm.sharepoint;
    let all = LogCategory::ALL.into_iter().filter(has).map(Some);
    let chips = [None].into_iter().chain(all).map(chip).collect_view();
    view! { <nav class="chips log-chips" aria-label=words::FILTER.get(language)>{chips}</nav> }
}

/// Who made the customer (seed 004:49).
fn made(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let (clock, at) = (&view.clock, &view.card.created_at);
    let when = clock.moment(&clock.for_input(at)).map_or_else(|| clock.full(at), |moment| clock.long(&moment));
    let text = if view.card.created_by.is_empty() {
        card::CREATED_WHEN.with(language, &[("when", &when)])
    } else {
        card::CREATED.with(language, &[("when", &when), ("who", &view.card.created_by)])
    };
    (view.is_board() || view.tab == TabKey::BuiltIn(BuiltIn::Log)).then(|| view! { <p class="muted small">{text}</p> })
}

fn entries(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let nothing = view.log.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = view.log.iter().map(|entry| row(view, entry)).collect_view();
    let list = view! { {nothing}<ul class="log">{rows}</ul> };
    if !view.may(Action::ChangeCustomer) {
        return list.into_any();
    }
    // One form around all: each entry has a button of it.
    view! {
        <form method="post" action="/api/staff/undo" data-saved=undo::TAKEN_BACK.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            {list}
        </form>
    }
    .into_any()
}

/// The button that takes an entry back, or that it was.
fn take_back(view: &CardView, entry: &LogEntry, what: &str) -> AnyView {
    let language = view.session.language;
    if entry.undone {
        return view! { <span class="log-undone">{undo::WAS_TAKEN_BACK.get(language)}</span> }.into_any();
    }
    let may = entry.can_be_undone() && view.may(Action::ChangeCustomer);
    may.then(|| {
        let which = undo::TAKE_BACK_THAT.with(language, &[("what", what), ("when", &view.clock.shown(&entry.at))]);
        view! {
            <button class="take-back" type="submit" name="entry" value=entry.id.to_string()>
                <Icon name="undo-2" small=true/>{undo::TAKE_BACK.get(language)}<span class="sr-only">": "{which}</span>
            </button>
        }
    })
    .into_any()
}

fn row(view: &CardView, entry: &LogEntry) -> AnyView {
    let language = view.session.language;
    let who = if entry.by.is_empty() { words::SYSTEM.get(language).to_owned() } else { entry.by.clone() };
    let (what, mut subject) = in_words(entry);
    if entry.category == LogCategory::Factor && subject.is_none() {
        subject = Some(agreement::ALL_ROLES_LOWER.get(language).to_owned());
    }
    let lists_changes = entry.operation == Operation::Update;
    let changes = entry
        .changes
        .iter()
        .filter(|_| lists_changes)
        .filter_map(|(column, old, new)| change_row(view, entry, column, old, new))
        .collect_view();
    let back = take_back(view, entry, &format!("{} {}", what.get(language), subject.as_deref().unwrap_or_default()));
    let subject = subject.map(|subject| view! { " " <b>{subject}</b> });
    let again =
        entry.is_undo.then(|| view! { " " <span class="muted small">"("{undo::TOOK_BACK.get(language)}")"</span> });
    view! {
        <li class="log-row">
            <time datetime=entry.at.clone() title=view.clock.full(&entry.at)>{view.clock.shown(&entry.at)}</time>
            <Avatar name=who.clone() size="small"/>
            <div class="log-what"><p><b>{who}</b>" "{what.get(language)}{subject}{again}" "{back}</p>{changes}</div>
        </li>
    }
    .into_any()
}

/// What somebody did, and to whom.
fn in_words(entry: &LogEntry) -> (Text, Option<String>) {
    let subject = Some(entry.subject.clone()).filter(|subject| !subject.is_empty());
    let ended = entry.changes.iter().find(|(column, ..)| column == "ended_at");
    let what = match (entry.category, entry.operation) {
        (LogCategory::Customer, Operation::Insert) => words::CREATED_CUSTOMER,
        (LogCategory::Customer, _) => match entry.changes.iter().find(|(column, ..)| column == "logo") {
            Some((_, old, _)) if old.is_null() => logo::LOG_ADDED,
            Some((_, _, new)) if new.is_null() => logo::LOG_REMOVED,
            Some(_) => logo::LOG_CHANGED,
            None => match entry.changes.iter().find(|(column, ..)| column == "merged_into") {
                Some((_, _, new)) if new.is_null() => merge::LOG_WAS_SPLIT,
                Some(_) => merge::LOG_WAS_MERGED,
                None => words::CHANGED,
            },
        },
        (LogCategory::Merge, Operation::Update) => merge::LOG_SPLIT,
        (LogCategory::Merge, _) => merge::LOG_MERGED,
        (LogCategory::Contact, Operation::Update) => match ended {
            Some((_, _, new)) if new.is_null() => words::REOPENED_CONTACT,
            Some(_) => words::ENDED_CONTACT,
            None => words::CHANGED_CONTACT,
        },
        (LogCategory::Comment, Operation::Update) => {
            match entry.changes.iter().find(|(column, ..)| column == "resolved_at") {
                Some((_, _, new)) if new.is_null() => comment::LOG_REOPENED,
                Some(_) => comment::LOG_SETTLED,
                None => words::CHANGED_COMMENT,
            }
        }
        (LogCategory::Signing, Operation::Update) => super::signing::verb_of(entry),
        (LogCategory::Invited, Operation::Update) => super::invited::verb_of(entry),
        (category, operation) => verb(category, operation),
    };
    let names_subject = match entry.category {
        LogCategory::Contact
        | LogCategory::Merge
        | LogCategory::Dialog
        | LogCategory::Relation
        | LogCategory::Responsible
        | LogCategory::Employee
        | LogCategory::Document
        | LogCategory::Share
        | LogCategory::Signing
        | LogCategory::Invited
        | LogCategory::Folder
        | LogCategory::Enquiry
        | LogCategory::PortalAccess
        | LogCategory::PortalLook
        | LogCategory::Activity
        | LogCategory::Factor
        | LogCategory::Rate
        | LogCategory::Line => true,
        // Of a customer that was merged into this one.
        LogCategory::Customer => entry.is_of_merged,
        LogCategory::Comment | LogCategory::Link => entry.operation != Operation::Update,
    };
    (what, subject.filter(|_| names_subject))
}

/// What a column is called; none for one that says nothing to a reader.
#[must_use]
pub fn column_label(category: LogCategory, column: &str) -> Option<Text> {
    match (category, column) {
        (LogCategory::Customer, "logo") => Some(logo::LOGO),
        (LogCategory::Customer, _) => field::customer(column).map(|field| field.label),
        (LogCategory::Contact, "ended_at") => Some(contact::ENDED),
        (LogCategory::Contact, _) => field::contact(column).map(|field| field.label),
        (LogCategory::Comment, "body") => Some(words::BODY),
        (LogCategory::Comment, "author_id") => Some(words::AUTHOR),
        (LogCategory::Comment, "written_at") => Some(words::WRITTEN_AT),
        (LogCategory::Comment, "fixed") => Some(words::FIXED),
        (LogCategory::Comment, "resolved_at") => Some(comment::SETTLED),
        (LogCategory::Relation, "kind") => Some(relation::LOG_KIND),
        (LogCategory::Relation, "reversed") => Some(relation::LOG_TURNED),
        (LogCategory::Relation, "contact_id") => Some(relation::LOG_CONTACT),
        (LogCategory::Relation, "other_id") => Some(relation::LOG_OTHER),
        (LogCategory::Relation, "note") => Some(relation::NOTE),
        (LogCategory::Relation, "from_day") => Some(relation::FROM),
        (LogCategory::Relation, "to_day") => Some(relation::TO),
        (LogCategory::Dialog, "subject") => Some(dialog::SUBJECT),
        (LogCategory::Dialog, "body") => Some(dialog::BODY),
        (LogCategory::Responsible, "title") => Some(responsible::TITLE),
        (LogCategory::Employee, "role") => Some(employee::ROLE),
        (LogCategory::Employee, "starts_on") => Some(employee::FROM),
        (LogCategory::Employee, "ends_on") => Some(employee::TO),
        (LogCategory::Employee, "note") => Some(employee::NOTE),
        (LogCategory::Document, "name") => Some(document::NAME),
        (LogCategory::Document, "kind") => Some(document::KIND),
        (LogCategory::Document, "current_version") => Some(document::CURRENT_VERSION),
        (LogCategory::Signing, _) => super::signing::label(column),
        (LogCategory::Invited, _) => super::invited::label(column),
        (LogCategory::Enquiry, "state") => Some(enquiry::STATE),
        (LogCategory::Enquiry, "answer") => Some(enquiry::ANSWER),
        (LogCategory::PortalAccess, "rights") => Some(portal::RIGHTS),
        (LogCategory::PortalAccess, "is_open") => Some(portal::CAN_SIGN_IN),
        (LogCategory::Activity, _) => super::activity::label(column),
        (LogCategory::Factor | LogCategory::Rate | LogCategory::Line, _) => agreed::label(column),
        _ => None,
    }
}

/// One changed value: what it was, and what it became. Columns that say nothing to a reader stay out.
fn change_row(view: &CardView, entry: &LogEntry, column: &str, old: &Value, new: &Value) -> Option<AnyView> {
    let language = view.session.language;
    let catalogued = match entry.category {
        LogCategory::Customer => field::customer(column),
        LogCategory::Contact => field::contact(column),
        _ => None,
    };
    let (label, old, new) = if let Some(field) = catalogued {
        let in_words =
            |value: &Value| shown(field, value, &view.card.values, &view.log_names, language, view.session.home);
        (field.label.get(language), in_words(old), in_words(new))
    } else {
        let yes_no =
            |value: &Value| value.as_bool().map(|yes| yes_no(yes).get(language).to_owned()).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let name = |value: &Value| view.log_names.get(&text(value)).cloned().unwrap_or_default();
        let agreed = |value: &Value| agreed::shown(column, value, &view.log_names, language);
        match (entry.category, column) {
            (of, _) if LogCategory::AGREED.contains(&of) => {
                (agreed::label(column)?.get(language), agreed(old), agreed(new))
            }
            (LogCategory::Comment, "body") => (words::BODY.get(language), text(old), text(new)),
            (LogCategory::Comment, "author_id") => (words::AUTHOR.get(language), name(old), name(new)),
            (LogCategory::Comment, "written_at") => {
                (words::WRITTEN_AT.get(language), view.clock.full(&utc(old)), view.clock.full(&utc(new)))
            }
            (LogCategory::Comment, "fixed") => (words::FIXED.get(language), yes_no(old), yes_no(new)),
            (LogCategory::Relation | LogCategory::Responsible, _) => {
                let label = column_label(entry.category, column)?.get(language);
                match column {
                    "note" => (label, text(old), text(new)),
                    "from_day" | "to_day" => {
                        (label, field::day(&text(old), language), field::day(&text(new), language))
                    }
                    "reversed" => (label, yes_no(old), yes_no(new)),
                    _ => (label, name(old), name(new)),
                }
            }
            (LogCategory::Activity, _) => {
                let in_words = |value: &Value| super::activity::in_words(view, column, value);
                (column_label(entry.category, column)?.get(language), in_words(old), in_words(new))
            }
            (LogCategory::Employee, _) => {
                let day = |value: &Value| match column {
                    "starts_on" | "ends_on" if value.is_string() => field::day(&text(value), language),
                    _ => text(value),
                };
                (column_label(entry.category, column)?.get(language), day(old), day(new))
            }
            (LogCategory::Document, _) => {
                let shown = |value: &Value| match column {
                    "kind" => name(value),
                    "current_version" => value.as_i64().map(|number| number.to_string()).unwrap_or_default(),
                    _ => text(value),
                };
                (column_label(entry.category, column)?.get(language), shown(old), shown(new))
            }
            (LogCategory::Signing, _) => {
                let in_words = |value: &Value| super::signing::in_words(column, value, language);
                (column_label(entry.category, column)?.get(language), in_words(old), in_words(new))
            }
            (LogCategory::Invited, _) => {
                let in_words = |value: &Value| super::invited::in_words(column, value, language);
                (column_label(entry.category, column)?.get(language), in_words(old), in_words(new))
            }
            (LogCategory::Enquiry | LogCategory::PortalAccess, _) => {
                let shown = |value: &Value| match column {
                    "state" => EnquiryState::from_key(&text(value))
                        .map(|state| state.name(language).to_owned())
                        .unwrap_or_default(),
                    "is_open" => yes_no(value),
                    "rights" => {
                        let keys = value.as_array().into_iter().flatten().filter_map(Value::as_str);
                        let names = keys.filter_map(PortalRight::from_key).map(|right| right.name(language));
                        names.collect::<Vec<_>>().join(", ")
                    }
                    _ => text(value),
                };
                (column_label(entry.category, column)?.get(language), shown(old), shown(new))
            }
            _ => return None,
        }
    };
    // Without a value of its own a term follows a department's, the firm's, or an agreement's.
    let nothing = catalogued.and_then(|field| follows_text(field, Some(&view.card.firm))).unwrap_or(words::NOTHING);
    let or_nothing = |text: String| if text.is_empty() { nothing.get(language).to_owned() } else { text };
    Some(
        view! {
            <p class="change">
                <span class="muted">{label}": "</span>
                <del>{or_nothing(old)}</del>
                <Icon name="arrow-right" small=true/>
                <span class="sr-only">" "{words::BECAME.get(language)}" "</span>
                <ins>{or_nothing(new)}</ins>
            </p>
        }
        .into_any(),
    )
}

/// A moment as PostgreSQL writes it into JSON, in the form that clocks read.
fn utc(value: &Value) -> String {
    value.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok()).map(|at| at.to_string()).unwrap_or_default()
}
