//! Words of searching by criteria, and of the firm's columns and criteria.

domain::texts! {
    TITLE: "Søk kunder", "Sök kunder", "Search customers";
    ADVICE: "Kryss av for det kundene skal ha. Av hvert kriterium holder det med ett av det du krysser av.", "Kryssa för det kunderna ska ha. Av varje kriterium räcker det med ett av det du kryssar för.", "Tick what the customers shall have. Of each criterion one of what you tick is enough.";
    CHOOSE: "Velg hvilke kriterier dere søker på", "Välj vilka kriterier ni söker på", "Choose which criteria you search by";
    NAME: "Navnet inneholder", "Namnet innehåller", "The name contains";
    FIND: "Finn kunder", "Hitta kunder", "Find customers";
    EMPTY: "Firmaet har ikke valgt noen kriterier.", "Företaget har inte valt några kriterier.", "The firm has not chosen any criteria.";
    NO_VALUES: "Listen er tom ennå.", "Listan är tom ännu.", "The list is still empty.";
    SETTINGS: "Kundeliste og søk", "Kundlista och sökning", "Customer list and search";
    COLUMNS: "Firmaets kolonner", "Företagets kolumner", "The firm's columns";
    COLUMNS_ADVICE: "Kolonnene i kundelisten, i denne rekkefølgen, for alle som ikke har valgt sine egne.", "Kolumnerna i kundlistan, i den här ordningen, för alla som inte har valt egna.", "The columns of the customer list, in this sequence, for all who have not chosen their own.";
    SAVE_COLUMNS: "Lagre kolonnene", "Spara kolumnerna", "Save the columns";
    USUAL: "Tilbake til standard", "Tillbaka till standard", "Back to the standard";
    CRITERIA: "Kriterier i Søk kunder", "Kriterier i Sök kunder", "Criteria of Search customers";
    CRITERIA_ADVICE: "Det dere vil kunne søke etter kunder på.", "Det ni vill kunna söka kunder på.", "What you want to be able to search for customers by.";
    SAVE_CRITERIA: "Lagre kriteriene", "Spara kriterierna", "Save the criteria";
    CRITERIA_KEPT: "Kriteriene er lagret", "Kriterierna är sparade", "The criteria are saved";
}
