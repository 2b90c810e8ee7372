//! Giving an own field another kind: which, what becomes of its values, and the button that does it.

use super::page::{OwnFieldsView, address, row_id};
use crate::{
    i18n::{common, own_field as words},
    ui::{ErrorText, Icon},
};
use domain::{
    field::{Entity, OwnKind, grouped},
    id::OwnFieldId,
};
use leptos::prelude::*;
use store::own_field::{Forecast, NAME, OwnField};

/// Where a conversion is sent.
pub const CONVERT: &str = "/api/staff/own-field-convert";

/// A field that shall have another kind.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The field.
    pub field: OwnFieldId,
    /// Which kind, and what becomes of its values then; none before one is chosen.
    pub to: Option<(OwnKind, Forecast)>,
}

/// The row of a field that shall have another kind.
pub(super) fn conversion(view: &OwnFieldsView, field: &OwnField, wanted: &Conversion) -> AnyView {
    let language = view.language;
    let name = language.of(&field.labels).to_owned();
    let chosen = wanted.to.as_ref().map(|(kind, _)| *kind);
    let options = OwnKind::ALL
        .iter()
        .filter(|kind| field.may_become(**kind))
        .map(|kind| view! { <option value=kind.key() selected=chosen == Some(*kind)>{kind.name(language)}</option> })
        .collect_view();
    let problem = view.problem(CONVERT, NAME).map(|problem| {
        view! { <div role="alert"><ErrorText id="own-convert-e".to_owned() problem=problem language=language/></div> }
    });
    let forecast = wanted.to.as_ref().map(|(kind, forecast)| told(view, field, *kind, forecast));
    view! {
        <li class="list-item" id=row_id(field.id)>
            <div class="form">
                <h3>{words::CONVERT_TITLE.with(language, &[("field", &name)])}</h3>
                <p class="muted small">{words::CONVERT_ADVICE.get(language)}</p>
                {problem}
                <form class="form-row" method="get" action="/settings/own-fields">
                    {(view.entity == Entity::Contact).then(|| view! { <input type="hidden" name="of" value=view.entity.key()/> })}
                    <input type="hidden" name="convert" value=field.id.to_string()/>
                    <div class="ds-field">
                        <label class="ds-label" for="own-convert-to">{words::KIND.get(language)}</label>
                        <select class="ds-input" id="own-convert-to" name="to">{options}</select>
                    </div>
                    <div class="form-actions">
                        <button class="ds-button" data-variant="secondary" type="submit">{words::CONVERT_LOOK.get(language)}</button>
                        <a class="ds-button" data-variant="tertiary" data-color="neutral" href=address(view.entity)>{common::CANCEL.get(language)}</a>
                    </div>
                </form>
                {forecast}
            </div>
        </li>
    }
    .into_any()
}

/// What becomes of the values, and the button where all of them can be converted.
fn told(view: &OwnFieldsView, field: &OwnField, to: OwnKind, forecast: &Forecast) -> impl IntoView + use<> {
    let language = view.language;
    let n = |count: i64| grouped(count);
    let converts = words::CONVERTS.with(language, &[("n", &n(forecast.converts)), ("kind", to.name(language))]);
    let stays = (forecast.stays > 0).then(|| {
        let rows = forecast
            .told
            .iter()
            .map(|(value, customers)| {
                let value = if value.is_empty() { words::CONVERT_NAMELESS.get(language).to_owned() } else { value.clone() };
                view! { <li>{value}<span class="muted">" · "{n(*customers)}</span></li> }
            })
            .collect_view();
        view! {
            <div class="not-ready">
                <p id="own-stays"><Icon name="triangle-alert"/>{words::STAYS.with(language, &[("n", &n(forecast.stays))])}</p>
                <ul aria-labelledby="own-stays">{rows}</ul>
            </div>
        }
    });
    let too_many = forecast.too_many.then(|| view! { <p class="not-ready">{words::TOO_MANY_NAMED.get(language)}</p> });
    let new = (!forecast.new.is_empty() && !forecast.too_many).then(
        || view! { <p class="small">{words::NEW_VALUES.with(language, &[("values", &forecast.new.join(", "))])}</p> },
    );
    let button = forecast.is_possible().then(|| {
        view! {
            <form method="post" action=CONVERT data-saved=words::CONVERTED.get(language)>
                <input type="hidden" name="field" value=field.id.to_string()/>
                <input type="hidden" name="version" value=field.version/>
                <input type="hidden" name="to" value=to.key()/>
                <button class="ds-button" type="submit">{words::CONVERT_NOW.get(language)}</button>
            </form>
        }
    });
    view! { <div role="status"><p>{converts}</p>{new}{stays}{too_many}</div>{button} }
}
