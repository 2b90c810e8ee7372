//! Words of messages that leave the system.

domain::texts! {
    QUEUED: "i kø", "i kö", "queued";
    SENDING: "sendes", "skickas", "being sent";
    SENT: "sendt", "skickat", "sent";
    DELIVERED: "levert", "levererat", "delivered";
    FAILED: "ikke sendt", "inte skickat", "not sent";
    UNCONFIRMED: "kanskje sendt", "kanske skickat", "maybe sent";

    MAIL_STATE: "E-post: {state}", "E-post: {state}", "E-mail: {state}";
    UNREACHABLE: "Tjenesten som sender svarer ikke. Det prøves igjen.", "Tjänsten som skickar svarar inte. Nytt försök görs.", "The service that sends does not answer. It is tried again.";
    GIVEN_UP: "Tjenesten som sender tok den ikke, og det prøves ikke mer.", "Tjänsten som skickar tog inte emot det, och inga fler försök görs.", "The service that sends did not take it, and it is not tried any more.";
    LATER: "Meldingen tas ikke imot akkurat nå. Det prøves igjen.", "Meddelandet tas inte emot just nu. Nytt försök görs.", "The message is not taken just now. It is tried again.";
    REFUSED: "Meldingen ble ikke tatt imot.", "Meddelandet togs inte emot.", "The message was refused.";
    MAYBE: "Forbindelsen ble brutt under sendingen, så meldingen kan være sendt.", "Förbindelsen bröts under sändningen, så meddelandet kan vara skickat.", "The connection was lost while sending, so the message may be out.";
    WITHDRAWN: "Trukket tilbake før den ble sendt.", "Tillbakadraget innan det skickades.", "Withdrawn before it was sent.";
    FAULT: "Meldingen kunne ikke lages.", "Meddelandet kunde inte skapas.", "The message could not be made.";
    SAID: "{problem} ({detail})", "{problem} ({detail})", "{problem} ({detail})";

    NO_SERVER: "Ingen e-postserver er satt opp, så e-post blir liggende i kø.", "Ingen e-postserver är inställd, så e-post ligger kvar i kön.", "No mail server is set up, so e-mail stays queued.";
    NO_GATEWAY: "SMS er ikke satt opp, så meldingen blir liggende i kø.", "Sms är inte inställt, så meddelandet ligger kvar i kön.", "SMS is not set up, so the message stays queued.";
    INTO_FOLDER: "Ingen e-postserver er satt opp: e-post skrives som filer i mappen {folder}.", "Ingen e-postserver är inställd: e-post skrivs som filer i mappen {folder}.", "No mail server is set up: e-mail is written as files into the folder {folder}.";
}
