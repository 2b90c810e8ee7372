//! The page of the card's layouts: for the firm, and for each role.

use crate::{
    card::target_name,
    i18n::{layout as words, settings},
    settings::ask,
    ui::{Icon, Up, time::Clock},
};
use domain::{
    field::grouped,
    id::CustomerId,
    language::Language,
    layout::{Device, Target},
};
use leptos::prelude::*;
use store::layout::{Overview, Published, Version};

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct LayoutsView {
    /// The layouts.
    pub overview: Overview,
    /// When it is read.
    pub clock: Clock,
    /// Whether the reader may arrange them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

/// The page of the card's layouts.
#[component]
pub fn LayoutsPage(
    /// Everything that it shows.
    view: LayoutsView,
) -> impl IntoView {
    let language = view.language;
    let rows = view.overview.layouts.iter().map(|layout| row(&view, layout)).collect_view();
    let own = match view.overview.own {
        0 => None,
        1 => Some(words::ONE_OWN_STAYS.get(language).to_owned()),
        n => Some(words::OWN_STAYS.with(language, &[("n", &grouped(n))])),
    };
    let own = own.map(|own| view! { <p class="muted">{own}</p> });
    let no_card =
        view.overview.customer.is_none().then(
            || view! { <div class="banner"><Icon name="circle-alert"/><p>{words::NO_CARD.get(language)}</p></div> },
        );
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            {own}
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            {view.may_change.then_some(no_card)}
            <section class="section lists-section" data-region="layouts" aria-label=words::TITLE.get(language)>
                <div class="section-body"><ul class="list-items">{rows}</ul></div>
            </section>
        </div>
    }
}

fn device_name(device: Device, language: Language) -> &'static str {
    match device {
        Device::Desk => words::DESK,
        Device::Phone => words::PHONE,
    }
    .get(language)
}

fn row(view: &LayoutsView, layout: &Published) -> impl IntoView + use<> {
    let language = view.language;
    let target = layout.target;
    let told: Vec<String> = layout.now.iter().map(|version| told(view, version)).collect();
    let state = match (told.is_empty(), target) {
        (false, _) => told.join(" · "),
        (true, Target::Firm) => words::AS_PRODUCT.get(language).to_owned(),
        (true, Target::Role(_)) => words::AS_FIRM.get(language).to_owned(),
    };
    let draft = layout
        .has_draft
        .then(|| view! { <span class="ds-tag" data-color="neutral">{words::DRAFT.get(language)}</span> });
    let customer = view.overview.customer.filter(|_| view.may_change);
    let arrange = customer.map(|customer| {
        let href = format!("/customers/{customer}?arrange={}", target.key());
        let who = words::FOR.with(language, &[("who", target_name(target, language))]);
        view! { <a class="ds-button" data-variant="secondary" data-small href=href>{words::ARRANGE_IT.get(language)}<span class="sr-only">" "{who}</span></a> }
    });
    let earlier = customer.filter(|_| !layout.earlier.is_empty()).map(|customer| earlier(view, layout, customer));
    view! {
        <li class="list-item layout-row" id=format!("layout-{}", target.key())>
            <span class="list-item-names">
                <span class="list-item-name">{words::FOR.with(language, &[("who", target_name(target, language))])}</span>
                <span class="muted small">{state}</span>
                {earlier}
            </span>
            {draft}{arrange}
        </li>
    }
}

fn told(view: &LayoutsView, version: &Version) -> String {
    let (device, when) = (device_name(version.device, view.language), view.clock.shown(&version.at));
    words::SINCE.with(view.language, &[("device", device), ("when", &when), ("who", &version.by)])
}

fn earlier(view: &LayoutsView, layout: &Published, customer: CustomerId) -> impl IntoView + use<> {
    let language = view.language;
    let versions = layout
        .earlier
        .iter()
        .map(|version| {
            let told = told(view, version);
            view! {
                <li>
                    <span class="small">{told}</span>
                    <form method="post" action="/api/staff/layout-bring-back" data-plain>
                        <input type="hidden" name="customer" value=customer.to_string()/>
                        <input type="hidden" name="whose" value=layout.target.key()/>
                        <input type="hidden" name="device" value=version.device.key()/>
                        <input type="hidden" name="version" value=version.version/>
                        <button class="ds-button" data-variant="tertiary" type="submit" data-small>{words::BRING_BACK.get(language)}</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="layout-versions">
            <summary class="small">{words::EARLIER.with(language, &[("n", &layout.earlier.len().to_string())])}</summary>
            <ul>{versions}</ul>
        </details>
    }
}
