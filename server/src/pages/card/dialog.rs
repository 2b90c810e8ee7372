//! The tab of dialog: which entries, and what is being written to whom.

use crate::visit::Visit;
use app::dialog::{DialogView, Writing};
use domain::{
    dialog::{DialogFilter, DialogKind, Direction, PAGE},
    plain_text,
    tab::{BuiltIn, TabKey},
};
use serde::Deserialize;
use store::{StoreError, Tx, card::Card, form_state::FormState};

/// What the address of the tab asks for.
#[derive(Default, Deserialize)]
pub(super) struct Parameters {
    write: Option<String>,
    to: Option<String>,
    other: Option<String>,
    kind: Option<String>,
    direction: Option<String>,
    by: Option<String>,
    with: Option<String>,
    from: Option<String>,
    until: Option<String>,
    words: Option<String>,
}

impl Parameters {
    /// What can't be read limits nothing.
    fn filter(&self) -> DialogFilter {
        let text = |of: &Option<String>| of.clone().unwrap_or_default();
        let day = |of: &Option<String>| {
            of.clone().filter(|day| day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok_and(|day| day.year() > 0))
        };
        DialogFilter {
            kind: DialogKind::from_key(&text(&self.kind)),
            direction: Direction::from_key(&text(&self.direction)),
            user: text(&self.by).parse().ok(),
            contact: text(&self.with).parse().ok(),
            from: day(&self.from),
            to: day(&self.until),
            words: plain_text::line(&text(&self.words), 200).unwrap_or_default(),
        }
    }
}

/// All that the tab shows, where it is open.
pub(super) async fn of_tab(
    tx: &mut Tx,
    visit: &Visit,
    card: &Card,
    asked: &super::Parameters,
    tab: TabKey,
    form: Option<&FormState>,
) -> Result<Option<DialogView>, StoreError> {
    if tab != TabKey::BuiltIn(BuiltIn::Dialog) {
        return Ok(None);
    }
    let (parameters, most) = (&asked.dialog, asked.entries);
    let filter = parameters.filter();
    let (entries, has_more) = store::dialog::list(tx, card.id, &filter, most.unwrap_or(PAGE).clamp(PAGE, 2000)).await?;
    let writing = form
        .and_then(|state| Writing::from_form(&state.form))
        .or_else(|| parameters.write.as_deref().and_then(Writing::from_key));
    let contacts = store::dialog::reachable(tx, card.id).await?;
    let colleagues = store::dialog::colleagues(tx).await?.into_iter().map(|(id, name, _)| (id, name)).collect();
    let to = parameters.to.as_deref().unwrap_or_default().split(',').filter_map(|id| id.parse().ok()).collect();
    let (templates, signature) = match writing {
        Some(Writing::Email | Writing::Sms) => {
            (store::template::list(tx, None).await?, store::profile::signature(tx).await?)
        }
        _ => Default::default(),
    };
    let documents = match writing {
        Some(Writing::Email) => {
            let language = tx.session().language;
            store::document::list(tx, card.id, "", None, language).await?
        }
        _ => Vec::new(),
    };
    let to_colleagues = match writing {
        Some(Writing::Colleague) => store::dialog::sent_to_colleagues(tx, card.id).await?,
        _ => Vec::new(),
    };
    Ok(Some(DialogView {
        entries,
        has_more,
        filter,
        writing,
        to,
        other: plain_text::line(parameters.other.as_deref().unwrap_or_default(), 254).unwrap_or_default(),
        contacts,
        colleagues,
        mail: visit.context.mail.clone(),
        sms: visit.context.sms,
        templates,
        signature,
        documents,
        to_colleagues,
    }))
}
