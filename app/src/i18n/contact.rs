//! Words about contact persons.

domain::texts! {
    DIGEST: "{active} aktive · {ended} avsluttet", "{active} aktiva · {ended} avslutade", "{active} active · {ended} ended";
    DIGEST_ONE: "1 aktiv · {ended} avsluttet", "1 aktiv · {ended} avslutade", "1 active · {ended} ended";
    DIGEST_AND_ONE: "{active} aktive · 1 avsluttet", "{active} aktiva · 1 avslutad", "{active} active · 1 ended";
    DIGEST_ONE_AND_ONE: "1 aktiv · 1 avsluttet", "1 aktiv · 1 avslutad", "1 active · 1 ended";
    DIGEST_ONE_ACTIVE: "1 aktiv", "1 aktiv", "1 active";
    DIGEST_ACTIVE: "{active} aktive", "{active} aktiva", "{active} active";
    SHOW_ALL: "Vis alle {all} kontaktpersoner", "Visa alla {all} kontaktpersoner", "Show all {all} contact persons";
    SOME: "{shown} av {all}: referansepersonen og de som sist ble endret, så de med funksjon.", "{shown} av {all}: referenspersonen och de som senast ändrades, sedan de med funktion.", "{shown} of {all}: the reference person and those changed last, then those with a function.";
    SOME_CHANGED: "{shown} av {all}: de som sist ble endret.", "{shown} av {all}: de som senast ändrades.", "{shown} of {all}: those changed last.";
    SHOW_INACTIVE: "Vis også inaktive", "Visa även inaktiva", "Also show inactive";
    NEW: "Ny kontakt", "Ny kontakt", "New contact";
    ENDED: "Avsluttet", "Avslutad", "Ended";
    END: "Avslutt", "Avsluta", "End";
    REOPEN: "Gjør aktiv igjen", "Gör aktiv igen", "Make active again";
    OPEN: "Åpne kontakten", "Öppna kontakten", "Open contact";
    MENU: "Valg for {name}", "Val för {name}", "Options for {name}";
    PORTAL_RIGHTS: "{n}/{all} rettigheter i portalen: {name}", "{n}/{all} rättigheter i portalen: {name}", "{n}/{all} rights in the portal: {name}";
    CALL_THAT: "Ring {name}", "Ring {name}", "Call {name}";
    SMS_THAT: "SMS til {name}", "SMS till {name}", "SMS to {name}";
    EMAIL_THAT: "E-post til {name}", "E-post till {name}", "E-mail {name}";
    DELETE: "Slett som kontakt", "Ta bort som kontakt", "Delete as contact";
    DELETE_TITLE: "Slette {name} som kontakt?", "Ta bort {name} som kontakt?", "Delete {name} as a contact?";
    DELETE_ADVICE: "Loggen beholder hvem det var. Skal kontakten bare ikke brukes lenger, er det bedre å avslutte den.", "Loggen behåller vem det var. Ska kontakten bara inte användas längre är det bättre att avsluta den.", "The log keeps who it was. If the contact is only no longer in use, it is better to end it.";
    EMPTY: "Ingen kontaktpersoner ennå.", "Inga kontaktpersoner ännu.", "No contact persons yet.";
    DETAILS: "Opplysninger", "Uppgifter", "Details";
    AT: "hos {customer}", "hos {customer}", "at {customer}";
    REFERENCE: "Referanseperson på fakturaer til {customer}", "Referensperson på fakturor till {customer}", "Reference person on invoices to {customer}";
    END_ADVICE: "Kontakten er referanseperson på kundens fakturaer. Avsluttes eller slettes den, tømmes feltet.", "Kontakten är referensperson på kundens fakturor. Avslutas eller tas den bort töms fältet.", "The contact is the reference person on the customer's invoices. If it is ended or deleted, that field is emptied.";
    ALL: "Alle kontaktpersoner", "Alla kontaktpersoner", "All contact persons";
}
