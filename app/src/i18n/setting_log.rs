//! Words of the log of settings.

domain::texts! {
    TITLE: "Endringer i innstillingene", "Ändringar i inställningarna", "Changes of the settings";
    ADVICE: "Alt som er endret i firmaets innstillinger og lister, av hvem og når. Det som ingen har endret etterpå, kan tas tilbake her.", "Allt som har ändrats i företagets inställningar och listor, av vem och när. Det som ingen har ändrat efteråt kan tas tillbaka här.", "Everything that was changed in the firm's settings and lists, by whom and when. What nobody has changed since can be taken back here.";
    AREA: "Område", "Område", "Area";
    ALL_AREAS: "Alle områder", "Alla områden", "All areas";
    PERSON: "Person", "Person", "Person";
    EVERYBODY: "Alle", "Alla", "Everybody";
    SHOW: "Vis", "Visa", "Show";
    EMPTY: "Ingen endringer passer til dette.", "Inga ändringar stämmer med det här.", "No changes match this.";
    OLDER: "Eldre endringer", "Äldre ändringar", "Older changes";
    NEWEST: "Til de nyeste", "Till de nyaste", "To the newest";

    ADDED: "la til", "lade till", "added";
    CHANGED: "endret", "ändrade", "changed";
    REMOVED: "fjernet", "tog bort", "removed";
    RETIRED: "tok ut av bruk", "tog ur bruk", "took out of use";
    RESTORED: "tok i bruk igjen", "tog i bruk igen", "took into use again";
    MERGED: "slo sammen med en annen", "slog ihop med en annan", "merged into another";
    MOVED: "endret rekkefølgen", "ändrade ordningen", "changed the sequence";
    INVITED: "inviterte", "bjöd in", "invited";
    WITHDREW: "trakk tilbake invitasjonen til", "drog tillbaka inbjudan till", "withdrew the invitation of";
    ACCEPTED: "tok imot invitasjonen", "tackade ja till inbjudan", "accepted the invitation";
    MADE_ACCOUNT: "laget en konto for", "skapade ett konto för", "made an account for";
    CLOSED_ACCOUNT: "stengte kontoen til", "stängde kontot för", "closed the account of";
    OPENED_ACCOUNT: "åpnet kontoen til", "öppnade kontot för", "opened the account of";

    FOR_ALL: "for alle", "för alla", "for everybody";
    LAYOUT_OF: "{who}, {device}", "{who}, {device}", "{who}, {device}";
    AS_USUAL: "som vanlig", "som vanligt", "as usual";
    BY_LAW: "som loven", "som lagen", "as the law";
    PLACE: "Plass", "Plats", "Place";
    SECTIONS: "Seksjoner", "Sektioner", "Sections";
    COLUMNS: "Kolonner", "Kolumner", "Columns";
    WIDTHS: "Bredder", "Bredder", "Widths";
    CRITERIA: "Kriterier", "Kriterier", "Criteria";
    LIST_OF_CUSTOMERS: "kundelisten", "kundlistan", "the list of customers";
    SEARCH_BY_CRITERIA: "søk på kriterier", "sökning på kriterier", "search by criteria";
    CAME: "Kom til", "Kom till", "Came";
    WENT: "Gikk ut", "Gick ut", "Went";
    STANDS_ELSEWHERE: "Flyttet", "Flyttades", "Moved";
    TO_PLACE: "{what} til plass {n}", "{what} till plats {n}", "{what} to place {n}";
    WIDTH: "{what}: {width}", "{what}: {width}", "{what}: {width}";
    MANAGED: "Fast merkelapp", "Fast tagg", "Managed tag";
    CODE: "Kode", "Kod", "Code";
    TAB: "Fane", "Flik", "Tab";
    OF_FIRM: "firmaet", "företaget", "the firm";
    INVERSE_NB: "Fra den andre siden, norsk", "Från andra sidan, norska", "From the other side, Norwegian";
    INVERSE_SV: "Fra den andre siden, svensk", "Från andra sidan, svenska", "From the other side, Swedish";
    INVERSE_EN: "Fra den andre siden, engelsk", "Från andra sidan, engelska", "From the other side, English";
}
