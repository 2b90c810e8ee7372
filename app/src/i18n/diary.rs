//! Words of the consultant's diary.

domain::texts! {
    TITLE: "Dagbok", "Dagbok", "Diary";
    DAY: "Dag", "Dag", "Day";
    WEEK: "Uke", "Vecka", "Week";
    MONTH: "Måned", "Månad", "Month";
    LIST: "Liste", "Lista", "List";
    VIEWS: "Visning", "Vy", "View";
    TODAY: "I dag", "I dag", "Today";
    BEFORE: "Forrige", "Föregående", "Previous";
    AFTER: "Neste", "Nästa", "Next";
    WEEK_OF: "Uke {n}, {year}", "Vecka {n}, {year}", "Week {n}, {year}";
    FROM_TO: "{from} til {to}", "{from} till {to}", "{from} to {to}";
    WEEKDAYS: "mandag tirsdag onsdag torsdag fredag lørdag søndag", "måndag tisdag onsdag torsdag fredag lördag söndag", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
    SHORT_WEEKDAYS: "man. tirs. ons. tors. fre. lør. søn.", "mån tis ons tors fre lör sön", "Mon Tue Wed Thu Fri Sat Sun";
    ALL_DAY: "Hele dagen", "Hela dagen", "All day";
    FILTER: "Utvalg", "Urval", "Selection";
    WHO: "Hvem", "Vem", "Who";
    ME: "Min dagbok", "Min dagbok", "My diary";
    ALL: "Hele firmaet", "Hela företaget", "The whole firm";
    ALL_KINDS: "Alle slag", "Alla slag", "All kinds";
    ALL_STATES: "Alle tilstander", "Alla lägen", "All states";
    SHOW: "Vis", "Visa", "Show";
    OF_CUSTOMER: "Bare {name}", "Bara {name}", "Only {name}";
    ALL_CUSTOMERS: "Alle kunder", "Alla kunder", "All customers";
    NEW: "Ny aktivitet", "Ny aktivitet", "New activity";
    NEW_ON: "Ny aktivitet {day}", "Ny aktivitet {day}", "New activity on {day}";
    EMPTY: "Ingenting står i dagboken for disse dagene.", "Inget står i dagboken för dessa dagar.", "Nothing stands in the diary for these days.";
    OPEN: "Oppgaver som venter", "Uppgifter som väntar", "Tasks that wait";
    MORE: "{n} til", "{n} till", "{n} more";
    MOVE_THAT: "Flytt {name}", "Flytta {name}", "Move {name}";
    LIFTED: "{name} er løftet. Piltaster flytter, mellomrom slipper, Esc angrer.", "{name} är lyft. Piltangenter flyttar, blanksteg släpper, Esc ångrar.", "{name} is lifted. Arrow keys move, space drops, Esc cancels.";
    PUT_BACK: "{name} er tilbake der den var.", "{name} är tillbaka där den var.", "{name} is back where it was.";
    MOVED: "Flyttet til {when}", "Flyttad till {when}", "Moved to {when}";
    UNTOLD: "Innkalte vet ikke hvordan det er nå", "De kallade vet inte hur det är nu", "Those invited don't know how it is now";
    CONFLICT: "Noen andre har endret aktiviteten siden du åpnet dagboken. Den er ikke flyttet.", "Någon annan har ändrat aktiviteten sedan du öppnade dagboken. Den är inte flyttad.", "Somebody else has changed the activity since you opened the diary. It was not moved.";
}
