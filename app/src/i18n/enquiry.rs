//! Words of enquiries, as the firm sees them.

domain::texts! {
    TITLE: "Forespørsler", "Förfrågningar", "Enquiries";
    EMPTY: "Ingen forespørsler ennå. Kunden sender dem fra kundeportalen.", "Inga förfrågningar ännu. Kunden skickar dem från kundportalen.", "No enquiries yet. The customer sends them from the customer portal.";
    OPEN_ONE: "1 åpen", "1 öppen", "1 open";
    OPEN_MANY: "{n} åpne", "{n} öppna", "{n} open";
    ALL: "{n} i alt", "{n} totalt", "{n} in all";
    SENT: "{who} · {when}", "{who} · {when}", "{who} · {when}";
    PLACES_ONE: "1 person", "1 person", "1 person";
    PLACES: "{n} personer", "{n} personer", "{n} people";
    FROM: "fra {day}", "från {day}", "from {day}";
    UNTIL: "til {day}", "till {day}", "until {day}";
    STATE: "Status", "Status", "Status";
    ANSWER: "Svar til kunden", "Svar till kunden", "Answer to the customer";
    ANSWER_HINT: "Kunden ser status og svar i kundeportalen.", "Kunden ser status och svar i kundportalen.", "The customer sees status and answer in the customer portal.";
    HANDLED_BY: "Behandlet av {who}", "Hanterad av {who}", "Handled by {who}";
    HANDLE: "Svar eller endre status", "Svara eller ändra status", "Answer or change status";
    SAVE: "Lagre", "Spara", "Save";
    FILES: "Vedlegg", "Bilagor", "Attachments";
    LOG_SENT: "sendte forespørselen", "skickade förfrågan", "sent the enquiry";
    LOG_DELETED: "slettet forespørselen", "tog bort förfrågan", "deleted the enquiry";
    LOG_CHANGED: "behandlet forespørselen", "hanterade förfrågan", "handled the enquiry";
}
