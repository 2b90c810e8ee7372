//! Words of the register.

domain::texts! {
    TITLE_MINE: "Mine kunder", "Mina kunder", "My customers";
    TITLE_DEPARTMENT: "Avdelingens kunder", "Avdelningens kunder", "My department's customers";
    TITLE_FIRM: "Firmaets kunder", "Företagets kunder", "The firm's customers";
    COUNT: "{count} kunder", "{count} kunder", "{count} customers";
    SCOPES: "Hvilke kunder", "Vilka kunder", "Which customers";
    NUMBER: "Nr.", "Nr", "No.";
    NAME: "Navn", "Namn", "Name";
    STATUS: "Status", "Status", "Status";
    PLACE: "Sted", "Ort", "Place";
    RESPONSIBLE: "Ansvarlig", "Ansvarig", "Responsible";
    CHANGED: "Endret", "Ändrad", "Changed";
    CAPTION: "Kunder, sortert etter {column}", "Kunder, sorterade efter {column}", "Customers, sorted by {column}";
    PAGER: "Bla", "Bläddra", "Pages";
    PREVIOUS: "Forrige", "Föregående", "Previous";
    NEXT: "Neste", "Nästa", "Next";
    EMPTY_TITLE: "Ingen kunder her ennå", "Inga kunder här ännu", "No customers here yet";
    EMPTY_MINE: "Du er ikke ansvarlig for noen kunder. Se firmaets kunder, eller søk.", "Du är inte ansvarig för några kunder. Se företagets kunder, eller sök.", "You are not responsible for any customers. See the firm's customers, or search.";
    WITH: "Bare de med", "Bara de med", "Only those with";
    WITHOUT: "Vis også de uten {what}", "Visa även de utan {what}", "Show those without {what} too";
    WITH_HIDDEN: "Vis også skjulte", "Visa även dolda", "Show hidden too";
    WITHOUT_HIDDEN: "Ikke vis skjulte", "Visa inte dolda", "Don't show hidden";
    SHOW_FIRM: "Vis firmaets kunder", "Visa företagets kunder", "Show the firm's customers";
}
