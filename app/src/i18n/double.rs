//! Words for customers that may be the same.

domain::texts! {
    TITLE: "Doble kunder", "Dubbletter", "Duplicates";
    INTRO: "Kunder som kanskje er samme kunde. Par du sier er ulike, foreslås ikke igjen.", "Kunder som kanske är samma kund. Par som du säger är olika föreslås inte igen.", "Customers that may be the same. Pairs that you say differ are not suggested again.";
    WHICH: "Hva som vises", "Vad som visas", "What is shown";
    OPEN: "Til vurdering", "Att granska", "To review";
    LATER: "Senere", "Senare", "Later";
    NOT_SAME: "Ikke samme", "Inte samma", "Not the same";
    SAME: "Slått sammen", "Sammanslagna", "Merged";
    LIKE_NUMBER: "Samme org.nummer", "Samma org.nummer", "Same organisation no.";
    LIKE_NAME: "Samme navn og sted", "Samma namn och ort", "Same name and place";
    LIKE_PHONE: "Samme telefon", "Samma telefon", "Same phone";
    LIKE_EMAIL: "Samme e-post", "Samma e-post", "Same e-mail";
    LIKE_DOMAIN: "Samme e-postdomene", "Samma e-postdomän", "Same e-mail domain";
    PAIR: "{one} og {other}", "{one} och {other}", "{one} and {other}";
    ONE_CONTACT: "1 kontakt", "1 kontakt", "1 contact";
    CONTACTS: "{count} kontakter", "{count} kontakter", "{count} contacts";
    CHANGED: "endret {when}", "ändrad {when}", "changed {when}";
    IS_SAME: "Samme – slå sammen", "Samma – slå ihop", "Same – merge";
    IS_NOT_SAME: "Ikke samme", "Inte samma", "Not the same";
    IS_LATER: "Senere", "Senare", "Later";
    AGAIN: "Se på igjen", "Se på igen", "Look at again";
    DECIDED: "Lagret", "Sparat", "Saved";
    JOB: "Søk etter doble kunder", "Sök efter dubbletter", "Search for duplicates";
    SEARCH: "Søk etter doble nå", "Sök efter dubbletter nu", "Search for duplicates now";
    SEARCHED: "Søkt {when}", "Sökt {when}", "Searched {when}";
    SEARCH_DONE: "Søkt gjennom alle kunder", "Alla kunder är genomsökta", "All customers are searched";
    NEVER: "Det er ikke søkt ennå.", "Ingen sökning har gjorts ännu.", "Nothing has been searched yet.";
    EMPTY_OPEN: "Ingen kunder ser ut til å være den samme.", "Inga kunder ser ut att vara samma.", "No customers seem to be the same.";
    EMPTY_NEVER: "Søk gjennom kundene etter nummer, navn, telefon og e-post som går igjen.", "Sök igenom kunderna efter nummer, namn, telefon och e-post som återkommer.", "Search the customers for numbers, names, phones and e-mail that recur.";
    EMPTY: "Ingen her.", "Inga här.", "None here.";
    MORE: "Vis flere", "Visa fler", "Show more";
    CROWDS: "Deles av for mange til å sammenlignes", "Delas av för många för att jämföras", "Shared by too many to be compared";
    CROWD: "{value}: {count} kunder", "{value}: {count} kunder", "{value}: {count} customers";
}
