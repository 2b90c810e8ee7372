//! Words of what repeats.

domain::texts! {
    REPEATS: "Gjentas", "Upprepas", "Repeats";
    REPETITION: "Gjentakelse", "Upprepning", "Repetition";
    HOW: "Gjenta", "Upprepa", "Repeat";
    NOT: "Ikke", "Inte", "Not";
    DAILY: "Daglig", "Dagligen", "Daily";
    WEEKLY: "Ukentlig", "Varje vecka", "Weekly";
    MONTH_DAY: "Månedlig, samme dato", "Varje månad, samma datum", "Monthly, on the same date";
    MONTH_NTH: "Månedlig, samme ukedag", "Varje månad, samma veckodag", "Monthly, on the same weekday";
    MONTH_LAST: "Månedlig, siste slik ukedag", "Varje månad, sista sådana veckodagen", "Monthly, on the last such weekday";
    YEARLY: "Årlig", "Varje år", "Yearly";
    INTERVAL: "Hver", "Var", "Every";
    INTERVAL_HINT: "1: hver gang. 2: annenhver dag, uke, måned eller år.", "1: varje gång. 2: varannan dag, vecka, månad eller år.", "1: each time. 2: every second day, week, month or year.";
    WEEKDAYS: "Ukedager", "Veckodagar", "Weekdays";
    UNTIL: "Til og med", "Till och med", "Until";
    TIMES: "Antall ganger", "Antal gånger", "Number of times";
    END_HINT: "Tomt: uten slutt.", "Tomt: utan slut.", "Empty: without an end.";
    // In words.
    DAYS: "hver dag", "varje dag", "every day";
    WEEKS: "hver uke", "varje vecka", "every week";
    MONTHS: "hver måned", "varje månad", "every month";
    YEARS: "hvert år", "varje år", "every year";
    NTH_DAYS: "hver {n}. dag", "var {n}:e dag", "every {n} days";
    NTH_WEEKS: "hver {n}. uke", "var {n}:e vecka", "every {n} weeks";
    NTH_MONTHS: "hver {n}. måned", "var {n}:e månad", "every {n} months";
    NTH_YEARS: "hvert {n}. år", "vart {n}:e år", "every {n} years";
    ON: "{often} på {days}", "{often} på {days}", "{often} on {days}";
    ON_DATE: "{often} den {n}.", "{often} den {n}:e", "{often} on day {n}";
    ON_NTH: "{often}, {nth} {day}", "{often}, {nth} {day}", "{often}, the {nth} {day}";
    NTHS: "første andre tredje fjerde siste", "första andra tredje fjärde sista", "first second third fourth last";
    AND: "og", "och", "and";
    TO: ", til {day}", ", till {day}", ", until {day}";
    SO_OFTEN: ", {n} ganger", ", {n} gånger", ", {n} times";
    // Which of them.
    SCOPE: "Gjelder", "Gäller", "Applies to";
    ONE: "Bare denne", "Bara denna", "This one only";
    SCOPE_HINT: "Hvordan det gjentas, endres bare for denne og de senere, eller for alle.", "Hur det upprepas ändras bara för denna och de senare, eller för alla.", "How it repeats changes only for this and the later ones, or for all of them.";
    LATER: "Denne og de senere", "Denna och de senare", "This and the later ones";
    ALL: "Alle", "Alla", "All of them";
    DELETE_WHICH: "Slett …", "Ta bort …", "Delete …";
    DELETE_HINT: "Det som er utført eller avlyst, blir stående.", "Det som är utfört eller inställt blir kvar.", "What was done or called off stays.";
    PART_OF: "Én av en rekke", "En i en serie", "One of a series";
    TO_SERIES: "Vis rekken", "Visa serien", "Show the series";
    FOR_DAY: "Gjelder dagen", "Gäller dagen", "Stands for the day";
    EXCLUDED: "Dager uten", "Dagar utan", "Days without";
    // What is wrong.
    UP_TO: "Skriv et helt tall fra 1 til {max}.", "Skriv ett heltal från 1 till {max}.", "Write a whole number from 1 to {max}.";
    ONE_END: "Velg enten en siste dag eller et antall ganger.", "Välj antingen en sista dag eller ett antal gånger.", "Choose either a last day or a number of times.";
    NEVER_ON: "Slik blir det ingen dager. Velg en senere siste dag.", "Så blir det inga dagar. Välj en senare sista dag.", "Like this there are no days. Choose a later last day.";
    ONE_AT_A_TIME: "Det som gjentas, er planlagt. Merk én om gangen som utført eller avlyst.", "Det som upprepas är planerat. Markera en i taget som utförd eller inställd.", "What repeats is planned. Mark one at a time as done or cancelled.";
}
