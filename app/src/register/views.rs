//! Scopes and saved views as tabs, the menu of views, and the forms that save them.

use super::{
    columns::as_value,
    condition_form::close,
    state::{Here, RegisterState},
};
use crate::{
    i18n::{common, register as words},
    ui::{ErrorText, Icon},
};
use domain::{
    register::{RegisterQuery, RegisterView, Scope, VIEW_NAME_MAX},
    text::Text,
};
use leptos::prelude::*;
use store::register::Missing;

/// The tabs: three scopes, pinned views, the menu of all views; and, where a view was changed,
/// what can be done about it.
pub(super) fn tabs(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let current = state.view.as_ref().map(|view| view.id);
    let scopes = Scope::ALL
        .into_iter()
        .map(|scope| {
            let name = match scope {
                Scope::Mine => common::MINE,
                Scope::Department => common::DEPARTMENTS,
                Scope::Firm => common::FIRMS,
            };
            // From a view a scope leads out of it; else what is asked for goes along.
            let query = if current.is_some() {
                RegisterQuery { scope, ..RegisterQuery::default() }
            } else {
                RegisterQuery { scope, ..state.here.query.clone() }
            };
            let href = Here { view: None, query, columns: None }.address("");
            let here = current.is_none() && scope == state.here.query.scope;
            view! { <a class="tab" href=href aria-current=here.then_some("page")>{name.get(language)}</a> }
        })
        .collect_view();
    let pinned = state
        .views
        .iter()
        .filter(|view| view.is_pinned() || current == Some(view.id))
        .map(|view| {
            let here = current == Some(view.id);
            view! { <a class="tab" href=format!("/customers?view={}", view.id) aria-current=here.then_some("page")>{view.name.clone()}</a> }
        })
        .collect_view();
    view! {
        <div class="tabbar">
            <nav class="tabs" aria-label=words::SCOPES.get(language)>{scopes}{pinned}</nav>
            <div class="tabbar-end">{changed(state)}{menu(state)}</div>
        </div>
    }
}

fn changed(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let save_as = state.this_page("save=1#panel");
    match &state.view {
        None if !state.here.query.filter.is_empty() || state.here.query.sort.descending => {
            view! { <a class="link small" id="save-view" data-swap href=save_as>{words::SAVE_VIEW.get(language)}</a> }
                .into_any()
        }
        Some(view) if state.is_changed() => {
            let save = may_change(state, view).then(|| {
                let columns = state.here.columns.as_ref().or(view.columns.as_ref()).map(|columns| as_value(columns));
                view! {
                    <form method="post" action="/api/staff/register-view-save" data-plain>
                        <input type="hidden" name="view" value=view.id.to_string()/>
                        <input type="hidden" name="query" value=state.here.query.encode()/>
                        <input type="hidden" name="columns" value=columns.unwrap_or_default()/>
                        <button class="link small" type="submit"><strong>{words::SAVE_CHANGES.get(language)}</strong></button>
                    </form>
                }
            });
            view! {
                <span class="changed-view" role="status">{words::CHANGED_VIEW.get(language)}</span>
                {save}
                <a class="link small" id="save-view" data-swap href=save_as>{words::SAVE_AS.get(language)}</a>
                <a class="link small" href=format!("/customers?view={}", view.id)>{words::DROP_CHANGES.get(language)}</a>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

fn may_change(state: &RegisterState, view: &RegisterView) -> bool {
    view.is_mine || state.rights.share
}

fn menu(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let list = |title: Text, shared: bool| {
        let rows: Vec<_> = state
            .views
            .iter()
            .filter(|view| view.shared == shared)
            .map(|view| {
                let href = format!("/customers?view={}", view.id);
                let here = state.view.as_ref().is_some_and(|current| current.id == view.id);
                view! { <a class="menu-item" href=href aria-current=here.then_some("true")>
                    <Icon name="list-checks"/><span>{view.name.clone()}</span>
                    {view.opens().then(|| view! { <span class="menu-mark"><Icon name="house"/><span class="sr-only">{words::OPENS_WITH.get(language)}</span></span> })}
                </a> }
            })
            .collect();
        (!rows.is_empty()).then(|| view! { <p class="menu-title">{title.get(language)}</p>{rows} })
    };
    let none = state.views.is_empty().then(|| view! { <p class="menu-note">{words::NO_VIEWS.get(language)}</p> });
    let of_current = state.view.as_ref().map(|view| current_menu(state, view).into_any());
    view! {
        <details class="menu menu-sheet" id="views-menu">
            <summary aria-label=words::VIEWS.get(language)><Icon name="layers"/><span>{words::VIEWS.get(language)}</span></summary>
            <div class="menu-panel">
                {list(words::MY_VIEWS, false)}
                {list(words::SHARED_VIEWS, true)}
                {none}
                <hr class="menu-line"/>
                <a class="menu-item" data-swap href=state.this_page("save=1#panel")><Icon name="plus"/><span>{words::SAVE_AS.get(language)}</span></a>
                {of_current}
            </div>
        </details>
    }
}

fn current_menu(state: &RegisterState, view: &RegisterView) -> impl IntoView + use<> {
    let language = state.language();
    let button = |action: &'static str, field: Option<(&'static str, &'static str)>, icon: &'static str, text: Text| {
        let field = field.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        view! {
            <form method="post" action=action data-plain>
                <input type="hidden" name="view" value=view.id.to_string()/>
                {field}
                <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
            </form>
        }
    };
    let (pinned, pin_icon, pin_text) =
        if view.is_pinned() { ("false", "pin-off", words::UNPIN) } else { ("true", "pin", words::PIN) };
    let (shared, share_icon, share_text) =
        if view.shared { ("false", "user", words::UNSHARE) } else { ("true", "users", words::SHARE) };
    let (opens, open_text) = if view.opens() { ("false", words::OPEN_AS_USUAL) } else { ("true", words::OPEN_WITH) };
    let change = may_change(state, view).then(|| {
        view! {
            <a class="menu-item" data-swap href=state.this_page("rename=1#panel")><Icon name="pencil"/><span>{words::RENAME.get(language)}</span></a>
        }
    });
    let share = state
        .rights
        .share
        .then(|| button("/api/staff/register-view-share", Some(("shared", shared)), share_icon, share_text));
    let delete =
        may_change(state, view).then(|| button("/api/staff/register-view-delete", None, "trash-2", common::DELETE));
    view! {
        <p class="menu-title">{view.name.clone()}</p>
        {button("/api/staff/register-view-pin", Some(("pinned", pinned)), pin_icon, pin_text)}
        {button("/api/staff/register-view-open", Some(("opens", opens)), "house", open_text)}
        {change}
        {share}
        {delete}
    }
}

/// The form that saves what is shown as a new view.
pub(super) fn save_form(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let action = "/api/staff/register-view-save-as";
    let share = state.rights.share.then(|| {
        view! {
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="view-shared" name="shared" value="true"/>
                <label class="ds-label" for="view-shared">{words::VIEW_SHARED.get(language)}</label>
            </div>
        }
    });
    view! {
        <div class="panel-head"><h2>{words::SAVE_VIEW.get(language)}</h2>{close(state)}</div>
        <form class="form" method="post" action=action data-plain>
            <input type="hidden" name="query" value=state.here.query.encode()/>
            <div class="form-row">
                {name_field(state, action, String::new())}
            </div>
            {share}
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="view-columns" name="columns" value=as_value(&state.columns) checked/>
                <label class="ds-label" for="view-columns">{words::VIEW_COLUMNS.get(language)}</label>
            </div>
            <div class="form-actions"><button class="ds-button" type="submit" data-small>{common::SAVE.get(language)}</button></div>
        </form>
    }
}

/// The form that gives the view another name.
pub(super) fn rename_form(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let action = "/api/staff/register-view-rename";
    let (id, name) = state.view.as_ref().map(|view| (view.id.to_string(), view.name.clone())).unwrap_or_default();
    view! {
        <div class="panel-head"><h2>{words::RENAME.get(language)}</h2>{close(state)}</div>
        <form class="form" method="post" action=action data-plain>
            <input type="hidden" name="view" value=id/>
            <div class="form-row">{name_field(state, action, name)}</div>
            <div class="form-actions"><button class="ds-button" type="submit" data-small>{common::SAVE.get(language)}</button></div>
        </form>
    }
}

fn name_field(state: &RegisterState, action: &str, name: String) -> impl IntoView + use<> {
    let language = state.language();
    let failed = state.failed.as_ref().filter(|failed| failed.form == action);
    let problem = failed.and_then(|failed| failed.error.problem_of("name"));
    let value = failed.and_then(|failed| failed.typed("name")).map_or(name, str::to_owned);
    view! {
        <div class="ds-field">
            <label class="ds-label" for="view-name">{words::VIEW_NAME.get(language)}</label>
            <input class="ds-input" id="view-name" name="name" value=value maxlength=VIEW_NAME_MAX autocomplete="off" autofocus
                aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| "view-name-e")/>
            {problem.map(|problem| view! { <ErrorText id="view-name-e".to_owned() problem=problem language=language/> })}
        </div>
    }
}

/// Where the view in the address was deleted, the way back; or that it is gone, and so those that one had beside
/// the scopes, until one has read it.
pub(super) fn missing(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let in_address = state.missing.map(|missing| match missing {
        Missing::Deleted => {
            let id = state.here.view.map(|view| view.to_string()).unwrap_or_default();
            view! {
                <div class="notice" role="status">
                    <Icon name="info"/>
                    <p>{words::DELETED_VIEW.get(language)}</p>
                    <form method="post" action="/api/staff/register-view-restore" data-plain>
                        <input type="hidden" name="view" value=id/>
                        <button class="link" type="submit"><Icon name="undo-2"/>{words::UNDO.get(language)}</button>
                    </form>
                </div>
            }
            .into_any()
        }
        Missing::Gone => view! {
            <div class="notice" role="status"><Icon name="info"/><p>{words::GONE_VIEW.get(language)}</p></div>
        }
        .into_any(),
    });
    let gone = state
        .gone_pins
        .iter()
        .map(|(id, name)| {
            view! {
                <div class="notice" role="status">
                    <Icon name="info"/>
                    <p>{words::GONE_PIN.with(language, &[("name", name)])}</p>
                    <form method="post" action="/api/staff/register-view-pin" data-plain>
                        <input type="hidden" name="view" value=id.to_string()/>
                        <input type="hidden" name="pinned" value="false"/>
                        <button class="link" type="submit">{words::GONE_PIN_READ.get(language)}</button>
                    </form>
                </div>
            }
        })
        .collect_view();
    view! { {in_address}{gone} }
}
