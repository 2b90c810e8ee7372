//! Words for work on many customers.

domain::texts! {
    SELECT: "Velg {name}", "Välj {name}", "Select {name}";
    SELECT_PAGE: "Velg alle på siden", "Välj alla på sidan", "Select all on the page";
    CHOSEN: "{count} valgt", "{count} valda", "{count} selected";
    CHOSEN_PLAIN: "Valgte kunder", "Valda kunder", "Selected customers";
    MERGE: "Slå sammen", "Slå ihop", "Merge";
    ALL_MATCHING: "Alle som passer", "Alla som passar", "All that match";
    ALL_MATCHING_COUNT: "Alle {count} som passer", "Alla {count} som passar", "All {count} that match";
    ACTIONS: "Gjør med de valgte", "Gör med de valda", "Do with the selected";
    CHANGE_FIELD: "Endre felt", "Ändra fält", "Change a field";
    STATUS: "Status", "Status", "Status";
    RESPONSIBLE: "Ansvarlig", "Ansvarig", "Responsible";
    GROUPS: "Grupper", "Grupper", "Groups";
    TAGS: "Merkelapper", "Taggar", "Tags";
    DROP: "Velg ingen", "Välj inga", "Select none";
    NONE_CHOSEN: "Velg minst én kunde først.", "Välj minst en kund först.", "Select at least one customer first.";
    TOO_MANY: "Så mange velger du enklere med «Alle som passer».", "Så många väljer du enklare med ”Alla som passar”.", "That many are more easily chosen by “All that match”.";
    TITLE: "Endre mange kunder", "Ändra många kunder", "Change many customers";
    FOR_COUNT: "{count} kunder er valgt.", "{count} kunder är valda.", "{count} customers are selected.";
    FOR_ONE: "Én kunde er valgt.", "En kund är vald.", "One customer is selected.";
    GONE: "Utvalget er borte. Velg kundene i registeret på nytt.", "Urvalet är borta. Välj kunderna i registret på nytt.", "The selection is gone. Select the customers in the register again.";
    TO_REGISTER: "Til registeret", "Till registret", "To the register";
    WHICH_FIELD: "Hva skal endres?", "Vad ska ändras?", "What is to be changed?";
    OTHER_FIELD: "Et annet felt", "Ett annat fält", "Another field";
    HOW: "Hva skal skje med verdiene?", "Vad ska hända med värdena?", "What is to happen to the values?";
    HOW_ADD: "Legg til dem som velges", "Lägg till dem som väljs", "Add those chosen";
    HOW_REMOVE: "Fjern dem som velges", "Ta bort dem som väljs", "Remove those chosen";
    HOW_SET: "Erstatt alle med dem som velges", "Ersätt alla med dem som väljs", "Replace all by those chosen";
    NEW_VALUE: "Ny verdi", "Nytt värde", "New value";
    EMPTY_CLEARS: "La det stå tomt for å tømme feltet.", "Lämna tomt för att tömma fältet.", "Leave it empty to empty the field.";
    PREVIEW: "Se hva som skjer", "Se vad som händer", "See what will happen";
    WILL_CHANGE: "Endres", "Ändras", "Will change";
    STAYS: "Har verdien fra før", "Har redan värdet", "Have it already";
    CANT: "Kan ikke endres", "Kan inte ändras", "Can't be changed";
    OF_FIRST: "Av de første {count}. Resten blir sett på mens det gjøres.", "Av de första {count}. Resten granskas medan det görs.", "Of the first {count}. The rest is looked at while it is done.";
    EXAMPLES: "Eksempler", "Exempel", "Examples";
    CANT_WHY: "Disse kan ikke endres", "De här kan inte ändras", "These can't be changed";
    NOTHING: "ingenting", "ingenting", "nothing";
    BECOMES: "blir til", "blir", "becomes";
    MORE: "og {count} til", "och {count} till", "and {count} more";
    CONFIRM: "Endre {count} kunder", "Ändra {count} kunder", "Change {count} customers";
    CONFIRM_ONE: "Endre én kunde", "Ändra en kund", "Change one customer";
    CONFIRM_MANY: "Endre dem", "Ändra dem", "Change them";
    CONFIRM_HELP: "Det gjøres i bakgrunnen og kan angres i ett, også senere.", "Det görs i bakgrunden och kan ångras på en gång, också senare.", "It is done in the background and can be undone in one step, also later.";
    NOTHING_TO_DO: "Ingen av de valgte ville bli endret.", "Ingen av de valda skulle ändras.", "None of the selected would be changed.";
    BACK: "Endre valget", "Ändra valet", "Change the choice";
}
