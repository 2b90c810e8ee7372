//! Enquiries in the portal: all that one sees, one of them, and a new one.

use super::{
    frame::{Problems, Root, why},
    home::state_tag,
};
use crate::{
    enquiry::asked,
    i18n::portal as words,
    ui::{Icon, TextArea, linked, time::Clock},
};
use domain::{
    document::{MOST_BYTES, MOST_FILES},
    portal::{
        Enquiry, EnquiryKind, NewEnquiry, PortalAction, PortalSession, PortalSubject, TITLE_MAX, WISHES_MAX, can,
    },
    text::Text,
};
use leptos::prelude::*;
use store::portal::enquiry::Seen;

/// Whether whoever reads may send one.
fn may_send(session: &PortalSession) -> bool {
    let subject = PortalSubject { tenant: session.tenant, customer: session.customer, owner: Some(session.contact) };
    can(&session.visitor, PortalAction::SendEnquiry, subject).allowed
}

/// All that one sees.
#[component]
pub fn EnquiriesPage(
    /// Whose page it is.
    session: PortalSession,
    /// Them.
    enquiries: Vec<Seen<Enquiry>>,
    /// When it is read.
    clock: Clock,
) -> impl IntoView {
    let language = session.language;
    let root = Root::of(&session);
    let new = may_send(&session).then(|| {
        view! { <a class="ds-button" href=root.to("/enquiries/new")><Icon name="plus"/><span>{words::NEW_ENQUIRY.get(language)}</span></a> }
    });
    let nothing = enquiries.is_empty().then(|| view! { <p class="muted">{words::NO_ENQUIRIES.get(language)}</p> });
    let rows = enquiries
        .iter()
        .map(|seen| {
            let one = &seen.what;
            let sent =
                words::SENT_BY.with(language, &[("who", &one.sender_name), ("when", &clock.shown(&one.sent_at))]);
            view! {
                <li>
                    <a class="portal-row" href=root.to(&format!("/enquiries/{}", one.id))>
                        <span><strong>{one.title.clone()}</strong><span class="muted">{sent}</span></span>
                        {state_tag(one.state, language)}
                        <Icon name="chevron-right"/>
                    </a>
                    {why(&session, seen.reason)}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="portal-head"><h1>{words::ENQUIRIES.get(language)}</h1>{new}</div>
        {nothing}
        {(!enquiries.is_empty()).then(|| view! { <ul class="portal-rows portal-card">{rows}</ul> })}
    }
}

/// One of them.
#[component]
pub fn EnquiryPage(
    /// Whose page it is.
    session: PortalSession,
    /// It.
    seen: Seen<Enquiry>,
    /// Whether it was just sent.
    is_new: bool,
    /// Who was told.
    told: String,
    /// When it is read.
    clock: Clock,
) -> impl IntoView {
    let language = session.language;
    let root = Root::of(&session);
    let one = seen.what;
    let firm = session.tenant_name.clone();
    let sent = is_new.then(|| {
        view! {
            <div class="banner" data-color="success" role="status">
                <Icon name="circle-check"/>
                <p><strong>{words::SENT_TITLE.get(language)}</strong>" "{words::SENT_ADVICE.with(language, &[("who", &told)])}</p>
            </div>
        }
    });
    let files = one
        .files
        .iter()
        .map(|(document, name)| {
            let href = root.to(&format!("/documents/{document}/file"));
            view! { <li><Icon name="paperclip" small=true/><a class="link" href=href>{name.clone()}</a></li> }
        })
        .collect_view();
    let answer = if one.answer.is_empty() {
        view! { <p class="muted">{words::NO_ANSWER.with(language, &[("firm", &firm)])}</p> }.into_any()
    } else {
        view! { <p class="pre">{linked(&one.answer)}</p> }.into_any()
    };
    let by = words::SENT_BY.with(language, &[("who", &one.sender_name), ("when", &clock.shown(&one.sent_at))]);
    view! {
        <p><a class="link portal-up" href=root.to("/enquiries")><Icon name="arrow-left" small=true/>{words::ENQUIRIES.get(language)}</a></p>
        {sent}
        <div class="portal-head"><h1>{one.title.clone()}</h1>{state_tag(one.state, language)}</div>
        <p class="muted">{asked(&one, language)}</p>
        {why(&session, seen.reason)}
        <section class="portal-card" aria-labelledby="h-answer">
            <h2 id="h-answer">{words::ANSWER.with(language, &[("firm", &firm)])}</h2>
            {answer}
        </section>
        <section class="portal-card" aria-labelledby="h-wishes">
            <h2 id="h-wishes">{words::ASK_FOR.get(language)}</h2>
            <p class="pre">{linked(&one.wishes)}</p>
            {(!one.files.is_empty()).then(|| view! { <ul class="attached" aria-label=words::FILES.get(language)>{files}</ul> })}
            <p class="muted">{by}</p>
        </section>
    }
}

/// Everything that the form shows.
#[derive(Clone, Debug)]
pub struct NewEnquiryView {
    /// Whose page it is.
    pub session: PortalSession,
    /// What was typed before.
    pub typed: NewEnquiry,
    /// What is wrong with it.
    pub problems: Problems,
}

/// The form of a new one.
#[component]
pub fn NewEnquiryPage(
    /// Everything that it shows.
    view: NewEnquiryView,
) -> impl IntoView {
    let language = view.session.language;
    let root = Root::of(&view.session);
    let problems = &view.problems;
    let typed = &view.typed;
    let kind = |kind: EnquiryKind, text: Text| {
        let id = format!("kind-{}", kind.key());
        let chosen = typed.kind == kind.key() || (typed.kind.is_empty() && kind == EnquiryKind::Enquiry);
        view! {
            <div class="ds-field">
                <input class="ds-input" type="radio" id=id.clone() name="kind" value=kind.key() checked=chosen/>
                <label class="ds-label" for=id>{text.get(language)}</label>
            </div>
        }
    };
    let input = |name: &'static str, label: Text, value: &str, kind: &'static str| {
        let numeric = (name == "places").then_some("numeric");
        view! {
            <div class="ds-field">
                <label class="ds-label" for=name>{label.get(language)}</label>
                <input class="ds-input" type=kind id=name name=name value=value.to_owned() inputmode=numeric
                    aria-invalid=problems.invalid(name) aria-describedby=problems.described(name)/>
                {problems.message(name, language)}
            </div>
        }
    };
    let megabytes = (MOST_BYTES / 1024 / 1024).to_string();
    let hint = words::FILES_HINT.with(language, &[("files", &MOST_FILES.to_string()), ("max", &megabytes)]);
    view! {
        <p><a class="link portal-up" href=root.to("/enquiries")><Icon name="arrow-left" small=true/>{words::ENQUIRIES.get(language)}</a></p>
        <h1>{words::NEW_ENQUIRY.get(language)}</h1>
        <form class="form portal-card" method="post" action=root.to("/enquiries/new") enctype="multipart/form-data">
            <input type="hidden" name="owner" value=view.session.contact.to_string()/>
            <fieldset class="portal-choice">
                <legend class="ds-label">{words::KIND.get(language)}</legend>
                {kind(EnquiryKind::Enquiry, words::KIND_ENQUIRY)}
                {kind(EnquiryKind::Offer, words::KIND_OFFER)}
                {problems.message("kind", language)}
            </fieldset>
            <div class="ds-field">
                <label class="ds-label" for="title">{words::SUBJECT.get(language)}</label>
                <input class="ds-input" type="text" id="title" name="title" value=typed.title.clone() maxlength=TITLE_MAX.to_string() required
                    aria-invalid=problems.invalid("title") aria-describedby=problems.described("title").unwrap_or_else(|| "title-hint".to_owned())/>
                <p class="muted small" id="title-hint">{words::SUBJECT_HINT.get(language)}</p>
                {problems.message("title", language)}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="wishes">{words::WISHES.get(language)}</label>
                <TextArea id="wishes".to_owned() name="wishes".to_owned() value=typed.wishes.clone() maxlength=WISHES_MAX rows=Some(5)
                    placeholder=words::WISHES_HINT.get(language).to_owned() error=problems.described("wishes")/>
                {problems.message("wishes", language)}
            </div>
            <div class="portal-fields">
                {input("places", words::PLACES, &typed.places, "text")}
                {input("starts_on", words::STARTS, &typed.starts_on, "date")}
                {input("ends_on", words::ENDS, &typed.ends_on, "date")}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="file">{words::FILES.get(language)}</label>
                <input class="ds-input" type="file" id="file" name="file" multiple aria-invalid=problems.invalid("file")
                    aria-describedby=problems.described("file").unwrap_or_else(|| "file-hint".to_owned())/>
                <p class="muted small" id="file-hint">{hint}</p>
                {problems.message("file", language)}
            </div>
            <button class="ds-button" type="submit" data-fullwidth>{words::SEND.get(language)}</button>
        </form>
    }
}
