//! Words of the rules of fields: which are used, and how much they matter.

domain::texts! {
    TITLE: "Felter", "Fält", "Fields";
    MENU: "Felter på kort og i registrering", "Fält på kort och vid registrering", "Fields of cards and registration";
    ADVICE: "Hvilke felter firmaet bruker, og hva som må, bør og kan fylles ut, for firmaer og private hver for seg.", "Vilka fält företaget använder och vad som måste, bör och kan fyllas i, för företag och privatpersoner var för sig.", "Which fields the firm uses, and what must, should and may be filled in, for companies and private persons apart.";
    KEPT: "Et felt som ikke er i bruk, står verken på kortet eller i registreringen. Det som er skrevet i det, beholdes.", "Ett fält som inte används står varken på kortet eller i registreringen. Det som är skrivet i det finns kvar.", "A field that is not used stands neither on the card nor in the registration. What is written in it is kept.";
    OLD: "Nye krav låser ingen: kunder som mangler noe, viser det på kortet, og kan endres som før.", "Nya krav låser ingen: kunder som saknar något visar det på kortet och kan ändras som förut.", "New demands lock nobody out: customers that lack something show it on their card, and can be changed as before.";
    CUSTOMER: "Kunde", "Kund", "Customer";
    CONTACT: "Kontaktperson", "Kontaktperson", "Contact person";
    WHOSE: "Felter for", "Fält för", "Fields of";
    TYPES: "Gjelder for", "Gäller för", "Applies to";
    ALL_TYPES: "Alle typer", "Alla typer", "All types";
    FIELD: "Felt", "Fält", "Field";
    WITHOUT: "Uten verdi", "Utan värde", "Without a value";
    LACKING: "{n} av {all}", "{n} av {all}", "{n} of {all}";
    LACKING_LIST: "{n} av {all} kunder uten {field}: vis dem", "{n} av {all} kunder utan {field}: visa dem", "{n} of {all} customers without {field}: show them";
    VARIES: "Varierer", "Varierar", "Varies";
    NEED_OF: "{field}, {kind}", "{field}, {kind}", "{field}, {kind}";
    ALWAYS: "Alltid med: {fields}.", "Alltid med: {fields}.", "Always there: {fields}.";
    SAVE: "Lagre feltene", "Spara fälten", "Save the fields";
    FOOT: "Gjelder alle i firmaet med en gang.", "Gäller alla i företaget genast.", "Applies to everybody in the firm at once.";
    NOT_SAVED: "Ikke lagret. Se feltene som er merket.", "Inte sparat. Se fälten som är markerade.", "Not saved. See the marked fields.";
    LACKS: "Mangler: ", "Saknas: ", "Missing: ";
    LACKS_MARK: "Mangler", "Saknas", "Missing";
    REFRESH: "Oppdater feltene", "Uppdatera fälten", "Update the fields";
}
