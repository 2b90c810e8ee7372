//! Words that many pages share.

domain::texts! {
    SKIP: "Hopp til innholdet", "Hoppa till innehållet", "Skip to content";
    MENU: "Meny", "Meny", "Menu";
    MAIN_MENU: "Hovedmeny", "Huvudmeny", "Main menu";
    HOME: "Kundekort, til forsiden", "Kundekort, till startsidan", "Kundekort, to the start page";
    CUSTOMERS: "Kunder", "Kunder", "Customers";
    MINE: "Mine", "Mina", "Mine";
    DEPARTMENTS: "Avdelingens", "Avdelningens", "Department";
    FIRMS: "Firmaets", "Företagets", "Firm";
    PROFILE: "Profil", "Profil", "Profile";
    PROFILE_AND_SETTINGS: "Profil og innstillinger", "Profil och inställningar", "Profile and settings";
    YOUR_MENU: "{name}, din meny", "{name}, din meny", "{name}, your menu";
    SIGN_OUT: "Logg ut", "Logga ut", "Sign out";
    SHORTCUTS: "Hurtigtaster", "Kortkommandon", "Keyboard shortcuts";
    SEARCH_PLACEHOLDER: "Søk kunde, kontakt, handling …", "Sök kund, kontakt, åtgärd …", "Search customer, contact, action …";
    SEARCH_SHORT: "Søk", "Sök", "Search";
    SAVE: "Lagre", "Spara", "Save";
    CANCEL: "Avbryt", "Avbryt", "Cancel";
    CLOSE: "Lukk", "Stäng", "Close";
    EDIT: "Endre", "Ändra", "Edit";
    EDIT_THAT: "Endre {what}", "Ändra {what}", "Edit {what}";
    ADD: "Legg til", "Lägg till", "Add";
    DELETE: "Slett", "Ta bort", "Delete";
    LISTS: "Lister", "Listor", "Lists";
    NONE: "ingen", "inga", "none";
    NOT_CHOSEN: "Ikke valgt", "Inte valt", "Not chosen";
    CALL: "Ring", "Ring", "Call";
    SMS: "SMS", "SMS", "SMS";
    EMAIL: "E-post", "E-post", "E-mail";
    ROUTE: "Rute", "Rutt", "Route";
    TODAY: "i dag", "i dag", "today";
    YESTERDAY: "i går", "i går", "yesterday";
    MONTHS: "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.", "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    LONG_MONTHS: "januar februar mars april mai juni juli august september oktober november desember", "januari februari mars april maj juni juli augusti september oktober november december", "January February March April May June July August September October November December";
    AT_TIME: "{day} kl. {time}", "{day} kl. {time}", "{day} at {time}";
    TO_CUSTOMERS: "Til kundene", "Till kunderna", "To the customers";
    GO_BACK: "Gå tilbake", "Gå tillbaka", "Go back";
    TRY_AGAIN: "Prøv igjen", "Försök igen", "Try again";
    MUST: "må", "måste", "must";
    SHOULD: "bør", "bör", "should";
    NEW_CUSTOMER: "Ny kunde", "Ny kund", "New customer";
    LANGUAGE: "Språk", "Språk", "Language";
}
