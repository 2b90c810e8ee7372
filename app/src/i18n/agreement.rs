//! Words of what a customer has agreed with the firm, and of the firm's collective agreements.

domain::texts! {
    SHIFT: "Skriv når dagen begynner og slutter, for eksempel 7–15.30, og pausen etter, eller «fri».", "Skriv när dagen börjar och slutar, till exempel 7–15.30, och rasten efter, eller ”ledig”.", "Enter when the day begins and ends, such as 7–15.30, then the break, or “off”.";
    BREAK: "Pausen må være kortere enn arbeidsdagen.", "Rasten måste vara kortare än arbetsdagen.", "The break must be shorter than the working day.";
    HOURS: "Skriv timer per uke fra 0 til 168 med høyst to desimaler, for eksempel 37,5.", "Skriv timmar per vecka från 0 till 168 med högst två decimaler, till exempel 40.", "Enter hours per week from 0 to 168 with at most two decimals, such as 37.5.";
    SHIFT_HINT: "For eksempel 7–15.30, pause 30. Slutter den før den begynner, er det neste dag. «fri» når ingen jobber.", "Till exempel 7–16, rast 60. Slutar den innan den börjar är det nästa dag. ”ledig” när ingen arbetar.", "Such as 7–15.30, break 30. If it ends before it begins, it is the next day. “off” when nobody works.";

    AGREEMENTS: "fra avtalen", "från avtalet", "from the agreement";
    AS_AGREEMENT: "Avtalens: {value}", "Avtalets: {value}", "The agreement's: {value}";
    AGREEMENT_AGAIN: "Bruk avtalens: {value}", "Använd avtalets: {value}", "Use the agreement's: {value}";
    FOLLOWS_AGREEMENT: "følger avtalen", "följer avtalet", "follows the agreement";
    SUM: "Sum av dagene", "Summa av dagarna", "Sum of the days";
    SUM_DIFFERS: "Dagene gir {sum}, uken er satt til {week}.", "Dagarna ger {sum}, veckan är satt till {week}.", "The days give {sum}, the week is set to {week}.";
    PER_WEEK: "{hours} per uke", "{hours} per vecka", "{hours} per week";

    TITLE: "Tariffavtaler", "Kollektivavtal", "Collective agreements";
    ADVICE: "Hver avtale sier hvor lenge man jobber når kunden ikke har avtalt noe annet. Det som står tomt, er som vanlig i landet.", "Varje avtal säger hur länge man arbetar när kunden inte har avtalat något annat. Det som står tomt är som vanligt i landet.", "Each agreement says how long one works where the customer has not agreed on something else. What is empty is as usual in the country.";
    EMPTY: "Firmaet har ingen tariffavtaler ennå.", "Företaget har inga kollektivavtal än.", "The firm has no collective agreements yet.";
    NEW: "Ny tariffavtale", "Nytt kollektivavtal", "New collective agreement";
    ADD: "Legg til avtalen", "Lägg till avtalet", "Add the agreement";
    EDIT: "Endre navn og arbeidstid", "Ändra namn och arbetstid", "Change name and working hours";
    WEEKLY: "Timer per uke", "Timmar per vecka", "Hours per week";
    DAYS: "Arbeidstid", "Arbetstid", "Working hours";
    DAYS_HELP: "Klokkeslett som 7, 0730 eller 7.30, pausen i minutter. Tomt er som vanlig i landet, «fri» i første felt når ingen jobber.", "Klockslag som 7, 0730 eller 7.30, rasten i minuter. Tomt är som vanligt i landet, ”ledig” i första fältet när ingen arbetar.", "Times such as 7, 0730 or 7.30, the break in minutes. Empty is as usual in the country, “off” in the first field when nobody works.";
    DAY: "Dag", "Dag", "Day";
    FROM: "Fra", "Från", "From";
    TO: "Til", "Till", "To";
    PAUSE: "Pause", "Rast", "Break";
    OFF: "fri", "ledig", "off";
    USED: "{n} kunder følger den", "{n} kunder följer det", "{n} customers follow it";
    USED_ONE: "1 kunde følger den", "1 kund följer det", "1 customer follows it";
    USED_NONE: "ingen kunder ennå", "inga kunder än", "no customers yet";
    MENU: "Mer om {agreement}", "Mer om {agreement}", "More about {agreement}";
    NAMES_IN_LISTS: "Rekkefølge og sammenslåing står under listen", "Ordning och sammanslagning finns under listan", "Their order and merging stand with the list";
}
