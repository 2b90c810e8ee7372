//! Words of a firm's own fields.

domain::texts! {
    TITLE: "Egne felter", "Egna fält", "Own fields";
    ADVICE: "Felter som bare dette firmaet har. De står på kortet og i registreringen som alle andre, har logg og historikk, og kan gjøres obligatoriske under Felter.", "Fält som bara det här företaget har. De står på kortet och i registreringen som alla andra, har logg och historik och kan göras obligatoriska under Fält.", "Fields that this firm alone has. They stand on the card and in the registration like all others, have a log and a history, and can be made mandatory under Fields.";
    ADVICE_CONTACT: "Felter på kontaktpersonene som bare dette firmaet har. De står i skjemaet og på kortet som alle andre, har logg og historikk, og kan gjøres obligatoriske under Felter.", "Fält på kontaktpersonerna som bara det här företaget har. De står i formuläret och på kortet som alla andra, har logg och historik och kan göras obligatoriska under Fält.", "Fields of contacts that this firm alone has. They stand in the form and on the card like all others, have a log and a history, and can be made mandatory under Fields.";
    EMPTY: "Firmaet har ingen egne felter ennå.", "Företaget har inga egna fält än.", "The firm has no fields of its own yet.";
    EMPTY_CONTACT: "Firmaet har ingen egne felter på kontaktpersoner ennå.", "Företaget har inga egna fält på kontaktpersoner än.", "The firm has no fields of its own on contacts yet.";
    NEW: "Nytt felt", "Nytt fält", "New field";
    NB: "Navn på norsk", "Namn på norska", "Name in Norwegian";
    SV: "Navn på svensk", "Namn på svenska", "Name in Swedish";
    EN: "Navn på engelsk", "Namn på engelska", "Name in English";
    OTHERS: "Navn på andre språk", "Namn på andra språk", "Names in other languages";
    OTHERS_HELP: "Tomt er som på det første språket.", "Tomt är som på det första språket.", "Empty is as in the first language.";
    KIND: "Hva det inneholder", "Vad det innehåller", "What it holds";
    SECTION: "Hvor det står", "Var det står", "Where it stands";
    ADD: "Legg til feltet", "Lägg till fältet", "Add the field";
    VALUES: "Verdiene i listen", "Värdena i listan", "The values of the list";
    EDIT: "Endre navn og plass", "Ändra namn och plats", "Change name and place";
    EDIT_NAME: "Endre navn", "Ändra namn", "Change name";
    UP: "Flytt opp", "Flytta upp", "Move up";
    DOWN: "Flytt ned", "Flytta ner", "Move down";
    RETIRE: "Ta ut av bruk", "Ta ur bruk", "Take out of use";
    RESTORE: "Ta i bruk igjen", "Ta i bruk igen", "Use again";
    RETIRED: "ute av bruk", "ur bruk", "out of use";
    USED: "{n} kunder har en verdi", "{n} kunder har ett värde", "{n} customers have a value";
    USED_ONE: "1 kunde har en verdi", "1 kund har ett värde", "1 customer has a value";
    USED_CONTACT: "{n} kontaktpersoner har en verdi", "{n} kontaktpersoner har ett värde", "{n} contacts have a value";
    USED_ONE_CONTACT: "1 kontaktperson har en verdi", "1 kontaktperson har ett värde", "1 contact has a value";
    USED_NONE: "ingen verdier ennå", "inga värden än", "no values yet";
    MENU: "Mer om {field}", "Mer om {field}", "More about {field}";
    CONVERT: "Gi en annen type", "Byt typ", "Change its kind";
    CONVERT_TITLE: "Annen type av «{field}»", "Annan typ av ”{field}”", "Another kind of “{field}”";
    CONVERT_ADVICE: "Alle verdier følger med, eller ingen. Historikk, plass og navn blir som de er.", "Alla värden följer med, eller inget. Historik, plats och namn förblir som de är.", "All values come along, or none. History, place and name stay as they are.";
    CONVERT_LOOK: "Se hva som skjer", "Se vad som händer", "See what happens";
    CONVERT_NOW: "Gjør om feltet", "Gör om fältet", "Convert the field";
    CONVERTED: "Feltet er gjort om", "Fältet är omgjort", "The field is converted";
    CONVERTS: "{n} verdier blir {kind}.", "{n} värden blir {kind}.", "{n} values become {kind}.";
    STAYS: "{n} verdier kan ikke gjøres om. Rett dem på kortene først:", "{n} värden kan inte göras om. Rätta dem på korten först:", "{n} values can't be converted. Mend them on the cards first:";
    NEW_VALUES: "Listen får: {values}.", "Listan får: {values}.", "The list gets: {values}.";
    TOO_MANY_NAMED: "Det er for mange ulike verdier til en liste.", "Det är för många olika värden för en lista.", "There are too many different values for a list.";
    CONVERT_NAMELESS: "uten navn", "utan namn", "without a name";
    UNCONVERTED: "{n} verdier kan ikke gjøres om, eller det er for mange ulike verdier.", "{n} värden kan inte göras om, eller det finns för många olika värden.", "{n} values can't be converted, or there are too many different values.";
    TOO_MANY: "Et firma kan ha {max} egne felter i bruk.", "Ett företag kan ha {max} egna fält i bruk.", "A firm can have {max} fields of its own in use.";
}
