//! Words for the card as it was.

domain::texts! {
    MENU: "Kortet slik det var", "Kortet som det var", "The card as it was";
    DATE: "Dato", "Datum", "Date";
    TIME: "Klokkeslett", "Klockslag", "Time";
    SHOW: "Vis kortet", "Visa kortet", "Show the card";
    BANNER: "Kortet slik det var {when}", "Kortet som det var {when}", "The card as it was on {when}";
    AHEAD: "{when} er ikke kommet ennå: kortet vises slik det er nå", "{when} har inte kommit än: kortet visas som det är nu", "{when} has not come yet: this is the card as it is now";
    READ_ONLY: "Bare til å lese", "Endast för läsning", "Read only";
    BACK: "Tilbake til nå", "Tillbaka till nu", "Back to now";
    NOT_YET: "{name} fantes ikke {when}", "{name} fanns inte {when}", "{name} did not exist on {when}";
    REGISTERED: "Kunden ble registrert {when}.", "Kunden registrerades {when}.", "The customer was registered {when}.";
    SHOW_FIRST: "Vis kortet slik det var den dagen", "Visa kortet som det var den dagen", "Show the card as it was that day";
}
