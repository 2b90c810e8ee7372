//! The menu of the register from which its customers are taken along.

use crate::{i18n::exchange as words, register::RegisterState, ui::Icon};
use domain::text::Text;
use leptos::prelude::*;

/// What is listed as a file: each entry is a plain link to it.
#[must_use]
pub fn menu(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let columns = state.columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",");
    let listed = format!("{}&columns={columns}", state.here.query.encode());
    let link = |more: &str, icon: &'static str, text: Text| {
        view! {
            <a class="menu-item" href=format!("/export/file?{listed}&{more}") download rel="nofollow">
                <Icon name=icon/><span>{text.get(language)}</span>
            </a>
        }
    };
    view! {
        <details class="menu menu-sheet" id="export-menu">
            <summary class="ds-button" data-variant="secondary" aria-label=words::EXPORT.get(language)><Icon name="download"/><span>{words::EXPORT.get(language)}</span></summary>
            <div class="menu-panel">
                <p class="menu-title">{words::EXPORT_SHOWN.get(language)}</p>
                {link("format=xlsx", "table", words::EXCEL)}
                {link("format=csv", "file-text", words::CSV)}
                <p class="menu-title">{words::EXPORT_ALL.get(language)}</p>
                {link("format=xlsx&all=1", "table", words::EXCEL)}
                {link("format=csv&all=1", "file-text", words::CSV)}
                <hr class="menu-line"/>
                <p class="menu-note">{words::EXPORT_NOTED.get(language)}</p>
                <a class="menu-item" href=format!("/export?{listed}")><Icon name="info"/><span>{words::EXPORT_MORE.get(language)}</span></a>
            </div>
        </details>
    }
}
