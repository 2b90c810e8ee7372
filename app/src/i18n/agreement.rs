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

domain::texts! {
    ENDS: "Slutter før den begynner.", "Slutar innan den börjar.", "Ends before it begins.";
    OVERLAP: "Overlapper med raden {period}. Avslutt den først, eller velg andre datoer.", "Överlappar med raden {period}. Avsluta den först, eller välj andra datum.", "Overlaps with the row {period}. End that one first, or choose other dates.";
    AGREED_ON_BOTH: "En kunde har avtalt begge for de samme dagene. Rett opp der først.", "En kund har avtalat båda för samma dagar. Rätta där först.", "A customer has agreed on both for the same days. Put that right first.";
    OPEN: "uten slutt", "utan slut", "without an end";
    SAVED: "Avtalen er lagret", "Avtalet är sparat", "The agreement is saved";
    ENDED: "Raden er avsluttet", "Raden är avslutad", "The row is ended";
    REMOVED: "Raden er fjernet", "Raden är borttagen", "The row is removed";
    REMOVE: "Fjern", "Ta bort", "Remove";
    END_TODAY: "Avslutt i dag", "Avsluta i dag", "End today";
    ROW_MENU: "Mer om {row}", "Mer om {row}", "More about {row}";
    OVER: "utløpt", "upphört", "over";
    COMES: "kommer", "kommer", "to come";
    OVER_ROWS: "Tidligere ({n})", "Tidigare ({n})", "Earlier ({n})";

    NEW_FACTOR: "Ny faktor", "Ny faktor", "New factor";
    FACTORS_EMPTY: "Kunden har ingen egne faktorer. Legg til en for alle roller eller for én rolle.", "Kunden har inga egna faktorer. Lägg till en för alla roller eller för en roll.", "The customer has no factors of its own. Add one for all roles, or for one role.";
    ALL_ROLES: "Alle roller", "Alla roller", "All roles";
    OTHER_ROLES: "Andre roller", "Andra roller", "Other roles";
    FACTOR_OF_ALL: "kundens, for alle roller", "kundens, för alla roller", "the customer's, for all roles";
    TERM_OWN: "kundens påslagsfaktor", "kundens påslagsfaktor", "the customer's mark-up factor";
    DIGEST_ALL_ROLES: "{factor} for alle roller", "{factor} för alla roller", "{factor} for all roles";
    DIGEST_ONE_ROLE: "1 rolle har sin egen", "1 roll har en egen", "1 role has its own";
    DIGEST_ROLES: "{n} roller har sin egen", "{n} roller har en egen", "{n} roles have their own";

    LOG_FACTORS: "Faktorer", "Faktorer", "Factors";
    LOG_ADDED_FACTOR: "la til faktoren for", "lade till faktorn för", "added the factor for";
    LOG_CHANGED_FACTOR: "endret faktoren for", "ändrade faktorn för", "changed the factor for";
    LOG_DELETED_FACTOR: "fjernet faktoren for", "tog bort faktorn för", "removed the factor for";
    ALL_ROLES_LOWER: "alle roller", "alla roller", "all roles";
}

domain::texts! {
    ROLE: "Rolle", "Roll", "Role";
    ONE_ROLE: "1 rolle", "1 roll", "1 role";
    ROLES: "{n} roller", "{n} roller", "{n} roles";
    ONE_RATE: "1 sats", "1 sats", "1 rate";
    RATES: "{n} satser", "{n} satser", "{n} rates";
    NEW_RATE: "Ny sats", "Ny sats", "New rate";
    RATES_EMPTY: "Ingen satser er avtalt ennå. Legg inn lønn og pris per time for hver rolle og hvert slag.", "Inga satser är avtalade än. Lägg in lön och pris per timme för varje roll och slag.", "No rates are agreed on yet. Enter pay and charge per hour for each role and kind.";
    ON_DAY: "Satser per", "Satser per", "Rates on";
    ON_TODAY: "I dag", "I dag", "Today";
    SHOW: "Vis", "Visa", "Show";
    NO_RATES_THEN: "Ingen satser gjelder den dagen.", "Inga satser gäller den dagen.", "No rates hold on that day.";
    MATRIX: "Lønnsmatrise", "Lönematris", "Pay matrix";
    MATRIX_CAPTION: "Lønn → pris per time i {currency}, og margin av prisen", "Lön → pris per timme i {currency}, och marginal av priset", "Pay → charge per hour in {currency}, and the margin of the charge";
    ALL_RATES: "Alle satser med perioder ({n})", "Alla satser med perioder ({n})", "All rates with their periods ({n})";

    NEW_LINE: "Ny linje", "Ny rad", "New line";
    LINES_EMPTY: "Ingen faste linjer. Det som legges inn her, står på hver faktura til kunden.", "Inga fasta rader. Det som läggs in här står på varje faktura till kunden.", "No fixed lines. What is entered here stands on each invoice to the customer.";
    ONE_LINE: "1 linje", "1 rad", "1 line";
    LINES: "{n} linjer", "{n} rader", "{n} lines";
    VAT_UNKNOWN: "Ingen mva.-sats for «{codes}». Velg en annen.", "Ingen momssats för ”{codes}”. Välj en annan.", "No VAT rate for “{codes}”. Choose another.";
    VAT_OF: "{rate} mva.", "{rate} moms", "{rate} VAT";
    SUM_WITHOUT: "Sum uten mva.", "Summa utan moms", "Sum without VAT";
    SUM_WITH: "Sum med mva.", "Summa med moms", "Sum with VAT";
    QUANTITY: "Skriv et antall med høyst tre desimaler, for eksempel 1 eller 2,5. Med minus trekkes det fra.", "Skriv ett antal med högst tre decimaler, till exempel 1 eller 2,5. Med minus dras det av.", "Enter a quantity with at most three decimals, such as 1 or 2.5. With a minus it is taken off.";
    TOO_MANY_LINES: "En kunde kan ha {max} faste linjer.", "En kund kan ha {max} fasta rader.", "A customer can have {max} fixed lines.";

    LOG_RATES: "Satser", "Satser", "Rates";
    LOG_ADDED_RATE: "la til satsen for", "lade till satsen för", "added the rate for";
    LOG_CHANGED_RATE: "endret satsen for", "ändrade satsen för", "changed the rate for";
    LOG_DELETED_RATE: "fjernet satsen for", "tog bort satsen för", "removed the rate for";
    LOG_LINES: "Fakturalinjer", "Fakturarader", "Invoice lines";
    LOG_ADDED_LINE: "la til fakturalinjen", "lade till fakturaraden", "added the invoice line";
    LOG_CHANGED_LINE: "endret fakturalinjen", "ändrade fakturaraden", "changed the invoice line";
    LOG_DELETED_LINE: "fjernet fakturalinjen", "tog bort fakturaraden", "removed the invoice line";
}
