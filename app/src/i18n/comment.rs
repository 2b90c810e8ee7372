//! Words about comments.

domain::texts! {
    WRITE: "Skriv en kommentar …", "Skriv en kommentar …", "Write a comment …";
    WRITE_LABEL: "Ny kommentar", "Ny kommentar", "New comment";
    SEND: "Lagre kommentar", "Spara kommentar", "Save comment";
    DIGEST: "{count} · siste {when}", "{count} · senaste {when}", "{count} · latest {when}";
    SHOW_ALL: "Vis alle {count} kommentarer", "Visa alla {count} kommentarer", "Show all {count} comments";
    SHOW_LATEST: "Vis bare de tre siste", "Visa bara de tre senaste", "Show only the latest three";
    EMPTY: "Ingen kommentarer ennå. Det du skriver her, ser bare kollegene dine.", "Inga kommentarer ännu. Det du skriver här ser bara dina kolleger.", "No comments yet. Only your colleagues see what you write here.";
    EDITED: "endret", "ändrad", "edited";
    ORIGINAL: "Skrevet av {who} {when}", "Skriven av {who} {when}", "Written by {who} {when}";
    TEXT_EDITED: "Teksten er endret etterpå; loggen har den gamle.", "Texten är ändrad efteråt; loggen har den gamla.", "The text was changed afterwards; the log has the old one.";
    TEXT: "Kommentar", "Kommentar", "Comment";
    AUTHOR: "Skrevet av", "Skriven av", "Written by";
    DATE: "Dato og klokkeslett", "Datum och klockslag", "Date and time";
    MENU: "Valg for kommentaren", "Val för kommentaren", "Options for the comment";
    FIX: "Fest som fast kommentar", "Fäst som fast kommentar", "Pin as fixed comment";
    UNFIX: "Løsne", "Lossa", "Unpin";
    NEW_FIXED: "Ny fast kommentar", "Ny fast kommentar", "New fixed comment";
    FIXED_LABEL: "Fast kommentar", "Fast kommentar", "Fixed comment";
    FIXED_EMPTY: "Her står det alle må vite før de tar kontakt, for eksempel krav til kurs eller fakturamerking.", "Här står det alla måste veta innan de tar kontakt, till exempel kurskrav eller fakturamärkning.", "What everybody must know before getting in touch, such as required courses or invoice references.";
    ALL: "Alle kommentarer", "Alla kommentarer", "All comments";
}
