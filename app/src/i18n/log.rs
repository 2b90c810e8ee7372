//! Words of the log.

domain::texts! {
    ALL: "Alt", "Allt", "All";
    CUSTOMER: "Opplysninger", "Uppgifter", "Details";
    CONTACT: "Kontakter", "Kontakter", "Contacts";
    LINK: "Lenker", "Länkar", "Links";
    ADDED_LINK: "la til lenken", "lade till länken", "added the link";
    DELETED_LINK: "fjernet lenken", "tog bort länken", "removed the link";
    CHANGED_LINK: "endret lenken", "ändrade länken", "changed the link";
    COMMENT: "Kommentarer", "Kommentarer", "Comments";
    FILTER: "Vis i loggen", "Visa i loggen", "Show in the log";
    SYSTEM: "Systemet", "Systemet", "The system";
    CREATED_CUSTOMER: "opprettet kunden", "skapade kunden", "created the customer";
    ADDED_CONTACT: "la til kontakten", "lade till kontakten", "added the contact";
    CHANGED_CONTACT: "endret kontakten", "ändrade kontakten", "changed the contact";
    DELETED_CONTACT: "slettet kontakten", "tog bort kontakten", "deleted the contact";
    ENDED_CONTACT: "avsluttet kontakten", "avslutade kontakten", "ended the contact";
    REOPENED_CONTACT: "gjorde kontakten aktiv igjen", "gjorde kontakten aktiv igen", "made the contact active again";
    WROTE_COMMENT: "skrev en kommentar", "skrev en kommentar", "wrote a comment";
    CHANGED_COMMENT: "endret en kommentar", "ändrade en kommentar", "changed a comment";
    DELETED_COMMENT: "slettet en kommentar", "tog bort en kommentar", "deleted a comment";
    CHANGED: "endret", "ändrade", "changed";
    BECAME: "ble til", "blev till", "became";
    SHOW_MORE: "Vis hele loggen", "Visa hela loggen", "Show the whole log";
    MORE: "Vis flere", "Visa fler", "Show more";
    EMPTY: "Ingenting er endret ennå.", "Ingenting är ändrat ännu.", "Nothing has been changed yet.";
    NOTHING: "tomt", "tomt", "empty";
    DIGEST: "{who} {when}", "{who} {when}", "{who} {when}";
    SOURCE_DEMO: "demodata", "demodata", "demo data";
    FIXED: "fast", "fast", "fixed";
    AUTHOR: "Forfatter", "Författare", "Author";
    WRITTEN_AT: "Tidspunkt", "Tidpunkt", "Time";
    BODY: "Tekst", "Text", "Text";
}
