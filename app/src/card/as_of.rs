//! The card as it stood at an earlier moment: the way there, its banner, and a page for when there
//! was no card yet.

use super::CardView;
use crate::{
    i18n::as_of as words,
    ui::{
        Icon, SpriteIcon,
        time::{Clock, Moment},
    },
};
use leptos::prelude::*;

/// The one control that leads to the card of another day: an entry of the card's menu.
pub(super) fn as_of_form(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    view! {
        <form class="as-of-form" method="get" action=view.address()>
            <p class="menu-title">{words::MENU.get(language)}</p>
            <div class="as-of-when">
                <div class="ds-field">
                    <label class="ds-label" for="as-of-date">{words::DATE.get(language)}</label>
                    <input class="ds-input" id="as-of-date" type="date" name="at" required value=view.clock.today()
                        min=view.clock.day_of(&view.card.created_at) max=view.clock.today()/>
                </div>
                <div class="ds-field">
                    <label class="ds-label" for="as-of-time">{words::TIME.get(language)}</label>
                    <input class="ds-input" id="as-of-time" type="time" name="time"/>
                </div>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit" data-small><SpriteIcon name="history"/>{words::SHOW.get(language)}</button>
        </form>
    }
}

/// Says that this is not the card of now, and leads back to it.
pub(super) fn banner(view: &CardView, moment: &Moment) -> impl IntoView + use<> {
    let language = view.session.language;
    let says = if view.clock.is_ahead(moment) { words::AHEAD } else { words::BANNER };
    view! {
        <div class="as-of" role="note">
            <Icon name="history"/>
            <p>
                <b>{says.with(language, &[("when", &view.clock.long(moment))])}</b>
                " · "{words::READ_ONLY.get(language)}
            </p>
            <a class="ds-button" data-variant="secondary" data-small href=view.address()>{words::BACK.get(language)}</a>
        </div>
    }
}

/// Everything that the page says of a customer that was not there yet.
#[derive(Clone, Debug)]
pub struct NotYetView {
    /// What it is called now.
    pub name: String,
    /// When it was registered, UTC in RFC 3339.
    pub created_at: String,
    /// The moment that was asked for.
    pub moment: Moment,
    /// The card of now.
    pub address: String,
    /// When it is read.
    pub clock: Clock,
}

/// The page of a customer that was not there yet.
#[component]
pub fn NotYetPage(
    /// Everything that it shows.
    view: NotYetView,
) -> impl IntoView {
    let language = view.clock.language;
    let when = view.clock.long(&view.moment);
    let registered = view.clock.long(&Moment { utc: view.created_at.clone(), whole_day: false });
    view! {
        <div class="empty-page empty">
            <Icon name="history"/>
            <h1>{words::NOT_YET.with(language, &[("name", &view.name), ("when", &when)])}</h1>
            <p>{words::REGISTERED.with(language, &[("when", &registered)])}</p>
            <p class="form-actions">
                <a class="ds-button" href=format!("{}?at={}", view.address, view.clock.day_of(&view.created_at))>{words::SHOW_FIRST.get(language)}</a>
                <a class="ds-button" data-variant="secondary" href=view.address.clone()>{words::BACK.get(language)}</a>
            </p>
        </div>
    }
}
