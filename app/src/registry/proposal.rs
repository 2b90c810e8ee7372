//! What a source says beside a value that stands: shown at the field, taken over or dismissed there.

use crate::{
    card::CardView,
    editing::{Editable, kind_text},
    i18n::registry as words,
    ui::Icon,
};
use domain::{
    address::Address,
    field::{self, Names, Record},
    proposal::Proposal,
    registry::Part,
    section::Section,
    text::within,
};
use leptos::prelude::*;

/// What a part reads as, put into a customer's values.
pub(super) fn shown(editable: &Editable, part: &Part, names: &Names) -> String {
    let told = part.put_into(&editable.values);
    in_words(editable, part, &told, names)
}

/// What stands in the place of a part.
pub(super) fn stands(editable: &Editable, part: &Part) -> String {
    in_words(editable, part, &editable.values, &editable.names)
}

fn in_words(editable: &Editable, part: &Part, record: &Record, names: &Names) -> String {
    match part.address() {
        Some(kind) => Address::resolved(record, kind).on_one_line(editable.home, editable.language),
        None => field::customer(&part.key)
            .map_or_else(String::new, |field| record.shown(field, names, editable.language, editable.home)),
    }
}

/// The proposals for a field, or for an address.
#[must_use]
pub fn proposal_rows(editable: &Editable, key: &str, what: &str) -> Option<AnyView> {
    let rows: Vec<_> = editable
        .proposals
        .iter()
        .filter(|(proposal, _)| proposal.part.key == key)
        .map(|(proposal, seen)| row(editable, proposal, seen, what))
        .collect();
    (!rows.is_empty()).then(|| view! { <div class="proposals">{rows}</div> }.into_any())
}

fn row(editable: &Editable, proposal: &Proposal, seen: &str, what: &str) -> impl IntoView + use<> {
    let language = editable.language;
    let source = capitalised(kind_text(proposal.source).get(language));
    let text = shown(editable, &proposal.part, &proposal.names);
    let says = words::SAYS.with(language, &[("source", &source), ("what", &text)]);
    let seen = words::SEEN.with(language, &[("when", seen)]);
    let what = within(what);
    let buttons = editable.may_change.then(|| {
        let form = |action: &'static str, label: &'static str, named: String, saved: Option<&'static str>| {
            let hidden = editable
                .hidden
                .iter()
                .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
                .collect_view();
            view! {
                <form method="post" action=action data-saved=saved>
                    {hidden}
                    <input type="hidden" name="proposal" value=proposal.id.to_string()/>
                    <button class="ds-button" data-variant="secondary" data-small type="submit" aria-label=named>{label}</button>
                </form>
            }
        };
        view! {
            {form("/api/staff/proposal-accept", words::ACCEPT.get(language), words::ACCEPT_THAT.with(language, &[("what", &what)]), Some(words::TAKEN.get(language)))}
            {form("/api/staff/proposal-dismiss", words::DISMISS.get(language), words::DISMISS_THAT.with(language, &[("what", &what)]), Some(words::DISMISSED.get(language)))}
        }
    });
    view! {
        <div class="proposal">
            <p><Icon name="info" small=true/><span>{says}" "<span class="muted">{seen}</span></span></p>
            <div class="proposal-actions">{buttons}</div>
        </div>
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// How many proposals a section has, so that a folded one tells of them too.
#[must_use]
pub fn proposal_count(view: &CardView, section: Section) -> Option<impl IntoView + use<>> {
    let of = |proposal: &Proposal| {
        let key = proposal.part.values.keys().next().map_or("", String::as_str);
        field::customer(key).map(|field| field.section)
    };
    let count = view.card.proposals.iter().filter(|proposal| of(proposal) == Some(section)).count();
    let language = view.session.language;
    let text = match count {
        0 => return None,
        1 => words::ONE_PROPOSAL.get(language).to_owned(),
        more => words::PROPOSALS.with(language, &[("count", &more.to_string())]),
    };
    Some(view! { <span class="ds-tag" data-color="info">{text}</span> })
}
