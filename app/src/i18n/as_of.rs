//! Words for the card as it was.

domain::texts! {
    MENU: "Kortet slik det var", "Kortet som det var", "The card as it was";
    DATE: "Dato", "Datum", "Date";
    TIME: "Klokkeslett (kan stå tomt)", "Klockslag (kan vara tomt)", "Time (may be empty)";
    ADVICE: "Viser hele kortet slik det var, uten å endre noe. Adressen kan sendes til en kollega.", "Visar hela kortet som det var, utan att ändra något. Adressen kan skickas till en kollega.", "Shows the whole card as it was, without changing anything. The address can be sent to a colleague.";
    SHOW: "Vis kortet", "Visa kortet", "Show the card";
    BANNER: "Kortet slik det var {when}", "Kortet som det var {when}", "The card as it was on {when}";
    READ_ONLY: "Bare til å lese", "Endast för läsning", "Read only";
    BACK: "Tilbake til nå", "Tillbaka till nu", "Back to now";
    NOT_YET: "{name} fantes ikke {when}", "{name} fanns inte {when}", "{name} did not exist on {when}";
    REGISTERED: "Kunden ble registrert {when}.", "Kunden registrerades {when}.", "The customer was registered {when}.";
}
