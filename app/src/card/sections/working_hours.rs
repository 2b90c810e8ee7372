//! When one works there: the customer's own hours, or those of its collective agreement (seed 002:47).

use super::{CardView, SectionView, joined};
use crate::{
    editing::{field_rows, link_row},
    i18n::{agreement as words, settings},
};
use domain::{
    agreement::hours::{Hours, WEEKLY, counting, sum},
    field::{self, Record},
    section::Section,
};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

/// What counts for the customer.
fn values(view: &CardView) -> Record {
    counting(&view.card.values, &view.card.agreement_hours, &view.card.firm.usual_hours())
}

fn weekly(values: &Record) -> Hours {
    Hours::from_hundredths(values.number(WEEKLY).unwrap_or_default())
}

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let hours = weekly(&values(view)).shown(language);
    let is_own = |key: &str| view.card.values.0.get(key).is_some_and(|value| !value.is_null());
    let own = field::CUSTOMER.iter().filter(|field| field.follows_agreement() && is_own(field.key)).count();
    let own = match own {
        0 => String::new(),
        1 => settings::DIGEST_ONE.get(language).to_owned(),
        n => settings::DIGEST_OWN.with(language, &[("n", &n.to_string())]),
    };
    joined(&[view.shown("collective_agreement"), words::PER_WEEK.with(language, &[("hours", &hours)]), own])
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let values = values(view);
    let (sum, week) = (sum(&values), weekly(&values));
    let shown = sum.shown(language);
    let differs = (sum != week).then(|| {
        let text = words::SUM_DIFFERS.with(language, &[("sum", &shown), ("week", &week.shown(language))]);
        view! { <p class="muted small" role="note">{text}</p> }
    });
    let rows = field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::WorkingHours)).into_any();
    let sum = link_row(words::SUM.get(language), view! { <b class="hours-sum">{shown}</b> });
    view! { {rows}<dl class="fields">{sum}</dl>{differs} }.into_any()
}
