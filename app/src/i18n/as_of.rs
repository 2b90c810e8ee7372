//! Words for the card as it was.

domain::texts! {
    MENU: "Kortet slik det var", "Kortet som det var", "The card as it was";
    DATE: "Dato", "Datum", "Date";
    TIME: "Klokkeslett", "Klockslag", "Time";
    SHOW: "Vis kortet", "Visa kortet", "Show the card";
    BANNER: "Kortet slik det var {when}", "Kortet som det var {when}", "The card as it was on {when}";
    READ_ONLY: "Bare til å lese", "Endast för läsning", "Read only";
    BACK: "Tilbake til nå", "Tillbaka till nu", "Back to now";
    NOT_YET: "{name} fantes ikke {when}", "{name} fanns inte {when}", "{name} did not exist on {when}";
    REGISTERED: "Kunden ble registrert {when}.", "Kunden registrerades {when}.", "The customer was registered {when}.";
}
