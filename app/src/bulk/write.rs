//! Writing to many customers that were chosen: the form, what it would come to, and having it sent.

use super::{actions::selection, selection::Selection};
use crate::{
    error::ActionError,
    i18n::{bulk as words, template},
    job::mailing_title,
    outgoing::{MailWay, SmsWay, sms_way_text, way_text},
    request,
    sms::{count_text, fields_text},
    ui::{ErrorText, Icon, TextArea, Up},
};
use domain::{
    dialog::DialogKind,
    error::{ApiError, ErrorCode},
    field::grouped,
    id::{FormStateId, JobId},
    language::Language,
    mailing::{Mailing, Whom},
    register::counted,
    template::MessageTemplate,
    text::Text,
};
use leptos::prelude::*;
use store::{dialog::Reach, form_state::FormState};

/// Where a message is sent to be looked at.
pub const PREVIEW: &str = "/api/staff/write-preview";
/// Where the form is sent to have a template put in.
const TEMPLATE: &str = "/api/staff/write-template";

/// Puts a template into what is being written to many; what was typed stays below it.
///
/// # Errors
/// When the selection or the template is gone, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "write-template")]
pub async fn write_template(
    chosen: String,
    template: String,
    #[server(default)] whom: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::bulk::may(&tx)?;
    let selection = selection(&mut tx, &chosen).await?;
    let template = store::template::read(&mut tx, request::id(&template)?).await?;
    let mailing = Mailing {
        kind: template.kind,
        whom,
        subject: if subject.trim().is_empty() { template.subject } else { subject },
        body: if body.trim().is_empty() { template.body } else { format!("{}\n\n{body}", template.body) },
    };
    let kept = Selection { mailing: Some(mailing), ..selection }.keep(&mut tx).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/write?chosen={kept}&again=1"));
    Ok(())
}

/// Says what is to be written to the customers that were chosen, and leads to what that would come to.
///
/// # Errors
/// What is wrong with which value; when the selection is gone, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "write-preview")]
pub async fn write_preview(
    chosen: String,
    #[server(default)] kind: String,
    #[server(default)] whom: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::bulk::may(&tx)?;
    let selection = selection(&mut tx, &chosen).await?;
    let mailing = store::dialog::check(&tx, &Mailing { kind, whom, subject, body })?;
    let kept = Selection { mailing: Some(mailing), ..selection }.keep(&mut tx).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/write?chosen={kept}"));
    Ok(())
}

/// Has what was looked at sent, in the background, and leads to how it is getting on.
///
/// # Errors
/// When the selection is gone, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "write-confirm")]
pub async fn write_confirm(chosen: String) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::bulk::may(&tx)?;
    let id: FormStateId = request::id(&chosen)?;
    let selection = selection(&mut tx, &chosen).await?;
    let mailing = selection.mailing.ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    // What was kept once is sent once, though the button may be pressed twice.
    let job = store::dialog::queue_many(&mut tx, JobId(id.0), &selection.chosen, &mailing).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/jobs/{job}"));
    Ok(())
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct WriteView {
    /// The selection; none where it is gone.
    pub chosen: Option<FormStateId>,
    /// How many customers are chosen, counted to one more than the cap.
    pub count: i64,
    /// The way back to the list that they were chosen in.
    pub back: String,
    /// The message, as far as it was written.
    pub mailing: Mailing,
    /// What it would come to, where that is looked at.
    pub reach: Option<Reach>,
    /// Why it could not be looked at, with what was typed.
    pub failed: Option<FormState>,
    /// The firm's templates.
    pub templates: Vec<MessageTemplate>,
    /// How e-mail leaves this server.
    pub mail: MailWay,
    /// How SMS do.
    pub sms: SmsWay,
    /// The reader's language.
    pub language: Language,
}

impl WriteView {
    fn address(&self, more: &str) -> String {
        let chosen = self.chosen.map(|chosen| chosen.to_string()).unwrap_or_default();
        format!("/customers/write?chosen={chosen}{more}")
    }

    fn hidden(&self) -> impl IntoView + use<> {
        let chosen = self.chosen.map(|chosen| chosen.to_string()).unwrap_or_default();
        view! { <input type="hidden" name="chosen" value=chosen/> }
    }

    fn typed(&self, name: &str, otherwise: &str) -> String {
        self.failed.as_ref().map_or(otherwise, |state| state.typed(name).unwrap_or_default()).to_owned()
    }

    fn message(&self, name: &str) -> Option<(String, AnyView)> {
        let (problem, language) = (self.failed.as_ref()?.error.problem_of(name)?, self.language);
        let id = format!("write-{name}-e");
        let shown = view! { <ErrorText id=id.clone() problem=problem language=language/> };
        Some((id, shown.into_any()))
    }
}

/// The page.
#[component]
pub fn WritePage(
    /// What it shows.
    view: WriteView,
) -> impl IntoView {
    let language = view.language;
    let count = match view.count {
        _ if view.chosen.is_none() => String::new(),
        1 => words::FOR_ONE.get(language).to_owned(),
        count => words::FOR_COUNT.with(language, &[("count", &counted(count))]),
    };
    let body = match &view.reach {
        _ if view.chosen.is_none() => view! {
            <div class="empty empty-page">
                <Icon name="list-checks"/>
                <p>{words::GONE.get(language)}</p>
                <a class="ds-button" href="/customers">{words::TO_REGISTER.get(language)}</a>
            </div>
        }
        .into_any(),
        Some(reach) => preview(&view, reach),
        None => form(&view),
    };
    view! {
        <Up href=view.back.clone() to=words::TO_REGISTER.get(language)/>
        <div class="page-head"><h1>{words::WRITE_TITLE.get(language)}</h1></div>
        <p class="bulk-count muted">{count}</p>
        <div class="bulk" data-region="bulk">{body}</div>
    }
}

/// What is to be said of how messages leave.
fn ways(view: &WriteView) -> impl IntoView + use<> {
    let sms = (view.sms == SmsWay::None).then(|| sms_way_text().get(view.language).to_owned());
    let notices = [way_text(&view.mail, view.language), sms].into_iter().flatten();
    notices.map(|text| view! { <div class="notice" role="note"><Icon name="info"/><p>{text}</p></div> }).collect_view()
}

fn choice(
    view: &WriteView,
    name: &'static str,
    label: Text,
    now: &str,
    options: Vec<(&'static str, &'static str)>,
) -> impl IntoView + use<> {
    let chosen = view.typed(name, now);
    let options = options
        .into_iter()
        .map(|(value, text)| view! { <option value=value selected={value == chosen}>{text}</option> })
        .collect_view();
    let id = format!("write-{name}");
    let (described, message) = view.message(name).unzip();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{label.get(view.language)}</label>
            <select class="ds-input" id=id name=name aria-describedby=described>{options}</select>
            {message}
        </div>
    }
}

fn form(view: &WriteView) -> AnyView {
    let language = view.language;
    let kinds = [DialogKind::Email, DialogKind::Sms].map(|kind| (kind.key(), kind.name(language))).to_vec();
    let whom = Whom::ALL.iter().map(|whom| (whom.key(), whom.name(language))).collect();
    let (subject_described, subject_message) = view.message("subject").unzip();
    let (body_described, body_message) = view.message("body").unzip();
    let body = view.typed("body", &view.mailing.body);
    let fields = template::FIELDS.with(language, &[("fields", &fields_text(language))]);
    let options: Vec<_> = view
        .templates
        .iter()
        .map(|template| {
            let kind = DialogKind::from_key(&template.kind).map(|kind| kind.name(language)).unwrap_or_default();
            view! { <option value=template.id.to_string()>{format!("{} ({kind})", template.name)}</option> }
        })
        .collect();
    let templates = (!options.is_empty()).then(|| {
        view! {
            // What Enter presses in a field: not the button below.
            <button type="submit" hidden></button>
            <div class="list-adder template-row">
                <div class="ds-field">
                    <label class="ds-label" for="write-template">{template::TEMPLATE.get(language)}</label>
                    <select class="ds-input" id="write-template" name="template">{options}</select>
                </div>
                <button class="ds-button" data-variant="secondary" type="submit" formaction=TEMPLATE formnovalidate>{template::USE.get(language)}</button>
            </div>
        }
    });
    view! {
        <section class="section bulk-step" aria-labelledby="h-write-many">
            <h2 id="h-write-many">{words::TEXT.get(language)}</h2>
            {ways(view)}
            <form class="form" method="post" action=PREVIEW data-plain>
                {view.hidden()}
                {templates}
                <div class="form-row">
                    {choice(view, "kind", words::KIND, &view.mailing.kind, kinds)}
                    {choice(view, "whom", words::WHOM, &view.mailing.whom, whom)}
                </div>
                <div class="ds-field">
                    <label class="ds-label" for="write-subject">{words::SUBJECT.get(language)}</label>
                    <input class="ds-input" id="write-subject" name="subject" maxlength="300" autocomplete="off"
                        value=view.typed("subject", &view.mailing.subject)
                        aria-invalid=subject_described.as_ref().map(|_| "true") aria-describedby=subject_described/>
                    {subject_message}
                </div>
                <div class="ds-field">
                    <label class="ds-label" for="write-body">{words::BODY.get(language)}</label>
                    <TextArea id="write-body".to_owned() name="body".to_owned() value=body maxlength=45_000 rows=Some(8) error=body_described/>
                    {body_message}
                    <p class="muted small">{fields}</p>
                </div>
                <div class="form-actions"><button class="ds-button" type="submit">{words::PREVIEW.get(language)}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn preview(view: &WriteView, reach: &Reach) -> AnyView {
    let language = view.language;
    let without = reach.looked - reach.reached;
    let count = |label: Text, count: i64, state: &'static str| {
        view! {
            <div class="job-count" data-state=state data-none=(count == 0).then_some("true")>
                <dt>{label.get(language)}</dt><dd>{grouped(count)}</dd>
            </div>
        }
    };
    let of_first = reach.has_more.then(|| {
        view! { <p class="muted small">{words::OF_FIRST.with(language, &[("count", &grouped(reach.looked))])}</p> }
    });
    let is_any = reach.reached > 0 || reach.has_more;
    let confirm = is_any.then(|| {
        let text = match reach.reached {
            1 if !reach.has_more => words::WRITE_CONFIRM_ONE.get(language).to_owned(),
            reached => {
                let count = if reach.has_more { format!("{}+", counted(reached)) } else { counted(reached) };
                words::WRITE_CONFIRM.with(language, &[("count", &count)])
            }
        };
        view! { <button class="ds-button" type="submit">{text}</button> }
    });
    let help = if is_any { words::WRITE_HELP } else { words::NOBODY_REACHED };
    let length = (view.mailing.kind() == Some(DialogKind::Sms))
        .then(|| view! { <p class="muted small">{count_text(&view.mailing.body, language)}</p> });
    let cant = (!reach.without.is_empty()).then(|| {
        let rows = reach.without.iter().map(|(id, name)| {
            view! { <li><a class="bulk-who" href=format!("/customers/{id}")>{name.clone()}</a></li> }
        });
        let rows = rows.collect_view();
        let more = without - i64::try_from(reach.without.len()).unwrap_or_default();
        let more = (more > 0).then(|| {
            view! { <p class="muted small">{words::MORE.with(language, &[("count", &counted(more))])}</p> }
        });
        view! {
            <section class="section bulk-step" aria-labelledby="h-cant">
                <h2 id="h-cant">{words::WITHOUT.get(language)}</h2>
                <ul class="bulk-examples">{rows}</ul>
                {more}
            </section>
        }
    });
    view! {
        <section class="section bulk-step" aria-labelledby="h-change">
            <h2 id="h-change">{mailing_title(&view.mailing, language)}</h2>
            {ways(view)}
            <dl class="job-counts">
                {count(words::GETS, reach.reached, "changed")}
                {count(words::RECIPIENTS, reach.people, "changed")}
                {count(words::NOT_REACHED, without, "failed")}
            </dl>
            {of_first}
            <p class="comment-text">{view.mailing.body.clone()}</p>
            {length}
            <form class="form" method="post" action="/api/staff/write-confirm" data-plain>
                {view.hidden()}
                <div class="form-actions">
                    {confirm}
                    <a class="ds-button" data-variant="tertiary" href=view.address("&again=1")>{words::BACK.get(language)}</a>
                </div>
                <p class="muted small">{help.get(language)}</p>
            </form>
        </section>
        {cant}
    }
    .into_any()
}
