//! Words of the help.

domain::texts! {
    HELP: "Hjelp", "Hjälp", "Help";
    TITLE: "Hjelp", "Hjälp", "Help";
    SECTION_HELP: "Hjelp til denne delen", "Hjälp till den här delen", "Help for this section";
    SEARCH: "Søk i hjelpen", "Sök i hjälpen", "Search the help";
    BUTTON: "Søk", "Sök", "Search";
    FOUND: "{count} treff på «{query}»", "{count} träffar på ”{query}”", "{count} hits for “{query}”";
    FOUND_ONE: "1 treff på «{query}»", "1 träff på ”{query}”", "1 hit for “{query}”";
    NOTHING: "Ingenting i hjelpen passer til «{query}». Prøv færre eller kortere ord, eller se innholdet nedenfor.", "Inget i hjälpen passar ”{query}”. Försök med färre eller kortare ord, eller se innehållet nedan.", "Nothing in the help matches “{query}”. Try fewer or shorter words, or see the contents below.";
    CONTENTS: "Innhold", "Innehåll", "Contents";
    QUESTIONS: "Vanlige spørsmål", "Vanliga frågor", "Common questions";
    GROUP_START: "Kom i gang", "Kom igång", "Getting started";
    GROUP_CARD: "På kundekortet", "På kundkortet", "On the customer card";
    GROUP_MANY: "Finne og behandle mange", "Hitta och hantera många", "Finding and handling many";
    GROUP_FIRM: "Firmaets innstillinger", "Företagets inställningar", "The firm's settings";
    CONTACT: "Kontakt oss", "Kontakta oss", "Contact us";
    CONTACT_FIRM: "Om rettigheter, lister og felter: spør firmaets administratorer.", "Om behörigheter, listor och fält: fråga företagets administratörer.", "About rights, lists and fields: ask the firm's administrators.";
    CONTACT_NOBODY: "Firmaet har ingen administrator.", "Företaget har ingen administratör.", "The firm has no administrator.";
    CONTACT_SUPPORT: "Om systemet: ", "Om systemet: ", "About the system: ";
    ON_THIS_PAGE: "På denne siden", "På den här sidan", "On this page";
    RELATED: "Les mer", "Läs mer", "Read more";
    UPDATED: "Sist oppdatert {day}", "Senast uppdaterad {day}", "Last updated {day}";
    USEFUL: "Var denne artikkelen nyttig?", "Var den här artikeln till hjälp?", "Was this article useful?";
    YES: "Ja", "Ja", "Yes";
    NO: "Nei", "Nej", "No";
    VOTES: "{useful} av {all} syntes dette var nyttig", "{useful} av {all} tyckte att detta var till hjälp", "{useful} of {all} found this useful";
    VOTED: "Takk for svaret", "Tack för svaret", "Thank you for your answer";
    FIGURE: "Kunde", "Kund", "Customer";
    FIGURE_HELP: "Tallene er forklart nedenfor. Seksjonene står der de står til å begynne med; du kan flytte dem.", "Siffrorna förklaras nedan. Sektionerna står där de står från början; du kan flytta dem.", "The numbers are explained below. The sections stand where they stand at first; you can move them.";
    PART_TOP: "Toppen av kortet", "Kortets topp", "The top of the card";
    PART_TOP_TEXT: "Hvem kunden er og hvordan det står til: navn, status, kundenummer og hvem som har ansvaret, med organisasjonsnummer og bransje under. Knappen Endre åpner alt i ett skjema.", "Vem kunden är och hur det står till: namn, status, kundnummer och vem som är ansvarig, med organisationsnummer och bransch under. Knappen Ändra öppnar allt i ett formulär.", "Who the customer is and how things stand: name, status, customer number and who is responsible, with organisation number and industry beneath. The button Edit opens all of it in one form.";
    PART_BUTTONS: "Hurtigvalg", "Snabbval", "Quick actions";
    PART_BUTTONS_TEXT: "Ring, SMS, e-post og rute, for det kunden har nummer eller adresse til.", "Ring, SMS, e-post och rutt, för det som kunden har nummer eller adress till.", "Call, SMS, e-mail and route, for what the customer has a number or an address for.";
    PART_TABS: "Faner", "Flikar", "Tabs";
    PART_TABS_TEXT: "Oversikten er selve kortet. De andre fanene viser alt av ett slag: kontakter, kommentarer og logg.", "Översikten är själva kortet. De andra flikarna visar allt av ett slag: kontakter, kommentarer och logg.", "The overview is the card itself. The other tabs show all of one kind: contacts, comments and the log.";
}
