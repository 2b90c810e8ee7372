//! Words of the search.

domain::texts! {
    TITLE: "Søk", "Sök", "Search";
    LABEL: "Søk etter kunde eller kontakt", "Sök kund eller kontakt", "Search for a customer or contact";
    BUTTON: "Søk", "Sök", "Search";
    CUSTOMERS: "Kunder", "Kunder", "Customers";
    CONTACTS: "Kontaktpersoner", "Kontaktpersoner", "Contact persons";
    RECENT: "Sist åpnet", "Senast öppnade", "Recently opened";
    FORMER: "het {name}", "hette {name}", "formerly {name}";
    MEANT: "Ingenting passer til det som er skrevet. Her er treff på «{meant}».", "Inget passar till det som är skrivet. Här är träffar på ”{meant}”.", "Nothing matches what is typed. These match “{meant}”.";
    ACTIONS: "Handlinger", "Åtgärder", "Actions";
    NOTHING: "Ingenting passer til «{query}». Prøv en del av navnet, nummeret eller telefonen.", "Inget passar till ”{query}”. Försök med en del av namnet, numret eller telefonen.", "Nothing matches “{query}”. Try part of the name, the number or the phone.";
    HINT: "Navn, kallenavn, nummer, organisasjonsnummer, e-post eller telefon. En del er nok.", "Namn, smeknamn, nummer, organisationsnummer, e-post eller telefon. En del räcker.", "Name, nickname, number, organisation number, e-mail or phone. A part is enough.";
    FAILED: "Søket nådde ikke fram. Prøv igjen.", "Sökningen kom inte fram. Försök igen.", "The search did not get through. Try again.";
    KEYS: "↑ ↓ velger · Enter åpner · Esc lukker", "↑ ↓ väljer · Enter öppnar · Esc stänger", "↑ ↓ choose · Enter opens · Esc closes";
    FOUND: "{count} treff", "{count} träffar", "{count} hits";
    HIDDEN: "skjult", "dold", "hidden";
    HIDDEN_TOO: "Søk også blant skjulte kunder", "Sök även bland dolda kunder", "Search hidden customers too";
    WITH_HIDDEN: "Ta med skjulte kunder", "Ta med dolda kunder", "Include hidden customers";
    GO_MINE: "Gå til mine kunder", "Gå till mina kunder", "Go to my customers";
    GO_DEPARTMENT: "Gå til avdelingens kunder", "Gå till avdelningens kunder", "Go to my department's customers";
    GO_FIRM: "Gå til firmaets kunder", "Gå till företagets kunder", "Go to the firm's customers";
    MERGE: "Slå sammen kunder", "Slå ihop kunder", "Merge customers";
    REGISTER: "Registrer ny kunde", "Registrera ny kund", "Register a new customer";
    GO_CRITERIA: "Søk kunder på kriterier", "Sök kunder på kriterier", "Search customers by criteria";
    GO_REGISTER_SETTINGS: "Gå til kolonner og søkekriterier", "Gå till kolumner och sökkriterier", "Go to columns and search criteria";
    GO_EMPLOYEES: "Gå til de ansatte", "Gå till de anställda", "Go to the employees";
    GO_SETTINGS: "Gå til firmaets innstillinger", "Gå till företagets inställningar", "Go to the firm's settings";
    GO_FIELDS: "Gå til felter og krav", "Gå till fält och krav", "Go to fields and demands";
    GO_LAYOUT: "Gå til kortets oppsett", "Gå till kortets upplägg", "Go to the layout of the card";
    GO_MODULES: "Gå til moduler", "Gå till moduler", "Go to modules";
    GO_COUNTRIES: "Gå til land", "Gå till länder", "Go to countries";
    GO_TABS: "Gå til faner på kundekortet", "Gå till flikar på kundkortet", "Go to tabs of the customer card";
    GO_OWN_FIELDS: "Gå til egne felter", "Gå till egna fält", "Go to own fields";
    GO_LISTS: "Gå til firmaets lister", "Gå till företagets listor", "Go to the firm's lists";
    GO_IMPORT: "Importer kunder", "Importera kunder", "Import customers";
    GO_DOUBLES: "Finn doble kunder", "Hitta dubbla kunder", "Find duplicate customers";
    GO_EXPORT: "Eksporter kunder", "Exportera kunder", "Export customers";
    GO_DIARY: "Gå til dagboken", "Gå till dagboken", "Go to the diary";
    GO_NEW_ENTRY: "Ny aktivitet", "Ny aktivitet", "New activity";
    GO_NOTICES: "Gå til varslene", "Gå till aviseringarna", "Go to the notifications";
    GO_JOBS: "Gå til jobbene", "Gå till jobben", "Go to the jobs";
    GO_MAILBOX: "Gå til postboksen", "Gå till brevlådan", "Go to my mailbox";
    ALL_HITS: "Vis alle treff på en side", "Visa alla träffar på en sida", "Show all hits on one page";
    GO_HELP: "Gå til hjelpen", "Gå till hjälpen", "Go to the help";
    GO_PROFILE: "Gå til profilen", "Gå till profilen", "Go to my profile";
}
