//! The page of a card: header, tabs, and the open tab.

use super::{CardView, Tab, as_of, board::board, header};
use crate::{
    comment::comments_tab, contact::contacts_tab, live::live_mark, log::log_tab, logo, registry::compare_panel,
    undo::notice,
};
use leptos::prelude::*;

/// The page of a card.
#[component]
pub fn CardPage(
    /// Everything that it shows.
    view: CardView,
) -> impl IntoView {
    let body = match view.tab {
        Tab::Overview => board(&view).into_any(),
        Tab::Contacts => contacts_tab(&view).into_any(),
        Tab::Comments => comments_tab(&view).into_any(),
        Tab::Log => log_tab(&view).into_any(),
    };
    if let Some(moment) = &view.as_of {
        return view! { {as_of::banner(&view, moment)}{header::header(&view)}{body} }.into_any();
    }
    view! {
        {header::header(&view)}
        {header::tabs(&view)}
        {view.as_of.is_none().then(|| live_mark(view.card.id, view.card.latest, None))}
        {notice(&view.undo())}
        {logo::panel(&view)}
        {header::general_form(&view)}
        {compare_panel(&view)}
        {body}
    }
    .into_any()
}
