//! The page of the firm's collective agreements.

use crate::{
    i18n::{agreement as words, own_field, settings},
    settings::{Names, ask, three_names},
    ui::{ErrorText, FormActions, Icon, Up},
};
use domain::{
    agreement::hours::{DAYS, Day, Hours, WEEKLY, counting, sum},
    field::{Record, grouped},
    id::ListItemId,
    language::Language,
    list::ITEM_MAX,
    text::{Text, within},
};
use leptos::prelude::*;
use store::{collective_agreement::CollectiveAgreement, form_state::FormState, own_field::NAME};

/// Where a new agreement is sent.
pub const ADD: &str = "/api/staff/agreement-add";
/// Where a changed one is sent.
pub const CHANGE: &str = "/api/staff/agreement-change";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct AgreementsView {
    /// The agreements, those that can be chosen first.
    pub agreements: Vec<CollectiveAgreement>,
    /// What working hours are usual, where an agreement says nothing.
    pub usual: Record,
    /// The one that is being changed.
    pub editing: Option<ListItemId>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

impl AgreementsView {
    fn failed(&self, form: &str) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == form)
    }
}

/// The page of the firm's collective agreements.
#[component]
pub fn AgreementsPage(
    /// Everything that it shows.
    view: AgreementsView,
) -> impl IntoView {
    let language = view.language;
    let used = view.agreements.iter().filter(|agreement| !agreement.retired).count();
    let rows = view.agreements.iter().map(|agreement| row(&view, agreement)).collect_view();
    let empty =
        view.agreements.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let new = view.may_change.then(|| {
        view! {
            <section class="section lists-section" data-region="agreement-new" aria-labelledby="h-agreement-new">
                <header class="section-head"><Icon name="plus"/><h2 id="h-agreement-new">{words::NEW.get(language)}</h2></header>
                <div class="section-body">
                    <form class="form" id="agreement-new" method="post" action=ADD>
                        {inputs(&view, ADD, "new", None)}
                        <div class="form-actions"><button class="ds-button" type="submit">{words::ADD.get(language)}</button></div>
                    </form>
                </div>
            </section>
        }
    });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <section class="section lists-section" data-region="agreements" aria-labelledby="h-agreements">
                <header class="section-head"><Icon name="clock"/><h2 id="h-agreements">{words::TITLE.get(language)}</h2><span class="digest">{used}</span></header>
                <div class="section-body">
                    {empty}
                    <ul class="list-items">{rows}</ul>
                    <div class="section-foot"><a class="link" href="/lists/collective_agreement">{words::NAMES_IN_LISTS.get(language)}</a></div>
                </div>
            </section>
            {new}
        </div>
    }
}

fn row(view: &AgreementsView, agreement: &CollectiveAgreement) -> AnyView {
    let language = view.language;
    let id = format!("agreement-{}", agreement.id);
    if view.may_change && view.editing == Some(agreement.id) {
        return view! {
            <li class="list-item" id=id>
                <form class="form" method="post" action=CHANGE>
                    <input type="hidden" name="agreement" value=agreement.id.to_string()/>
                    <input type="hidden" name="version" value=view.failed(CHANGE).map_or(agreement.version, |state| state.version(agreement.version))/>
                    {inputs(view, CHANGE, "change", Some(agreement))}
                    <FormActions language=language/>
                </form>
            </li>
        }
        .into_any();
    }
    let name = language.of(&agreement.names).to_owned();
    let values = counting(&Record::default(), &agreement.hours, &view.usual);
    let weekly = Hours::from_hundredths(values.number(WEEKLY).unwrap_or_default());
    let used = match agreement.customers {
        0 => words::USED_NONE.get(language).to_owned(),
        1 => words::USED_ONE.get(language).to_owned(),
        n => words::USED.with(language, &[("n", &grouped(n))]),
    };
    let mut about = vec![words::PER_WEEK.with(language, &[("hours", &weekly.shown(language))])];
    about.extend(spans(&values, language));
    about.push(used);
    let sum = sum(&values);
    let differs = (sum != weekly).then(|| {
        let text =
            words::SUM_DIFFERS.with(language, &[("sum", &sum.shown(language)), ("week", &weekly.shown(language))]);
        view! { <span class="muted small">{text}</span> }
    });
    let retired = agreement
        .retired
        .then(|| view! { <span class="ds-tag" data-color="neutral">{own_field::RETIRED.get(language)}</span> });
    let menu = view.may_change.then(|| menu(agreement, &name, language));
    view! {
        <li class="list-item" id=id data-retired=agreement.retired>
            <span class="list-item-names">
                <span class="list-item-name">{name.clone()}</span>
                <span class="muted small">{about.join(" · ")}</span>
                {differs}
            </span>
            {retired}{menu}
        </li>
    }
    .into_any()
}

/// The days with their hours, those that are alike together: `Mandag–Torsdag 07:00–15:00, pause 30 min`.
fn spans(values: &Record, language: Language) -> Vec<String> {
    let day = |(key, name): &(&str, Text)| (name.get(language).to_owned(), Day::from_stored(values.text(key)));
    let days: Vec<_> = DAYS.iter().map(day).collect();
    let mut spans = Vec::new();
    for alike in days.chunk_by(|(_, one), (_, other)| one == other) {
        let (Some((first, hours)), Some((last, _))) = (alike.first(), alike.last()) else { continue };
        let Some(hours) = hours.filter(|hours| *hours != Day::Off) else { continue };
        let name = if alike.len() == 1 { first.clone() } else { format!("{first}–{}", last.to_lowercase()) };
        spans.push(format!("{name} {}", hours.shown(language)));
    }
    spans
}

fn menu(agreement: &CollectiveAgreement, name: &str, language: Language) -> impl IntoView + use<> {
    let (retired, icon, text) = if agreement.retired {
        ("false", "rotate-ccw", own_field::RESTORE)
    } else {
        ("true", "archive", own_field::RETIRE)
    };
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("agreement", name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=format!("?edit={0}#agreement-{0}", agreement.id)><Icon name="pencil"/><span>{words::EDIT.get(language)}</span></a>
                <form method="post" action="/api/staff/agreement-retire">
                    <input type="hidden" name="agreement" value=agreement.id.to_string()/>
                    <input type="hidden" name="retired" value=retired/>
                    <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}

/// The inputs of an agreement: its name, the hours of a week, and of each day from, to and the break.
fn inputs(
    view: &AgreementsView,
    form: &'static str,
    place: &'static str,
    agreement: Option<&CollectiveAgreement>,
) -> impl IntoView + use<> {
    let language = view.language;
    let failed = view.failed(form);
    let names = agreement.map_or_else(Default::default, |agreement| agreement.names.clone());
    let names_place = if place == "new" { "agreement-new" } else { "agreement-change" };
    let kept = agreement.map(|agreement| agreement.hours.clone()).unwrap_or_default();
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let typed = |name: &str, kept: String| failed.and_then(|state| state.typed(name)).map_or(kept, str::to_owned);
    let weekly = kept.number(WEEKLY).map_or_else(String::new, |hours| Hours::from_hundredths(hours).typed());
    let usual = Hours::from_hundredths(view.usual.number(WEEKLY).unwrap_or_default()).typed();
    let (wrong, weekly_id) = (problem(WEEKLY), format!("agreement-{place}-weekly"));
    let days = DAYS
        .iter()
        .map(|(key, name)| {
            let day = Day::from_stored(kept.text(key));
            let mut kept = day.map_or_else(Default::default, Day::parts);
            if day == Some(Day::Off) {
                words::OFF.get(language).clone_into(&mut kept[0]);
            }
            let mut usual = Day::from_stored(view.usual.text(key)).map_or_else(Default::default, Day::parts);
            if usual[0].is_empty() {
                words::OFF.get(language).clone_into(&mut usual[0]);
            }
            let wrong = problem(key);
            let (message, title) = (format!("agreement-{place}-{key}-e"), name.get(language));
            let parts = [("from", words::FROM), ("to", words::TO), ("pause", words::PAUSE)];
            let cells = parts
                .into_iter()
                .zip(kept)
                .zip(usual)
                .map(|(((part, label), kept), usual)| {
                    let name = format!("hours[{key}.{part}]");
                    let value = typed(&name, kept);
                    view! {
                        <td>
                            <input class="ds-input" id=format!("agreement-{place}-{key}-{part}") name=name value=value maxlength="40" placeholder=usual autocomplete="off"
                                aria-label=format!("{title}, {}", within(label.get(language)))
                                aria-invalid=wrong.map(|_| "true") aria-describedby=wrong.map(|_| message.clone())/>
                        </td>
                    }
                })
                .collect_view();
            let told = wrong.map(|problem| {
                view! { <tr><td colspan="4"><ErrorText id=message.clone() problem=problem language=language/></td></tr> }
            });
            view! { <tr><th scope="row">{title}</th>{cells}</tr>{told} }
        })
        .collect_view();
    let naming = three_names(
        Names { id: names_place, max: ITEM_MAX, values: &names, language },
        &|name| failed.and_then(|state| state.typed(name)).map(str::to_owned),
        &|name| failed.and_then(|state| state.error.problem_of(name)),
        NAME,
    );
    view! {
        {naming}
        <div class="ds-field hours-weekly">
            <label class="ds-label" for=weekly_id.clone()>{words::WEEKLY.get(language)}</label>
            <input class="ds-input" id=weekly_id.clone() name=WEEKLY value=typed(WEEKLY, weekly) maxlength="20" placeholder=usual inputmode="decimal" autocomplete="off"
                aria-invalid=wrong.map(|_| "true") aria-describedby=wrong.map(|_| format!("{weekly_id}-e"))/>
            {wrong.map(|problem| view! { <ErrorText id=format!("{weekly_id}-e") problem=problem language=language/> })}
        </div>
        <fieldset class="hours-days">
            <legend class="ds-label">{words::DAYS.get(language)}</legend>
            <p class="muted small">{words::DAYS_HELP.get(language)}</p>
            <table class="hours-table">
                <thead>
                    <tr>
                        <th scope="col">{words::DAY.get(language)}</th>
                        <th scope="col">{words::FROM.get(language)}</th>
                        <th scope="col">{words::TO.get(language)}</th>
                        <th scope="col">{words::PAUSE.get(language)}</th>
                    </tr>
                </thead>
                <tbody>{days}</tbody>
            </table>
        </fieldset>
    }
}
