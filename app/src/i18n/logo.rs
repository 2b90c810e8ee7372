//! Words of a customer's logo.

domain::texts! {
    LOGO: "Logo", "Logotyp", "Logo";
    LOGO_OF: "Logoen til {name}", "Logotyp för {name}", "Logo of {name}";
    ADD: "Legg til logo", "Lägg till logotyp", "Add logo";
    CHANGE: "Endre logo", "Ändra logotyp", "Change logo";
    REPLACE: "Bytt", "Byt", "Change";
    REMOVE: "Fjern", "Ta bort", "Remove";
    UPLOAD: "Last opp", "Ladda upp", "Upload";
    DROP: "Slipp et bilde her, eller velg en fil", "Släpp en bild här, eller välj en fil", "Drop a picture here, or choose a file";
    KINDS: "PNG, JPEG, WebP eller GIF, høyst {max} MB", "PNG, JPEG, WebP eller GIF, högst {max} MB", "PNG, JPEG, WebP or GIF, at most {max} MB";
    ADDED: "Logoen er lagt til", "Logotypen har lagts till", "The logo is added";
    CHANGED: "Logoen er byttet", "Logotypen har bytts", "The logo is changed";
    REMOVED: "Logoen er fjernet", "Logotypen har tagits bort", "The logo is removed";
    LOG_ADDED: "la til logo", "lade till logotyp", "added the logo";
    LOG_CHANGED: "byttet logo", "bytte logotyp", "changed the logo";
    LOG_REMOVED: "fjernet logoen", "tog bort logotypen", "removed the logo";
}
