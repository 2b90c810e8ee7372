//! Words of the firm's settings, and of values that follow them.

domain::texts! {
    TITLE: "Firmaets innstillinger", "Företagets inställningar", "The firm's settings";
    MENU: "Innstillinger", "Inställningar", "Settings";
    FIND: "Søk i innstillingene", "Sök i inställningarna", "Search the settings";
    FOUND: "Treff på «{query}»", "Träffar på ”{query}”", "Matches for “{query}”";
    FOUND_NOTHING: "Ingen innstilling passer til «{query}».", "Ingen inställning passar till ”{query}”.", "No setting matches “{query}”.";
    CHANGED: "Sist endret {when} av {who}.", "Senast ändrat {when} av {who}.", "Last changed {when} by {who}.";
    ASK: "Bare administratorer kan endre dette. Spør {who}.", "Bara administratörer kan ändra detta. Fråga {who}.", "Only administrators can change this. Ask {who}.";
    ASK_NOBODY: "Bare administratorer kan endre dette, og firmaet har ingen.", "Bara administratörer kan ändra detta, och företaget har ingen.", "Only administrators can change this, and the firm has none.";
    OR: "{first} eller {last}", "{first} eller {last}", "{first} or {last}";
    CARD: "Kundekortet", "Kundkortet", "The customer card";
    CARD_ADVICE: "Gjelder for alle kunder og alle i firmaet.", "Gäller för alla kunder och alla i företaget.", "Applies to all customers and everybody in the firm.";
    NICKNAME_ON: "Bruk kallenavn", "Använd smeknamn", "Use nicknames";
    NICKNAME_HELP: "Et navn til, for eksempel det kunden het før. Står i kortets topp, i registeret og i søket.", "Ett namn till, till exempel det som kunden hette förut. Står i kortets topp, i registret och i sökningen.", "One more name, such as what the customer was called before. Stands at the top of the card, in the register and in the search.";
    NICKNAME_TOUCHES: "{n} av {all} kunder har et kallenavn. Navnene beholdes når dette er av.", "{n} av {all} kunder har ett smeknamn. Namnen finns kvar när detta är av.", "{n} of {all} customers have a nickname. The names are kept while this is off.";
    LOGO_ON: "Vis kundens logo på kortet", "Visa kundens logotyp på kortet", "Show the customer's logo on the card";
    LOGO_HELP: "Logoen står i kortets topp i stedet for forbokstavene.", "Logotypen står i kortets topp i stället för initialerna.", "The logo stands at the top of the card in place of the initials.";
    LOGO_TOUCHES: "Gjelder {all} kort.", "Gäller {all} kort.", "Applies to {all} cards.";
    INVOICE_ADDRESS_ON: "Bruk egen fakturaadresse", "Använd egen fakturaadress", "Use a separate invoice address";
    INVOICE_ADDRESS_HELP: "En adresse til på kortet, for fakturaer som skal et annet sted enn post ellers.", "En adress till på kortet, för fakturor som ska någon annanstans än annan post.", "One more address on the card, for invoices that go elsewhere than other mail.";
    INVOICE_ADDRESS_TOUCHES: "{n} av {all} kunder har en. Adressene beholdes når dette er av.", "{n} av {all} kunder har en. Adresserna finns kvar när detta är av.", "{n} of {all} customers have one. The addresses are kept while this is off.";
    PARTS: "Moduler og land", "Moduler och länder", "Modules and countries";
    PARTS_ADVICE: "Hva firmaet bruker, for hvilke kunder, og hvor de kan være.", "Vad företaget använder, för vilka kunder, och var de kan finnas.", "What the firm uses, for which customers, and where they may be.";
    NUMBER_HELP: "Neste kunde får nummer {n}. Numre går aldri tilbake, og et nummer gis aldri to ganger.", "Nästa kund får nummer {n}. Nummer går aldrig tillbaka, och ett nummer ges aldrig två gånger.", "The next customer gets number {n}. Numbers never go back, and no number is given twice.";
    START_HELP: "Kartet på kortet viser veien herfra til kunden.", "Kartan på kortet visar vägen härifrån till kunden.", "The map on the card shows the way from here to the customer.";
    TERMS: "Faktura og lønn", "Faktura och lön", "Invoice and pay";
    TERMS_ADVICE: "Firmaets betingelser og satser. En kunde kan ha sine egne; de står på kortet. Beløp er i firmaets valuta.", "Företagets villkor och priser. En kund kan ha egna; de står på kortet. Belopp är i företagets valuta.", "The firm's terms and rates. A customer can have its own; they stand on the card. Amounts are in the firm's currency.";
    TOUCHES: "Følges av {customers}, {own} har sitt eget.", "Följs av {customers}, {own} har ett eget.", "Followed by {customers}; {own} with their own.";
    TOUCHES_ALL: "Følges av {customers}.", "Följs av {customers}.", "Followed by {customers}.";
    ONE_CUSTOMER: "1 kunde", "1 kund", "1 customer";
    CUSTOMERS: "{n} kunder", "{n} kunder", "{n} customers";
    PEOPLE: "Avdelinger og brukere", "Avdelningar och användare", "Departments and users";
    PEOPLE_ADVICE: "Hvem som hører til hvor, og hvem som kan logge inn.", "Vilka som hör till var, och vilka som kan logga in.", "Who belongs where, and who can sign in.";
    LISTS_ADVICE: "Det man velger mellom på kortet: bransjer, statuser, grupper og mer.", "Det man väljer mellan på kortet: branscher, statusar, grupper och mer.", "What one chooses from on the card: industries, statuses, groups and more.";
    CHANGED_SINCE: "Dette er endret igjen etterpå, og står som det er.", "Detta har ändrats igen efteråt och står som det är.", "This has been changed again since, and stays as it is.";

    FIRMS: "firmaets", "företagets", "the firm's";
    OWN: "egen", "egen", "its own";
    FIRM_AGAIN: "Bruk firmaets: {value}", "Använd företagets: {value}", "Use the firm's: {value}";
    TERM: "fra betalingsbetingelsen", "från betalningsvillkoret", "from the payment term";
    TERM_AGAIN: "Bruk betalingsbetingelsens: {value}", "Använd betalningsvillkorets: {value}", "Use the payment term's: {value}";
    AS_TERM: "Betalingsbetingelsens: {value}", "Betalningsvillkorets: {value}", "The payment term's: {value}";
    FOLLOWS_TERM: "følger betalingsbetingelsen", "följer betalningsvillkoret", "follows the payment term";
    AS_FIRM: "Firmaets: {value}", "Företagets: {value}", "The firm's: {value}";
    FOLLOWS_FIRM: "følger firmaet", "följer företaget", "follows the firm";
    STANDARD: "standard", "standard", "standard";
    CHOSEN: "valgt av firmaet", "valt av företaget", "the firm's choice";
    STANDARD_AGAIN: "Bruk standarden: {value}", "Använd standarden: {value}", "Use the standard: {value}";
    AS_STANDARD: "Standard: {value}", "Standard: {value}", "Standard: {value}";
    UNCHANGED: "Firmaet har ikke valgt noe her ennå.", "Företaget har inte valt något här ännu.", "The firm has not chosen anything here yet.";
    EMPTY_OF_CUSTOMER: "Tomt følger avdelingens eller firmaets.", "Tomt följer avdelningens eller företagets.", "Empty follows the department's or the firm's.";
    EMPTY_OF_DEPARTMENT: "Tomt følger firmaets.", "Tomt följer företagets.", "Empty follows the firm's.";
    EMPTY_OF_FIRM: "Tomt følger standarden.", "Tomt följer standarden.", "Empty follows the standard.";
    FOLLOWS_STANDARD: "standarden", "standarden", "the standard";

    DIGEST_FACTOR: "faktor {factor}", "faktor {factor}", "factor {factor}";
    DIGEST_OWN: "{n} egne", "{n} egna", "{n} of its own";
    DIGEST_ONE: "1 egen", "1 egen", "1 of its own";
}
