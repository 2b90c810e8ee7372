//! Words of the rights to fields.

domain::texts! {
    TITLE: "Rettigheter til felter", "Rättigheter till fält", "Rights to fields";
    ADVICE: "Hvem som kan se og endre hvilke felter. Et felt som en rolle ikke ser, står for dem verken på kortet, i registeret, i søket, i filer eller i loggen.", "Vem som kan se och ändra vilka fält. Ett fält som en roll inte ser står för dem varken på kortet, i registret, i sökningen, i filer eller i loggen.", "Who can see and change which fields. A field that a role doesn't see stands for them neither on the card nor in the register, the search, files or the log.";
    ADMINISTRATORS: "Administratorer ser og endrer alt. Navn, nummer og det kortet ellers kjennes på, ser alle.", "Administratörer ser och ändrar allt. Namn, nummer och det som kortet annars känns igen på ser alla.", "Administrators see and change everything. Name, number and what else the card is known by are seen by all.";
    MERGING: "De som ikke ser eller endrer alle felter, kan ikke slå sammen kunder.", "De som inte ser eller ändrar alla fält kan inte slå ihop kunder.", "Those who don't see or change all fields can't merge customers.";
    FIELD: "Felt", "Fält", "Field";
    ONE: "1 person", "1 person", "1 person";
    MANY: "{n} personer", "{n} personer", "{n} people";
    LESS: "{n} begrenset", "{n} begränsade", "{n} limited";
    OF: "{field}, {role}", "{field}, {role}", "{field}, {role}";
    SAVE: "Lagre rettighetene", "Spara rättigheterna", "Save the rights";
    SAVED: "Rettighetene er lagret", "Rättigheterna är sparade", "The rights are saved";
    NOT_SAVED: "Ikke lagret. Se feltene som er merket.", "Inte sparat. Se fälten som är markerade.", "Not saved. See the marked fields.";
}
