//! Words for taking changes back.

domain::texts! {
    UNDO: "Angre", "Ångra", "Undo";
    DO_AGAIN: "Gjør om", "Gör om", "Redo";
    SAVED: "Lagret", "Sparat", "Saved";
    TAKEN_BACK: "Tatt tilbake", "Tillbakataget", "Taken back";
    DONE_AGAIN: "Gjort om igjen", "Gjort igen", "Done again";
    PARTLY_TAKEN: "Tatt tilbake, men ikke alt", "Tillbakataget, men inte allt", "Taken back, but not all of it";
    NOTHING_TAKEN: "Ingenting ble tatt tilbake", "Inget togs tillbaka", "Nothing was taken back";
    TAKE_BACK: "Ta tilbake", "Ta tillbaka", "Take back";
    TAKE_BACK_THAT: "{what}, {when}", "{what}, {when}", "{what}, {when}";
    WAS_TAKEN_BACK: "Tatt tilbake", "Tillbakataget", "Taken back";
    TOOK_BACK: "tok tilbake en endring", "tog tillbaka en ändring", "took a change back";
    CUSTOMER: "Kunden", "Kunden", "The customer";
    KEPT: "{what} er endret av {who} etterpå og står som «{stands}».", "{what} har ändrats av {who} efteråt och står som ”{stands}”.", "{what} was changed by {who} afterwards and stays “{stands}”.";
    KEPT_ROW: "{what} er endret av {who} etterpå og ble stående.", "{what} har ändrats av {who} efteråt och står kvar.", "{what} was changed by {who} afterwards and stays.";
    GONE: "{what} er slettet etterpå.", "{what} har tagits bort efteråt.", "{what} was deleted afterwards.";
    IMPOSSIBLE: "{what} kan ikke tas tilbake.", "{what} kan inte tas tillbaka.", "{what} can't be taken back.";
    REFUSED: "{what} ble stående: {why}", "{what} står kvar: {why}", "{what} stays: {why}";
}
