//! The page of what was read of one's own mailbox.

use super::{
    ATTACH,
    message::{on_card, open},
    read_now, state,
};
use crate::{
    editing::{Choices, InputView, input_view},
    i18n::{dialog, mailbox as words},
    ui::{ErrorText, Icon, Up, time::Clock},
};
use domain::{
    company::Offered,
    error::Problem,
    field,
    id::CustomerId,
    mailbox::{Mailbox, MailboxMessage, PAGE, Shown},
    register::encoded,
    session::Session,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct MailboxView {
    /// Who reads it.
    pub session: Session,
    /// When.
    pub clock: Clock,
    /// The mailbox; none where none is connected.
    pub mailbox: Option<Mailbox>,
    /// The messages, the newest first.
    pub messages: Vec<MailboxMessage>,
    /// Whether there are more.
    pub has_more: bool,
    /// Which are shown.
    pub shown: Shown,
    /// Words that they have.
    pub words: String,
    /// The customer whose they are, with its name.
    pub customer: Option<(CustomerId, String)>,
    /// What was chosen where it could not be put onto a card.
    pub failed: Option<FormState>,
    /// Customers that what was typed may mean.
    pub offered: Vec<Offered>,
}

impl MailboxView {
    /// The page with other messages.
    fn address(&self, shown: Shown, customer: bool) -> String {
        let customer = self.customer.as_ref().filter(|_| customer).map(|(id, _)| format!("&customer={id}"));
        let words = (!self.words.is_empty()).then(|| format!("&words={}", encoded(&self.words)));
        format!("/mailbox?show={}{}{}", shown.key(), customer.unwrap_or_default(), words.unwrap_or_default())
    }
}

/// The page.
#[component]
pub fn MailboxPage(
    /// Everything that it shows.
    view: MailboxView,
) -> impl IntoView {
    let language = view.session.language;
    let up = match &view.customer {
        Some((id, name)) => view! { <Up href=format!("/customers/{id}/dialog") to=name.clone()/> }.into_any(),
        None => view! { <Up href="/profile#h-mailbox" to=words::SETTING.get(language)/> }.into_any(),
    };
    let Some(mailbox) = view.mailbox.clone() else {
        return view! {
            {up}
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <div class="empty empty-page" role="status">
                <Icon name="mail"/>
                <p>{words::NOT_CONNECTED.get(language)}</p>
                <a class="ds-button" href="/profile#h-mailbox">{words::TO_PROFILE.get(language)}</a>
            </div>
        }
        .into_any();
    };
    let tabs = [(Shown::Open, words::OPEN), (Shown::OnCards, words::ON_CARDS)]
        .map(|(shown, name)| {
            let current = (shown == view.shown).then_some("true");
            view! { <a class="segment" href=view.address(shown, true) aria-current=current>{name.get(language)}</a> }
        })
        .into_iter()
        .collect_view();
    view! {
        {up}
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
        <div class="mailbox" data-region="mailbox">
            <p class="muted">{words::INTRO.get(language)}</p>
            <div class="mailbox-tools">
                <p class="mailbox-account"><strong>{mailbox.account.clone()}</strong></p>
                {read_now(&view.clock)}
            </div>
            {state(&mailbox, &view.clock)}
            <div class="mailbox-tools">
                <nav class="segments" aria-label=words::WHICH.get(language)>{tabs}</nav>
                {search(&view)}
            </div>
            {of_customer(&view)}
            {list(&view)}
        </div>
    }
    .into_any()
}

fn search(view: &MailboxView) -> impl IntoView + use<> {
    let language = view.session.language;
    let customer =
        view.customer.as_ref().map(|(id, _)| view! { <input type="hidden" name="customer" value=id.to_string()/> });
    view! {
        <form class="mailbox-search search-field" method="get" action="/mailbox" role="search">
            <input type="hidden" name="show" value=view.shown.key()/>
            {customer}
            <Icon name="search"/>
            <input class="ds-input" type="search" name="words" maxlength="200" value=view.words.clone()
                placeholder=words::SEARCH.get(language) aria-label=words::SEARCH.get(language)/>
        </form>
    }
}

fn of_customer(view: &MailboxView) -> impl IntoView + use<> {
    let language = view.session.language;
    view.customer.as_ref().map(|(_, name)| {
        view! {
            <p class="mailbox-of"><span>{words::OF_CUSTOMER.with(language, &[("customer", name)])}</span>" "<a class="link" href=view.address(view.shown, false)>{words::SHOW_ALL.get(language)}</a></p>
        }
    })
}

fn list(view: &MailboxView) -> impl IntoView + use<> {
    let language = view.session.language;
    if view.messages.is_empty() {
        let text = match (view.words.is_empty() && view.customer.is_none(), view.shown) {
            (false, _) => words::NOTHING_FOUND,
            (true, Shown::Open) => words::EMPTY_OPEN,
            (true, Shown::OnCards) => words::EMPTY_CARDS,
        };
        return view! { <div class="empty"><p>{text.get(language)}</p></div> }.into_any();
    }
    let more = view.has_more.then(|| {
        let count = view.messages.len() + usize::try_from(PAGE).unwrap_or(30);
        let href = format!("{}&entries={count}", view.address(view.shown, true));
        view! { <div class="section-foot"><a class="link" href=href>{dialog::MORE.get(language)}</a></div> }
    });
    match view.shown {
        Shown::OnCards => {
            let rows = view.messages.iter().map(|message| on_card(view, message)).collect_view();
            view! { <ul class="section mail-list">{rows}</ul>{more} }.into_any()
        }
        Shown::Open => {
            let rows = view.messages.iter().map(|message| open(view, message)).collect_view();
            view! {
                <form method="post" action=ATTACH data-saved=words::ATTACHED.get(language)>
                    // Enter in the line of the customer sends what is chosen, not the first suggestion.
                    <button type="submit" hidden></button>
                    <ul class="section mail-list">{rows}</ul>
                    {more}
                    {choice(view)}
                </form>
            }
            .into_any()
        }
    }
}

/// Which card the chosen ones go onto.
fn choice(view: &MailboxView) -> impl IntoView + use<> {
    let language = view.session.language;
    let problem = |name: &str| view.failed.as_ref().and_then(|state| state.error.problem_of(name));
    let message = problem("message").map(|wrong| match wrong {
        Problem::Required => {
            view! { <p class="field-error" role="alert"><Icon name="circle-alert"/><span>{words::NONE_CHOSEN.get(language)}</span></p> }.into_any()
        }
        wrong => view! { <ErrorText id="mail-message-e".to_owned() problem=wrong language=language/> }.into_any(),
    });
    let (customer, send) = match &view.customer {
        Some((id, name)) => (
            view! { <input type="hidden" name="customer" value=id.to_string()/> }.into_any(),
            words::PUT_ON.with(language, &[("customer", name)]),
        ),
        None => (other(view, problem("other")), words::PUT.get(language).to_owned()),
    };
    view! {
        <div class="mailbox-choice">
            {message}
            {customer}
            <button class="ds-button" type="submit">{send}</button>
        </div>
    }
}

/// The customer, found while one types.
fn other(view: &MailboxView, problem: Option<Problem>) -> AnyView {
    let language = view.session.language;
    let typed = view.failed.as_ref().and_then(|state| state.typed("other")).unwrap_or_default().to_owned();
    let choices = Choices { customers: view.offered.clone(), ..Choices::default() };
    let input = field::customer("parent_id").map(|field| {
        input_view(&InputView {
            field,
            must: false,
            id: "mail-other",
            name: "other",
            typed: &typed,
            error: problem.map(|_| "mail-other-e"),
            choices: &choices,
            language,
            autofocus: false,
            hint: None,
        })
    });
    view! {
        <div class="ds-field">
            <label class="ds-label" for="mail-other">{words::CUSTOMER.get(language)}</label>
            {input}
            {problem.map(|problem| view! { <ErrorText id="mail-other-e".to_owned() problem=problem language=language/> })}
        </div>
    }
    .into_any()
}
