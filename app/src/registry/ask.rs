//! Where one asks the registry while registering a customer.

use super::{FILL, Found, FoundPanel, Said};
use crate::{i18n::registry as words, ui::Icon};
use domain::{country::Country, language::Language};
use leptos::prelude::*;
use store::form_state::FormState;

/// What was asked, and what it came to.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What stands in the line that asks.
    pub query: String,
    /// The answer.
    pub found: Found,
    /// Keys of what differs from what was typed.
    differs: Vec<String>,
    /// What was filled in, in words.
    filled: Vec<String>,
}

impl Asked {
    /// Puts an answer into a form, where nothing was typed; what was picked to be used goes over
    /// what was typed.
    #[must_use]
    pub fn put(query: String, found: Found, form: &mut FormState) -> Self {
        let mut asked = Self { query, found, differs: Vec::new(), filled: Vec::new() };
        let Found::Unit(said) = &asked.found else { return asked };
        let wanted = form.typed("prefer").unwrap_or_default().to_owned();
        // A save that failed is shown as it was sent.
        let fills = form.form == FILL;
        let (filled, differs) = said.compared(|key| typed(form, key));
        let (filled, differs): (Vec<_>, Vec<_>) = if fills {
            let (used, left): (Vec<_>, Vec<_>) = differs.into_iter().partition(|value| value.key == wanted);
            (filled.into_iter().chain(used).collect(), left)
        } else {
            (Vec::new(), differs)
        };
        asked.differs = differs.iter().map(|value| value.key.clone()).collect();
        asked.filled = Said::named(&filled);
        for value in filled {
            let name = name_of(&value.key);
            form.typed.retain(|(known, _)| *known != name);
            form.typed.push((name, value.typed.clone()));
        }
        asked
    }

    fn number(&self) -> String {
        match &self.found {
            Found::Unit(said) => Said::clone(said).number,
            _ => String::new(),
        }
    }
}

fn name_of(key: &str) -> String {
    format!("patch[{key}]")
}

fn typed(form: &FormState, key: &str) -> String {
    form.typed(&name_of(key)).unwrap_or_default().to_owned()
}

/// The line that asks, with the answer beneath it; in Sweden, why there is none. `known` is the number
/// that was asked about before.
#[must_use]
pub fn ask_section(asked: Option<Asked>, known: String, is_on: bool, home: Country, language: Language) -> AnyView {
    if home == Country::SWEDEN {
        return view! { <p class="registry-none muted small">{words::SWEDEN.get(language)}</p> }.into_any();
    }
    if !is_on {
        return view! { <p class="registry-none muted small">{words::OFF.get(language)}</p> }.into_any();
    }
    let (query, number) =
        asked.as_ref().map_or_else(|| (String::new(), known), |asked| (asked.query.clone(), asked.number()));
    let panel = asked.map(|asked| {
        view! { <FoundPanel language=language found=asked.found filled=asked.filled differs=asked.differs/> }
    });
    view! {
        <section class="section registry-ask" aria-labelledby="h-registry">
            <header class="section-head">
                <Icon name="building-2"/>
                <h2 id="h-registry">{words::TITLE.get(language)}</h2>
            </header>
            <div class="section-body">
                <input type="hidden" name="registry" value=number/>
                <div class="registry-line">
                    <label class="sr-only" for="registry-query">{words::LABEL.get(language)}</label>
                    <input class="ds-input" id="registry-query" name="registry_query" value=query maxlength="180" autocomplete="off"
                        placeholder=words::LABEL.get(language) aria-describedby="registry-hint" data-registry-query/>
                    <button class="ds-button" data-variant="secondary" type="submit" formaction=FILL formnovalidate data-registry-ask>
                        <Icon name="search"/>{words::FETCH.get(language)}
                    </button>
                </div>
                <p class="muted small" id="registry-hint">{words::HINT.get(language)}</p>
                <div id="registry-answer" aria-live="polite">{panel}</div>
            </div>
        </section>
    }
    .into_any()
}
