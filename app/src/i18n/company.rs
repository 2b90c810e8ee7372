//! Words of groups of companies.

domain::texts! {
    SUBSIDIARIES: "Datterselskaper", "Dotterbolag", "Subsidiaries";
    MORE: "og {count} til", "och {count} till", "and {count} more";
    HINT: "Navn eller kundenummer", "Namn eller kundnummer", "Name or customer number";
    WHICH: "Hvilken mener du?", "Vilken menar du?", "Which one do you mean?";
}
