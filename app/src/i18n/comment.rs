//! Words about comments.

domain::texts! {
    WRITE: "Skriv en kommentar, eller @navn …", "Skriv en kommentar, eller @namn …", "Write a comment, or @name …";
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
    ANSWER: "Svar", "Svara", "Answer";
    TO: "til {who}", "till {who}", "to {who}";
    ANSWER_LABEL: "Svar til {who}", "Svar till {who}", "Answer to {who}";
    ANSWERS: "{count} svar", "{count} svar", "Answers: {count}";
    ABOUT: "Om {field}", "Om {field}", "About {field}";
    GONE_FIELD: "et felt som ikke finnes lenger", "ett fält som inte finns längre", "a field that is gone";
    SETTLE: "Merk som løst", "Markera som löst", "Mark as settled";
    REOPEN: "Åpne igjen", "Öppna igen", "Open again";
    SETTLED: "Løst", "Löst", "Settled";
    SETTLED_BY: "Løst av {who} {when}", "Löst av {who} {when}", "Settled by {who} {when}";
    SETTLED_BY_CHANGE: "Løst av seg selv da {who} endret feltet {when}", "Löst av sig själv när {who} ändrade fältet {when}", "Settled by itself when {who} changed the field {when}";
    AT_FIELD: "{count} åpne kommentarer om {field}", "{count} öppna kommentarer om {field}", "Open comments about {field}: {count}";
    ON_FIELD: "Kommentarer om {field}", "Kommentarer om {field}", "Comments about {field}";
    COMMENT_ON: "Kommenter {field}", "Kommentera {field}", "Comment on {field}";
    LOG_SETTLED: "merket en kommentar som løst", "markerade en kommentar som löst", "settled a comment";
    LOG_REOPENED: "åpnet en kommentar igjen", "öppnade en kommentar igen", "opened a comment again";
    SEVERAL_PEOPLE: "Et navn etter @ passer på flere. Skriv hele navnet, eller e-postadressen etter @.", "Ett namn efter @ passar på flera. Skriv hela namnet, eller e-postadressen efter @.", "A name after @ fits several people. Write the whole name, or the e-mail address after the @.";
    CALL: "Kolleger og avdelinger", "Kolleger och avdelningar", "Colleagues and departments";
    CALL_FOUND: "{count} treff, velg med piltastene", "{count} träffar, välj med piltangenterna", "{count} found, choose with the arrow keys";
    CALL_DEPARTMENT: "avdeling · {count}", "avdelning · {count}", "department · {count}";
    ALL: "Alle kommentarer", "Alla kommentarer", "All comments";
    ANSWERED: "Kommentaren har svar, eller svarer på en som er borte.", "Kommentaren har svar, eller svarar på en som är borta.", "The comment has answers, or answers one that is gone.";
}
