//! The page of a card: header, tabs, and the open tab.

use super::{CardView, arrange, as_of, board::board, header, quick, since::since_notice, tab};
use crate::{
    comment::comments_tab, contact::contacts_tab, dialog::dialog_tab, document::documents_tab, i18n::merge as words,
    live::live_mark, log::log_tab, logo, registry::compare_panel, rule::lacking_notice, ui::Icon, undo::notice,
};
use domain::{
    field::grouped,
    tab::{BuiltIn, TabKey},
};
use leptos::prelude::*;

/// The page of a card.
#[component]
pub fn CardPage(
    /// Everything that it shows.
    view: CardView,
) -> impl IntoView {
    let body = match view.tab {
        TabKey::BuiltIn(BuiltIn::Overview) => board(&view).into_any(),
        TabKey::BuiltIn(BuiltIn::Contacts) => contacts_tab(&view).into_any(),
        TabKey::BuiltIn(BuiltIn::Documents) => documents_tab(&view).into_any(),
        TabKey::BuiltIn(BuiltIn::Comments) => comments_tab(&view).into_any(),
        TabKey::BuiltIn(BuiltIn::Dialog) => dialog_tab(&view).into_any(),
        TabKey::BuiltIn(BuiltIn::Log) => log_tab(&view).into_any(),
        TabKey::Own(_) => tab::own_tab(&view),
    };
    if let Some(moment) = &view.as_of {
        return view! { {as_of::banner(&view, moment)}{header::header(&view)}{body} }.into_any();
    }
    view! {
        {header::header(&view)}
        {quick::row(&view)}
        {tab::tabs(&view)}
        {view.as_of.is_none().then(|| live_mark(view.card.id, view.card.latest, None))}
        {arrange::banner(&view)}
        {merged_notice(&view)}
        {since_notice(&view)}
        {lacking_notice(&view)}
        {notice(&view.undo())}
        {logo::panel(&view)}
        {header::general_form(&view)}
        {compare_panel(&view)}
        {body}
    }
    .into_any()
}

/// Which merged customer the reader asked for.
fn merged_notice(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let notice = view.merged.as_ref().map(|led| {
        let text = words::LED_HERE.with(language, &[("number", &grouped(led.number)), ("name", &led.name)]);
        view! { <div class="notice merged-notice" role="status"><Icon name="merge"/><p>{text}</p></div> }
    });
    view! { <div data-region="merged">{notice}</div> }
}
