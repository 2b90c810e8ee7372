//! Words of editing together.

domain::texts! {
    CHANGED_BY_OTHERS: "Endret av andre siden du så på det sist", "Ändrat av andra sedan du senast tittade", "Changed by others since you last looked";
    SINCE_ONE: "1 endring siden du så sist", "1 ändring sedan du tittade senast", "1 change since you last looked";
    SINCE: "{count} endringer siden du så sist", "{count} ändringar sedan du tittade senast", "{count} changes since you last looked";
    SINCE_DONE: "Jeg har sett det", "Jag har sett det", "I have seen it";
    IS_HERE: "{name} ser på kortet", "{name} tittar på kortet", "{name} is looking at this card";
    ARE_HERE: "{count} andre ser på kortet", "{count} andra tittar på kortet", "{count} others are looking at this card";
    HERE_NOW: "På kortet nå", "På kortet nu", "On this card now";
    LOOKS: "ser på kortet", "tittar på kortet", "is looking";
    WRITES: "skriver", "skriver", "is typing";
    WRITES_HERE: "{name} skriver her", "{name} skriver här", "{name} is typing here";
}
