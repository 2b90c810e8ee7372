//! Words that only the browser says: toasts, announcements, keys.

domain::texts! {
    SAVED: "Lagret", "Sparat", "Saved";
    NOT_SAVED: "Ikke lagret. Prøver igjen …", "Inte sparat. Försöker igen …", "Not saved. Trying again …";
    NOT_SENT: "Ikke lagret. Det du skrev, står her ennå.", "Inte sparat. Det du skrev står kvar.", "Not saved. What you typed is still here.";
    NO_CONNECTION: "Ingen forbindelse. Siden står som den var; prøv igjen når nettet er tilbake.", "Ingen anslutning. Sidan står som den var; försök igen när nätet är tillbaka.", "No connection. The page is as it was; try again when the network is back.";
    NOT_UPLOADED: "Filene kom ikke fram, og ingenting er lagret. De er fortsatt valgt, så du kan prøve igjen.", "Filerna kom inte fram, och ingenting är sparat. De är fortfarande valda, så du kan försöka igen.", "The files did not arrive, and nothing is saved. They are still chosen, so you can try again.";
    SIGNED_OUT: "Du er logget ut, og dette er ikke lagret. Logg inn i en ny fane; det du skrev, står her ennå.", "Du är utloggad, och detta är inte sparat. Logga in i en ny flik; det du skrev står kvar.", "You are signed out, and this is not saved. Sign in in a new tab; what you typed is still here.";
    SAVED_AT_LAST: "Nå er det lagret", "Nu är det sparat", "Now it is saved";
    TRY_NOW: "Prøv nå", "Försök nu", "Try now";
    ONE_DROPPED: "Én av de valgte er ikke i denne listen og er ikke valgt lenger.", "En av de valda finns inte i den här listan och är inte vald längre.", "One of the selected is not in this list and is no longer selected.";
    SOME_DROPPED: "{count} av de valgte er ikke i denne listen og er ikke valgt lenger.", "{count} av de valda finns inte i den här listan och är inte valda längre.", "{count} of the selected are not in this list and are no longer selected.";
    ALL_DROPPED: "«Alle som passer» gjaldt den forrige listen. Ingen er valgt i denne.", "”Alla som passar” gällde den förra listan. Inga är valda i den här.", "“All that match” was about the list before. None are selected in this one.";
    CLOSE: "Lukk", "Stäng", "Close";
    LIFTED: "{section} er løftet. Kolonne {column}, plass {place} av {count}. Piltaster flytter, mellomrom slipper, Esc angrer.", "{section} är lyft. Kolumn {column}, plats {place} av {count}. Piltangenter flyttar, blanksteg släpper, Esc ångrar.", "{section} is lifted. Column {column}, place {place} of {count}. Arrow keys move, space drops, Esc cancels.";
    MOVED: "{section}: kolonne {column}, plass {place} av {count}.", "{section}: kolumn {column}, plats {place} av {count}.", "{section}: column {column}, place {place} of {count}.";
    DROPPED: "{section} er sluppet i kolonne {column}, plass {place} av {count}.", "{section} är släppt i kolumn {column}, plats {place} av {count}.", "{section} is dropped in column {column}, place {place} of {count}.";
    LIFTED_WIDE: "{section} er løftet. Over alle kolonnene, plass {place} av {count}. Piltaster flytter, mellomrom slipper, Esc angrer.", "{section} är lyft. Över alla kolumner, plats {place} av {count}. Piltangenter flyttar, blanksteg släpper, Esc ångrar.", "{section} is lifted. Above all columns, place {place} of {count}. Arrow keys move, space drops, Esc cancels.";
    MOVED_WIDE: "{section}: over alle kolonnene, plass {place} av {count}.", "{section}: över alla kolumner, plats {place} av {count}.", "{section}: above all columns, place {place} of {count}.";
    DROPPED_WIDE: "{section} er sluppet over alle kolonnene, plass {place} av {count}.", "{section} är släppt över alla kolumner, plats {place} av {count}.", "{section} is dropped above all columns, place {place} of {count}.";
    HIDDEN: "{section} er skjult", "{section} är dold", "{section} is hidden";
    RESET: "Kortet er som standard igjen", "Kortet är som standard igen", "The card is as by default again";
    LAYOUT_UNDONE: "Visningen er tatt tilbake", "Vyn är tillbakatagen", "The view is taken back";
    CANCELLED: "{section} er tilbake der den var.", "{section} är tillbaka där den var.", "{section} is back where it was.";
    FOLDED: "{section} er lukket.", "{section} är stängd.", "{section} is folded.";
    UNFOLDED: "{section} er åpen.", "{section} är öppen.", "{section} is open.";
    KEYS_TITLE: "Hurtigtaster", "Kortkommandon", "Keyboard shortcuts";
    KEY_SEARCH: "Søk og gå til", "Sök och gå till", "Search and go to";
    KEY_HELP: "Vis hurtigtastene", "Visa kortkommandona", "Show the shortcuts";
    KEY_EDIT: "Endre verdien", "Ändra värdet", "Edit the value";
    KEY_SAVE: "Lagre i en tekst med flere linjer", "Spara i en text med flera rader", "Save in a text of several lines";
    KEY_LEAVE: "Avbryt eller lukk", "Avbryt eller stäng", "Cancel or close";
    KEY_UNDO: "Angre det siste jeg endret på kortet", "Ångra det senaste jag ändrade på kortet", "Undo my latest change on the card";
    KEY_NEW: "Registrer ny kunde", "Registrera ny kund", "Register a new customer";
    MAY_EXIST: "Kunden finnes kanskje fra før: {count}. De står øverst i skjemaet.", "Kunden finns kanske redan: {count}. De står överst i formuläret.", "The customer may be there already: {count}. They stand at the top of the form.";
    PLACE_FILLED: "Poststed: {place}", "Postort: {place}", "Place: {place}";
    DRAFT_RESTORED: "Utkastet ditt er hentet fram", "Ditt utkast är hämtat", "Your draft is back";
    KEY_COMMENT: "Skriv en kommentar", "Skriv en kommentar", "Write a comment";
    KEY_ROWS: "Neste og forrige kunde i listen", "Nästa och föregående kund i listan", "Next and previous customer in the list";
    KEY_SELECT: "Velg kunden i listen", "Välj kunden i listan", "Select the customer in the list";
    KEY_LOOK: "Se på kunden ved siden av listen", "Titta på kunden bredvid listan", "Look at the customer beside the list";
    KEY_MOVE: "Løft og flytt en seksjon (på håndtaket)", "Lyft och flytta en sektion (på handtaget)", "Lift and move a section (on its handle)";
}
