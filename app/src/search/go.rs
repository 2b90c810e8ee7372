//! Pages that one goes to by their names, or by what one does there.

use crate::i18n::search as words;
use domain::{fold, language::Language, text::Text};

/// A page: what it is called, what else somebody may call it, its address and its icon.
struct Page(Text, &'static str, &'static str, &'static str);

/// For those who may register customers: they may import and merge them too.
const WORK: [Page; 4] = [
    Page(words::REGISTER, "ny opprett legg til skapa lägg ny add create", "/customers/new", "plus"),
    Page(words::GO_IMPORT, "excel csv fil file last inn ladda", "/import", "upload"),
    Page(words::MERGE, "sammenslå fusjon", "/customers/merge", "merge"),
    Page(words::GO_DOUBLES, "duplikater dubletter duplicates like", "/customers/doubles", "copy"),
];

const PAGES: [Page; 20] = [
    Page(words::GO_MINE, "liste register", "/customers?scope=mine", "building-2"),
    Page(words::GO_DEPARTMENT, "liste register", "/customers?scope=department", "building-2"),
    Page(words::GO_FIRM, "liste register alle", "/customers?scope=firm", "building-2"),
    Page(words::GO_EXPORT, "excel csv last ned ladda download", "/export", "download"),
    Page(words::GO_CRITERIA, "filter", "/customers/search", "search"),
    Page(words::GO_DIARY, "kalender møter avtaler möten calendar meetings", "/diary", "calendar-days"),
    Page(words::GO_NEW_ENTRY, "oppgave møte samtale uppgift möte task meeting call", "/diary/new", "plus"),
    Page(words::GO_EMPLOYEES, "folk kolleger personal staff", "/employees", "id-card"),
    Page(words::GO_NOTICES, "varsler omtaler aviseringar mentions", "/notices", "message-square"),
    Page(words::GO_JOBS, "fremdrift angre eksport import framsteg ångra progress undo", "/jobs", "list-checks"),
    Page(words::GO_SETTINGS, "oppsett", "/settings", "settings"),
    Page(words::GO_FIELDS, "", "/settings/fields", "settings"),
    Page(words::GO_REGISTER_SETTINGS, "", "/settings/register", "settings"),
    Page(words::GO_OWN_FIELDS, "", "/settings/own-fields", "settings"),
    Page(words::GO_MODULES, "", "/settings/modules", "settings"),
    Page(words::GO_LAYOUT, "visning vy view", "/settings/layout", "settings"),
    Page(words::GO_LISTS, "status grupper merkelapper taggar tags groups", "/lists", "list-checks"),
    Page(
        words::GO_PROFILE,
        "språk language passord lösenord mørk lys farger mörk ljus dark light logg ut logga sign out",
        "/profile",
        "user",
    ),
    Page(words::GO_MAILBOX, "postboks e-post imap brevlåda mail", "/mailbox", "inbox"),
    Page(words::GO_HELP, "hurtigtaster snarveier kortkommandon keys shortcuts", "/help", "circle-question-mark"),
];

/// The pages that fit what is typed, with address and icon: each word of it is a part of one of the page's.
pub(super) fn actions(
    query: &str,
    language: Language,
    may_register: bool,
) -> Vec<(&'static str, &'static str, &'static str)> {
    let work = WORK.iter().filter(|_| may_register);
    work.chain(&PAGES)
        .filter(|Page(title, more, ..)| fold::holds(&[title.get(language), *more].join(" "), query))
        .map(|Page(title, _, href, icon)| (title.get(language), *href, *icon))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<&'static str> {
        actions(query, Language::Nb, true).into_iter().map(|(_, href, _)| href).collect()
    }

    #[test]
    fn what_one_does_leads_to_where_one_does_it() {
        for (query, href) in [
            ("ny kunde", "/customers/new"),
            ("eksport", "/export"),
            ("importer", "/import"),
            ("doble", "/customers/doubles"),
            ("dagbok", "/diary"),
            ("sammensla", "/customers/merge"),
            ("språk", "/profile"),
            ("logg ut", "/profile"),
            ("hurtigtaster", "/help"),
        ] {
            assert_eq!(found(query).first(), Some(&href), "{query}");
        }
        assert!(found("kvantefysikk").is_empty());
        assert!(actions("import", Language::En, false).iter().all(|(_, href, _)| *href != "/import"));
    }
}
