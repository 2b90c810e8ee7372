//! The section of the card. Microsoft is never waited for: the card has the way to the folder's page, and the browser
//! fetches what is in the folder once the card is there. A card of another time has no such section: nobody here knows how
//! the folder was.

use crate::{
    card::{CardView, sections::SectionView},
    i18n::sharepoint as words,
    ui::Icon,
};
use leptos::prelude::*;

/// The section of `SharePoint`.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    words::DIGEST.get(view.session.language).to_owned()
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let page = format!("{}/sharepoint", view.address());
    let part = format!("{page}?part=section");
    view! {
        <div class="late" data-late=part data-ours>
            <p class="muted needs-script" role="status" data-late-text=words::LOADING.get(language)>{words::LOADING.get(language)}</p>
            <div class="section-foot"><a class="link" href=page><Icon name="folder-open"/>{words::OPEN_PAGE.get(language)}</a></div>
        </div>
    }
    .into_any()
}
