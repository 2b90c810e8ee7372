//! Words of those who are responsible for a customer.

domain::texts! {
    NONE_TITLED: "Ingen andre ansvarlige ennå.", "Inga andra ansvariga ännu.", "Nobody else is responsible yet.";
    NEW: "Ny ansvarlig", "Ny ansvarig", "New responsible";
    NO_TITLES: "Firmaet har ingen titler på ansvarlige ennå.", "Företaget har inga titlar för ansvariga ännu.", "The firm has no titles of those responsible yet.";
    WHO: "Hvem", "Vem", "Who";
    TITLE: "Tittel", "Titel", "Title";
    ADDED: "Den ansvarlige er lagret", "Den ansvariga är sparad", "The responsible is saved";
    CHANGED: "Tittelen er lagret", "Titeln är sparad", "The title is saved";
    REMOVED: "{name} er ikke lenger ansvarlig her", "{name} är inte längre ansvarig här", "{name} is no longer responsible here";
    REMOVE: "Fjern {name} som {title}", "Ta bort {name} som {title}", "Remove {name} as {title}";
    CHANGE: "Endre tittelen til {name}, {title}", "Ändra titeln för {name}, {title}", "Change the title of {name}, {title}";
    AND_MORE: "{name} og {count} til", "{name} och {count} till", "{name} and {count} more";
    EMAIL: "Skriv e-post til {name}", "Skriv e-post till {name}", "Write an e-mail to {name}";
    LOG: "Ansvarlige", "Ansvariga", "Responsible";
    LOG_ADDED: "gjorde til ansvarlig:", "gjorde till ansvarig:", "made responsible:";
    LOG_REMOVED: "fjernet som ansvarlig:", "tog bort som ansvarig:", "removed as responsible:";
    LOG_CHANGED: "endret tittelen til", "ändrade titeln för", "changed the title of";
}
