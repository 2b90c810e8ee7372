//! The palette: Ctrl+K or a click on the search field opens it from anywhere.

use super::{
    go::actions,
    hits::onward,
    line::{Kind, Line, lines},
};
use crate::{
    i18n::{common, search as words, settings},
    ui::{Avatar, SpriteIcon},
};
use domain::{language::Language, search::SearchResults};
use leptos::{ev, html, prelude::*};

/// What the server finds; nothing where it can't be asked.
#[cfg(feature = "hydrate")]
async fn ask(query: &str) -> Option<SearchResults> {
    crate::browser::net::ask("/api/staff/search", &[("query", query)], true).await
}

/// The server draws the palette before anybody asks.
#[cfg(not(feature = "hydrate"))]
#[expect(clippy::unused_async, reason = "as the browser's")]
async fn ask(_: &str) -> Option<SearchResults> {
    None
}

/// What the palette knows: the question, the answer, and which line is chosen.
#[derive(Clone, Copy)]
struct Finder {
    language: Language,
    query: RwSignal<String>,
    found: RwSignal<Vec<Line>>,
    /// The lines that are shown: what was found, and the pages whose names fit.
    shown: Memo<Vec<Line>>,
    /// What was looked for instead, where nothing fits what is typed.
    meant: RwSignal<Option<String>>,
    failed: RwSignal<bool>,
    /// Where the line leads that was chosen; the first one while none was, or where it has gone.
    chosen: RwSignal<Option<String>>,
    /// Which question is the newest.
    asked: RwSignal<u32>,
    /// Which question the lines answer.
    answered: RwSignal<u32>,
    /// Enter was pressed before the answer came: its first line is meant, not one of the last answer.
    is_awaited: StoredValue<bool>,
}

impl Finder {
    fn new(language: Language, may_register: bool) -> Self {
        let asked = RwSignal::new(0);
        let query = RwSignal::new(String::new());
        let found = RwSignal::new(Vec::new());
        let shown = Memo::new(move |_| {
            // It is asked when it opens; lines before that would be carried and woken up by each page.
            if asked.get() == 0 {
                return Vec::new();
            }
            let query = query.get();
            let pages: Vec<Line> = actions(&query, language, may_register)
                .into_iter()
                .map(|(title, href, icon)| Line { href: href.to_owned(), kind: Kind::Action { title, icon } })
                .collect();
            // A page that can be chosen by its name is there once.
            let mut all: Vec<Line> = found.get();
            all.retain(|line| !pages.iter().any(|page| page.href == line.href));
            // As the groups stand, so that the arrows go down the list.
            let settings = all.iter().position(|line| matches!(line.kind, Kind::Setting { .. })).unwrap_or(all.len());
            all.splice(settings..settings, pages);
            if !query.trim().is_empty() {
                // Where nothing was found there is no more of it either.
                let is_empty = found.with(Vec::is_empty);
                for (title, href, icon) in onward(&query, language).into_iter().skip(usize::from(is_empty)) {
                    all.push(Line { href, kind: Kind::Onward { title, icon } });
                }
            }
            all
        });
        Self {
            language,
            query,
            found,
            shown,
            meant: RwSignal::new(None),
            failed: RwSignal::new(false),
            chosen: RwSignal::new(None),
            asked,
            answered: RwSignal::new(0),
            is_awaited: StoredValue::new(false),
        }
    }

    /// Whether the lines are still those of an earlier question.
    fn is_waiting(self) -> bool {
        self.asked.get() != self.answered.get()
    }

    /// Whether what is typed fits nobody and nothing.
    fn found_nothing(self) -> bool {
        let is_asked = self.query.with(|query| !query.trim().is_empty());
        let is_hit = |line: &Line| !matches!(line.kind, Kind::Onward { .. });
        is_asked && !self.is_waiting() && !self.failed.get() && !self.shown.with(|shown| shown.iter().any(is_hit))
    }

    /// Where the chosen line leads; it also names the line.
    fn chosen_href(self) -> String {
        self.chosen.with(|chosen| self.shown.with(|shown| href_of(shown, chosen.as_deref())))
    }

    fn is_waiting_untracked(self) -> bool {
        self.asked.get_untracked() != self.answered.get_untracked()
    }

    fn chosen_href_untracked(self) -> String {
        self.chosen.with_untracked(|chosen| self.shown.with_untracked(|shown| href_of(shown, chosen.as_deref())))
    }

    fn ask(self, text: String) {
        self.query.set(text.clone());
        let number = self.asked.get_untracked() + 1;
        self.asked.set(number);
        self.chosen.set(None);
        self.is_awaited.set_value(false);
        leptos::task::spawn_local(async move {
            let answer = ask(&text).await;
            // An answer that has been overtaken by a later question says nothing any more.
            if self.asked.try_get_untracked() != Some(number) {
                return;
            }
            let _ = self.failed.try_set(answer.is_none());
            let came = answer.is_some();
            // Without an answer nothing is shown: what stood there answers something else.
            let (found, meant) =
                answer.map_or_else(|| (Vec::new(), None), |results| (lines(&results, self.language), results.meant));
            let _ = self.found.try_set(found);
            let _ = self.meant.try_set(meant);
            let _ = self.answered.try_set(number);
            if came && self.is_awaited.try_get_value() == Some(true) {
                go(&self.chosen_href_untracked());
            }
        });
    }

    /// Moves the choice, or goes to what is chosen.
    fn key(self, event: &ev::KeyboardEvent) {
        let shown = self.shown.get_untracked();
        let count = shown.len();
        let now = self.chosen_href_untracked();
        let at = shown.iter().position(|line| line.href == now).unwrap_or_default();
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => count.saturating_sub(1),
            // Nobody has chosen among lines that answer an earlier question: what is typed counts.
            "Enter" if self.chosen.with_untracked(Option::is_none) && self.is_waiting_untracked() => {
                self.is_awaited.set_value(true);
                0
            }
            "Enter" if count > 0 => {
                go(&now);
                0
            }
            _ => return,
        };
        if let Some(next) = shown.get((at + step) % count.max(1)).filter(|_| step > 0) {
            self.chosen.set(Some(next.href.clone()));
        }
        event.prevent_default();
    }
}

/// Where the chosen line leads: it stays chosen when lines come or go around it.
fn href_of(shown: &[Line], chosen: Option<&str>) -> String {
    let chosen = chosen.and_then(|chosen| shown.iter().find(|line| line.href == chosen));
    chosen.or(shown.first()).map(|line| line.href.clone()).unwrap_or_default()
}

fn go(href: &str) {
    let _ = window().location().set_href(href);
}

/// Opens on Ctrl+K and on a click on the search field of the page.
#[cfg(feature = "hydrate")]
fn listen(open: impl Fn() + Copy + 'static) {
    let on_key = window_event_listener(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open();
        }
    });
    let on_click = window_event_listener(ev::click, move |event| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.shift_key();
        if is_plain && crate::browser::dom::closest(&event, "[data-palette]").is_some() {
            event.prevent_default();
            open();
        }
    });
    on_cleanup(move || {
        on_key.remove();
        on_click.remove();
    });
}

/// The palette. It is in every page, closed.
#[island]
pub fn Palette(
    /// The reader's language.
    language: Language,
    /// Whether the reader may register customers.
    may_register: bool,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let input = NodeRef::<html::Input>::new();
    let finder = Finder::new(language, may_register);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };

    #[cfg(feature = "hydrate")]
    listen(move || {
        if let Some(dialog) = dialog.get_untracked()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            finder.ask(finder.query.get_untracked());
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        }
    });

    let title = words::LABEL.get(language);
    view! {
        <dialog
            class="palette"
            node_ref=dialog
            aria-label=title
            on:close=move |_| finder.is_awaited.set_value(false)
            on:click=move |event| {
                // A click on the dialog itself is one beside what it shows.
                if dialog.get_untracked().is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref())) {
                    close();
                }
            }
        >
            <div class="palette-input">
                <SpriteIcon name="search"/>
                <input
                    node_ref=input
                    type="text"
                    role="combobox"
                    aria-label=title
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || name_of(&finder.chosen_href())
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=common::SEARCH_PLACEHOLDER.get(language)
                    on:input=move |event| finder.ask(event_target_value(&event))
                    on:keydown=move |event| finder.key(&event)
                />
                <button class="icon-button" type="button" aria-label=common::CLOSE.get(language) on:click=move |_| close()>
                    <SpriteIcon name="x"/>
                </button>
            </div>
            <div class="palette-list" id="palette-list" role="listbox" tabindex="-1" aria-label=title aria-busy=move || if finder.is_waiting() { "true" } else { "false" }>
                {group(finder, |kind| matches!(kind, Kind::Customer { .. }), move || {
                    let text = if finder.query.with(|query| query.trim().is_empty()) { words::RECENT } else { words::CUSTOMERS };
                    text.get(language)
                })}
                {group(finder, |kind| matches!(kind, Kind::Contact { .. }), move || words::CONTACTS.get(language))}
                {group(finder, |kind| matches!(kind, Kind::Action { .. }), move || words::ACTIONS.get(language))}
                {group(finder, |kind| matches!(kind, Kind::Setting { .. }), move || settings::MENU.get(language))}
                {group(finder, |kind| matches!(kind, Kind::Onward { .. }), move || words::TITLE.get(language))}
            </div>
            <div role="status">
                {move || finder.meant.get().map(|meant| view! { <p class="palette-foot">{words::MEANT.with(language, &[("meant", &meant)])}</p> })}
            </div>
            {move || finder.found_nothing().then(|| {
                let text = words::NOTHING.with(language, &[("query", finder.query.get().trim())]);
                view! { <p class="palette-foot" role="status">{text}</p> }
            })}
            {move || finder.failed.get().then(|| view! { <p class="palette-foot" role="alert">{words::FAILED.get(language)}</p> })}
            <div class="palette-foot">{words::KEYS.get(language)}</div>
        </dialog>
    }
}

/// The lines of one kind under their name, while there are any.
fn group(
    finder: Finder,
    is_of: fn(&Kind) -> bool,
    title: impl Fn() -> &'static str + Copy + Send + 'static,
) -> impl IntoView {
    let lines = Memo::new(move |_| {
        finder.shown.with(|shown| shown.iter().filter(|line| is_of(&line.kind)).cloned().collect::<Vec<_>>())
    });
    view! {
        <div role="group" aria-label=title hidden=move || lines.with(Vec::is_empty)>
            <p class="palette-group" aria-hidden="true">{title}</p>
            // By key: a hit that stays while one types on stays the same element, and a click on it counts.
            <For each=move || lines.get() key=Line::clone children=move |line| option(finder, line)/>
        </div>
    }
}

/// The id of the line that leads there.
fn name_of(href: &str) -> String {
    format!("palette:{href}")
}

/// One line that can be chosen.
fn option(finder: Finder, line: Line) -> impl IntoView {
    let Line { href, kind } = line;
    let is_chosen = {
        let href = href.clone();
        move || if finder.chosen_href() == href { "true" } else { "false" }
    };
    let choose = {
        let href = href.clone();
        move |_| {
            if finder.chosen.with_untracked(|chosen| chosen.as_ref() != Some(&href)) {
                finder.chosen.set(Some(href.clone()));
            }
        }
    };
    view! {
        <div
            class="result"
            role="option"
            id=name_of(&href)
            aria-selected=is_chosen
            on:mousemove=choose
            on:click=move |_| go(&href)
        >
            {line_view(kind)}
        </div>
    }
}

fn line_view(kind: Kind) -> AnyView {
    match kind {
        Kind::Customer { title, nickname, sub, status, colour } => view! {
            <SpriteIcon name="building-2"/>
            <span class="result-text">
                <span class="result-title">
                    {title} {(!nickname.is_empty()).then(|| view! { <span class="nickname">" «"{nickname}"»"</span> })}
                </span>
                <span class="result-sub">{sub}</span>
            </span>
            <span class="result-end"><span class="ds-tag" data-color=colour>{status}</span></span>
        }
        .into_any(),
        Kind::Contact { name, sub } => view! {
            <Avatar name=name.clone() size="small"/>
            <span class="result-text">
                <span class="result-title">{name}</span>
                <span class="result-sub">{sub}</span>
            </span>
        }
        .into_any(),
        Kind::Setting { title, place } => view! {
            <SpriteIcon name="settings"/>
            <span class="result-text">
                <span class="result-title">{title}</span>
                <span class="result-sub">{place}</span>
            </span>
        }
        .into_any(),
        Kind::Action { title, icon } | Kind::Onward { title, icon } => view! {
            <SpriteIcon name=icon/>
            <span class="result-text"><span class="result-title">{title}</span></span>
        }
        .into_any(),
    }
}
