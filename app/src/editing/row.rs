//! One value with its label: as text with a pencil, or as the form that edits it.

use super::{
    Editable, InputView, conflict::conflict_view, history_link, history_panel, inherited, input_view, name_of,
    same_number,
};
use crate::{
    comment::{remark_mark, remark_panel, remark_way},
    dialog::{Writing, write_address},
    help::explain,
    i18n::{card as words, common},
    registry::proposal_rows,
    rule::lacks_mark,
    ui::{Avatar, ErrorText, FormActions, Icon, StatusTag, has_links, linked},
};
use domain::{
    field::{Field, Kind},
    list::{ListKind, StatusMeaning},
    phone::Phone,
    text::within,
    web_address::WebAddress,
};
use leptos::prelude::*;

/// The rows of several fields.
pub fn field_rows(
    editable: &Editable,
    meaning: StatusMeaning,
    fields: impl Iterator<Item = &'static Field>,
) -> impl IntoView {
    let fields: Vec<_> = fields.filter(|field| editable.needs.is_used(field)).collect();
    let is_alone = fields.len() == 1;
    let rows = fields.into_iter().map(|field| field_row(editable, meaning, field)).collect_view();
    view! { <dl class="fields" data-alone=is_alone>{rows}</dl> }
}

/// The rows of several fields whose section does not say what they are: each with its label, also one alone.
pub fn labelled_rows(
    editable: &Editable,
    meaning: StatusMeaning,
    fields: impl Iterator<Item = &'static Field>,
) -> impl IntoView {
    let rows = fields.map(|field| field_row(editable, meaning, field)).collect_view();
    view! { <dl class="fields">{rows}</dl> }
}

/// The row of one field.
#[must_use]
pub fn field_row(editable: &Editable, meaning: StatusMeaning, field: &'static Field) -> AnyView {
    if editable.is_editing(field.key) && editable.needs.may_change(field) {
        return form_row(editable, field).into_any();
    }
    let label = field.label.get(editable.language);
    let shown = editable.shown(field);
    let may_change = editable.may_change && !matches!(field.kind, Kind::Number) && editable.needs.may_change(field);
    let href = format!("?edit={0}#field-{0}", field.key);
    let what = within(label);
    let followed = inherited::value_view(editable, field);
    let same = if field.key == "organisation_number" {
        same_number(&editable.of_same_number, editable.language)
    } else {
        None
    };
    // Who comes back to the value after saving it hears of them.
    let told = same.is_some().then_some("same-number");
    let value = if shown.is_empty() && followed.is_none() {
        if may_change {
            view! {
                <a class="field-value" data-edit=field.key data-empty data-swap href=href>
                    {common::ADD.get(editable.language)}<span class="sr-only">" "{what}</span>
                </a>
            }
            .into_any()
        } else {
            view! { <span class="muted">"–"</span> }.into_any()
        }
    } else if let Some(link) = link_of(editable, field) {
        view! { <a href=link>{breakable(&shown)}</a>{may_change.then(|| pencil(editable, field, &what))} }.into_any()
    } else if matches!(field.kind, Kind::Lines { .. }) && followed.is_none() && has_links(&shown) {
        let pencil = may_change.then(|| pencil(editable, field, &what));
        view! { <span class="field-value">{linked(&shown)}</span>{pencil} }.into_any()
    } else {
        let inner = match field.kind {
            _ if followed.is_some() => followed.into_any(),
            Kind::Choice(ListKind::Status) => view! { <StatusTag name=shown meaning=meaning/> }.into_any(),
            Kind::User => {
                view! { <span class="person"><Avatar name=shown.clone() size="small"/><span>{shown}</span></span> }
                    .into_any()
            }
            Kind::Choices(_) => {
                let names = editable.values.items(field.key).filter_map(|id| editable.names.get(id).cloned());
                let tags = names.map(|name| view! { <span class="ds-tag">{name}</span> }).collect_view();
                view! { <span class="value-tags">{tags}</span> }.into_any()
            }
            // Official names, in Norwegian whatever the reader's language.
            Kind::IndustryCode => view! { <span lang="nb">{shown}</span> }.into_any(),
            _ => shown.into_any(),
        };
        if may_change {
            view! {
                <a class="field-value" data-edit=field.key data-swap href=href aria-describedby=told>
                    {inner}<span class="sr-only">", "{common::EDIT.get(editable.language).to_lowercase()}</span><Icon name="pencil"/>
                </a>
            }
            .into_any()
        } else {
            view! { <span class="field-value">{inner}</span> }.into_any()
        }
    };
    let place = format!("field-{}", field.key);
    // Who can't open the editor finds the history beside the value.
    let link = (!may_change && editable.offers_history).then(|| history_link(field.key, &place, label, editable));
    let history =
        history_panel(field.key, label, editable).map(|panel| view! { <dd class="field-history">{panel}</dd> });
    let reset = inherited::reset_view(editable, field);
    let lacks = editable.needs.lacks(field, &editable.values).then(|| lacks_mark(editable.language));
    let mark = remark_mark(field.key, label, editable);
    let remarks =
        remark_panel(field.key, label, editable).map(|panel| view! { <dd class="field-history">{panel}</dd> });
    let note = editable.notes.iter().find(|(key, _)| *key == field.key);
    let note = note.map(|(_, note)| view! { <dd class="field-note">{note.clone()}</dd> });
    let same = same.map(|same| view! { <dd class="field-note" id="same-number">{same}</dd> });
    let proposals = proposal_rows(editable, field.key, label)
        .map(|proposals| view! { <dd class="field-proposal">{proposals}</dd> });
    view! { <div class="field-row" id=place><dt>{label}</dt><dd>{value}{lacks}{reset}{mark}{link}</dd>{note}{same}{proposals}{history}{remarks}</div> }
        .into_any()
}

/// A row that is not one field: a label and what stands beside it.
pub fn link_row(label: &'static str, value: impl IntoView + 'static) -> impl IntoView {
    view! { <div class="field-row"><dt>{label}</dt><dd>{value.into_any()}</dd></div> }
}

/// What opens the editor beside a value that leads somewhere itself.
fn pencil(editable: &Editable, field: &Field, what: &str) -> impl IntoView + use<> {
    let label = common::EDIT_THAT.with(editable.language, &[("what", what)]);
    let href = format!("?edit={0}#field-{0}", field.key);
    view! { <a class="edit-pencil" data-edit=field.key data-swap href=href aria-label=label><Icon name="pencil"/></a> }
}

/// What a value leads to when it is clicked: a call, a letter, a page.
fn link_of(editable: &Editable, field: &Field) -> Option<String> {
    let text = editable.values.text(field.key);
    match field.kind {
        Kind::Phone => Phone::parse(text, editable.home).ok().map(|phone| format!("tel:{}", phone.e164())),
        Kind::Email => {
            let hidden = |name: &str| editable.hidden.iter().find(|(known, _)| *known == name);
            let customer = hidden("customer").and_then(|(_, id)| id.parse().ok()).filter(|_| editable.may_change);
            let contact = hidden("contact").and_then(|(_, id)| id.parse().ok());
            let other = if contact.is_some() { "" } else { text };
            Some(customer.map_or_else(
                || format!("mailto:{text}"),
                |customer| write_address(customer, Writing::Email, contact, other),
            ))
        }
        Kind::Customer => Some(format!("/customers/{text}")),
        Kind::Contact => Some(format!("/customers/{}/contacts/{text}", editable.values.text("id"))),
        Kind::WebAddress => WebAddress::parse(text).ok().map(|address| address.href().to_owned()),
        _ => None,
    }
}

/// A text that may break after its `@`.
fn breakable(text: &str) -> AnyView {
    match text.split_once('@') {
        Some((local, domain)) => view! { {local.to_owned()}"@"<wbr/>{domain.to_owned()} }.into_any(),
        None => text.to_owned().into_any(),
    }
}

fn form_row(editable: &Editable, field: &'static Field) -> impl IntoView {
    let language = editable.language;
    let label = field.label.get(language);
    let id = format!("input-{}", field.key);
    let message = format!("{id}-e");
    let problem = editable.problem(field);
    let name = name_of(field);
    let typed = editable.typed(field);
    let input = input_view(&InputView {
        field,
        must: editable.needs.is_must(field),
        id: &id,
        name: &name,
        typed: &typed,
        error: problem.map(|_| message.as_str()),
        choices: &editable.choices,
        language,
        autofocus: editable.conflicts().is_empty()
            && !editable.has_history(field.key)
            && !editable.has_remarks(field.key),
        hint: editable.hint(field),
    });
    let hidden = editable.hidden_inputs();
    let told: Vec<&str> = explain(field, language).into_iter().chain(editable.what_empty_means(field)).collect();
    let explained = (!told.is_empty()).then(|| format!("{id}-t"));
    let explanation = explained.clone().map(|id| view! { <p class="field-told" id=id>{told.join(" ")}</p> });
    let history = history_link(field.key, &format!("field-{}", field.key), label, editable).into_any();
    let way = remark_way(field.key, label, editable);
    let remarks =
        remark_panel(field.key, label, editable).map(|panel| view! { <dd class="field-history">{panel}</dd> });
    let panel = history_panel(field.key, label, editable).map(|panel| view! { <dd class="field-history">{panel}</dd> });
    let buttons = match editable.conflicts().iter().find(|conflict| conflict.field == field.key) {
        Some(conflict) => conflict_view(conflict, editable.nothing(field.key), "?", language).into_any(),
        None => view! {
            <FormActions language=language>{history}{way}</FormActions>
        }
        .into_any(),
    };
    view! {
        <div class="field-row" data-editing id=format!("field-{}", field.key)>
            <dt><label for=id.clone()>{label}</label></dt>
            <dd>
                <form class="field-edit" method="post" action=editable.action aria-describedby=explained data-saved=words::SAVED.with(language, &[("what", label)]) data-return=field.key>
                    {hidden}
                    <input type="hidden" name="version" value=editable.read_version()/>
                    {input}
                    {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
                    {explanation}
                    {buttons}
                </form>
            </dd>
            {panel}{remarks}
        </div>
    }
}
