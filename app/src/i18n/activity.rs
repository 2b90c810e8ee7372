//! Words of activities: tasks, events, diary entries.

domain::texts! {
    // The sections.
    NO_TASKS: "Ingen oppgaver på kunden.", "Inga uppgifter på kunden.", "No tasks on the customer.";
    NO_EVENTS: "Ingen møter eller intervjuer med kunden ennå.", "Inga möten eller intervjuer med kunden än.", "No meetings or interviews with the customer yet.";
    NO_DIARY: "Ingenting er skrevet i dagboken om kunden ennå.", "Inget är skrivet i dagboken om kunden än.", "Nothing has been written in the diary about the customer yet.";
    NEW_TASK: "Ny oppgave", "Ny uppgift", "New task";
    NEW_EVENT: "Ny hendelse", "Ny händelse", "New event";
    NEW_ENTRY: "Ny aktivitet", "Ny aktivitet", "New activity";
    TO_DO: "{n} å gjøre", "{n} att göra", "{n} to do";
    OVERDUE_COUNT: "{n} over fristen", "{n} försenade", "{n} overdue";
    OVERDUE: "Over fristen", "Försenad", "Overdue";
    NEXT: "neste {day}", "nästa {day}", "next {day}";
    PLANNED_COUNT: "{n} planlagt", "{n} planerade", "{n} planned";
    DONE_COUNT: "{n} utført", "{n} utförda", "{n} done";
    CANCELLED_COUNT: "{n} avlyst", "{n} inställda", "{n} cancelled";
    LAST: "sist {day}", "senast {day}", "last {day}";
    OVER: "Tidligere ({n})", "Tidigare ({n})", "Earlier ({n})";
    DUE: "frist {day}", "senast {day}", "due {day}";
    NO_DAY: "uten frist", "utan slutdatum", "no due day";
    // The form.
    TYPE: "Type", "Typ", "Type";
    NO_TYPES: "Firmaet har ingen type av dette slaget ennå.", "Företaget har ingen typ av detta slag än.", "The firm has no type of this kind yet.";
    TO_TYPES: "Til aktivitetstypene", "Till aktivitetstyperna", "To the types of activity";
    NAME: "Navn", "Namn", "Name";
    NAME_HINT: "Tomt: typens navn.", "Tomt: typens namn.", "Empty: the name of the type.";
    CUSTOMER: "Kunde", "Kund", "Customer";
    DAY: "Dag", "Dag", "Day";
    DUE_DAY: "Frist", "Senast", "Due";
    TIME: "Klokkeslett", "Klockslag", "Time";
    UNTIL_DAY: "Siste dag", "Sista dag", "Last day";
    UNTIL: "Slutt", "Slut", "End";
    PLACE: "Sted", "Plats", "Place";
    STATE: "Tilstand", "Läge", "State";
    RESPONSIBLE: "Ansvarlig", "Ansvarig", "Responsible";
    PEOPLE: "Hvem som er med", "Vilka som är med", "Who takes part";
    COLLEAGUES: "Kolleger", "Kollegor", "Colleagues";
    CONTACTS: "Kontaktpersoner", "Kontaktpersoner", "Contact persons";
    NOTE: "Notat", "Anteckning", "Note";
    SAVED: "Aktiviteten er lagret", "Aktiviteten är sparad", "The activity is saved";
    ADDED: "Aktiviteten er lagt til", "Aktiviteten är tillagd", "The activity has been added";
    CHANGED_MEANWHILE: "Noen andre har endret aktiviteten siden du åpnet den. Det du ser her, er ditt; lagre igjen for å la det gjelde.", "Någon annan har ändrat aktiviteten sedan du öppnade den. Det du ser här är ditt; spara igen för att låta det gälla.", "Somebody else has changed the activity since you opened it. What you see here is yours; save again to let it count.";
    // What is done with one.
    MARK_DONE: "Utført", "Utförd", "Done";
    MARK_DONE_THAT: "Merk som utført: {name}", "Markera som utförd: {name}", "Mark as done: {name}";
    REOPEN: "Planlegg igjen", "Planera igen", "Plan again";
    CANCEL: "Avlys", "Ställ in", "Call off";
    WAS_DONE: "Merket som utført", "Markerad som utförd", "Marked as done";
    WAS_REOPENED: "Planlagt igjen", "Planerad igen", "Planned again";
    WAS_CANCELLED: "Avlyst", "Inställd", "Called off";
    DELETE: "Slett", "Ta bort", "Delete";
    WAS_DELETED: "Aktiviteten er slettet", "Aktiviteten är borttagen", "The activity is deleted";
    MENU: "Mer om {name}", "Mer om {name}", "More about {name}";
    IN_DIARY: "Vis i dagboken", "Visa i dagboken", "Show in the diary";
    DETAILS: "Detaljer", "Detaljer", "Details";
    WHEN: "Når", "När", "When";
    // A visit in two taps.
    LOG_VISIT: "Loggfør besøk", "Logga besök", "Log a visit";
    VISIT: "Besøk", "Besök", "Visit";
    WHAT_WAS_IT: "Hva var det?", "Vad var det?", "What was it?";
    VISIT_NOTE: "Notat (valgfritt)", "Anteckning (valfritt)", "Note (optional)";
    VISIT_LOGGED: "Besøket er loggført", "Besöket är loggat", "The visit is logged";
    // Reminders.
    REMIND_ME: "Påminn meg", "Påminn mig", "Remind me";
    NO_REMINDER: "Ikke", "Inte", "Not";
    REMIND: "Velg", "Välj", "Choose";
    REMINDER_SET: "Påminnelsen er lagret", "Påminnelsen är sparad", "The reminder is saved";
    THAT_MORNING: "Samme dag kl. 08", "Samma dag kl. 08", "That day at 8";
    MORNING_BEFORE: "Dagen før kl. 08", "Dagen före kl. 08", "The day before at 8";
    // The log.
    LOG: "Aktiviteter", "Aktiviteter", "Activities";
    LOG_ADDED: "la til aktiviteten", "lade till aktiviteten", "added the activity";
    LOG_CHANGED: "endret aktiviteten", "ändrade aktiviteten", "changed the activity";
    LOG_DELETED: "slettet aktiviteten", "tog bort aktiviteten", "deleted the activity";
    // What is wrong.
    TIME_OF_DAY: "Skriv et klokkeslett, for eksempel 9:30.", "Skriv ett klockslag, till exempel 9:30.", "Write a time of day, such as 9:30.";
    DAY_FIRST: "Fyll inn dagen også, eller fjern klokkeslettet.", "Fyll i dagen också, eller ta bort klockslaget.", "Fill in the day too, or remove the time.";
    // Types.
    KIND: "Slag", "Slag", "Kind";
    // The row of quick buttons.
    QUICK: "Kort om kunden", "Kort om kunden", "The customer at a glance";
    CALENDAR: "Kalender", "Kalender", "Calendar";
}
