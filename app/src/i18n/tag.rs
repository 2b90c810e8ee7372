//! Words of tags.

domain::texts! {
    EMPTY: "Ingen merkelapper ennå.", "Inga taggar ännu.", "No tags yet.";
    NEW: "Ny merkelapp", "Ny tagg", "New tag";
    TAG: "Merkelapp", "Tagg", "Tag";
    HELP: "Velg en som finnes, eller skriv en ny.", "Välj en som finns, eller skriv en ny.", "Choose one that exists, or type a new one.";
    ADDED: "Merkelappen er lagret", "Taggen är sparad", "The tag is saved";
    REMOVED: "Merkelappen {tag} er fjernet", "Taggen {tag} är borttagen", "The tag {tag} is removed";
    REMOVE: "Fjern merkelappen {tag}", "Ta bort taggen {tag}", "Remove the tag {tag}";
}
