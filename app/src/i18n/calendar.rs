//! Words of the diary as a calendar for other programs.

domain::texts! {
    TITLE: "Abonner på dagboken", "Prenumerera på dagboken", "Subscribe to the diary";
    LINK: "Abonner", "Prenumerera", "Subscribe";
    ADVICE: "Få dagboken din inn i kalenderen du ellers bruker: legg adressen inn der som et abonnement. Alle som har adressen, kan lese dagboken din; del den ikke. Kommentarer er aldri med.", "Få in din dagbok i kalendern du annars använder: lägg in adressen där som en prenumeration. Alla som har adressen kan läsa din dagbok; dela den inte. Kommentarer är aldrig med.", "Have your diary in the calendar that you use otherwise: add the address there as a subscription. Whoever has the address can read your diary; do not share it. Comments are never part of it.";
    ADDRESS: "Adresse", "Adress", "Address";
    ONCE: "Kopier adressen nå: den vises bare denne ene gangen.", "Kopiera adressen nu: den visas bara den här gången.", "Copy the address now: it is shown this once only.";
    NONE: "Dagboken har ingen adresse.", "Dagboken har ingen adress.", "The diary has no address.";
    SINCE: "Dagboken har en adresse, laget {when}.", "Dagboken har en adress, gjord {when}.", "The diary has an address, made {when}.";
    MAKE: "Lag en adresse", "Skapa en adress", "Make an address";
    RENEW: "Lag en ny adresse", "Skapa en ny adress", "Make a new address";
    RENEW_ADVICE: "En ny adresse gjør den gamle ugyldig.", "En ny adress gör den gamla ogiltig.", "A new address makes the old one invalid.";
    MADE: "Adressen er laget", "Adressen är skapad", "The address is made";
    REMOVE: "Fjern adressen", "Ta bort adressen", "Remove the address";
    REMOVED: "Adressen er fjernet", "Adressen är borttagen", "The address is removed";
    AS_FILE: "Kalenderfil", "Kalenderfil", "Calendar file";
}
