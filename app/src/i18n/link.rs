//! Words of a customer's links.

domain::texts! {
    EMPTY: "Ingen lenker ennå.", "Inga länkar ännu.", "No links yet.";
    NEW: "Ny lenke", "Ny länk", "New link";
    KIND: "Slag", "Slag", "Kind";
    ADDRESS: "Adresse", "Adress", "Address";
    ADDED: "Lenken er lagret", "Länken är sparad", "The link is saved";
    REMOVED: "Lenken er fjernet", "Länken är borttagen", "The link is removed";
    REMOVE: "Fjern lenken {link}", "Ta bort länken {link}", "Remove the link {link}";
}
