//! Words of signing documents.

domain::texts! {
    TITLE: "Signering med BankID", "Signering med BankID", "Signing with BankID";
    SEND: "Send til signering", "Skicka för signering", "Send for signing";
    NOT_SET_UP: "Signering er ikke satt opp. Den som drifter Kundekort, kobler det til en signeringstjeneste med BankID.", "Signering är inte inställd. Den som driver Kundekort kopplar det till en signeringstjänst med BankID.", "Signing is not set up. Whoever operates Kundekort connects it to a signing service with BankID.";
    ADVICE: "De du velger, får en e-post med en lenke. De leser dokumentet der og signerer med BankID.", "De du väljer får ett e-postmeddelande med en länk. Där läser de dokumentet och signerar med BankID.", "Those you choose get an e-mail with a link. There they read the document and sign with BankID.";
    WHO: "Hvem skal signere?", "Vem ska signera?", "Who shall sign?";
    CONTACTS: "Kontakter hos kunden", "Kontakter hos kunden", "Contacts at the customer";
    COLLEAGUES: "Kolleger", "Kollegor", "Colleagues";
    NO_CONTACTS: "Ingen kontakter har en e-postadresse.", "Inga kontakter har en e-postadress.", "No contact has an e-mail address.";
    DAYS: "Frist i dager", "Tid i dagar", "Days to sign";
    MESSAGE: "Melding (valgfri)", "Meddelande (valfritt)", "Message (optional)";
    SENT: "Dokumentet er sendt til signering", "Dokumentet är skickat för signering", "The document is out for signing";
    REMIND: "Send påminnelse", "Skicka påminnelse", "Send a reminder";
    REMINDED: "Påminnelsen er sendt", "Påminnelsen är skickad", "The reminder is sent";
    WITHDRAW: "Trekk tilbake", "Ta tillbaka", "Withdraw";
    WITHDRAWN: "Forespørselen er trukket tilbake", "Begäran är återtagen", "The request is withdrawn";
    ABOUT: "Versjon {n} · sendt {when} av {who}", "Version {n} · skickat {when} av {who}", "Version {n} · sent {when} by {who}";
    DEADLINE: "frist {when}", "senast {when}", "by {when}";
    SIGNED_AS: "signerte som {name}", "signerade som {name}", "signed as {name}";
    OTHER_NAME: "Navnet hos BankID er et annet enn kontaktens.", "Namnet hos BankID är ett annat än kontaktens.", "The name at BankID differs from the contact's.";
    SIGNED_FILE: "Signert fil med bevis", "Signerad fil med bevis", "Signed file with evidence";
    COUNT: "{n} av {of} har signert", "{n} av {of} har signerat", "{n} of {of} have signed";
    SIGNED_BY: "signert av {names}", "signerat av {names}", "signed by {names}";
    SIGNED_NAME: "{name} (signert)", "{name} (signerat)", "{name} (signed)";

    NOT_PDF: "Bare PDF kan signeres. Last opp avtalen som PDF først.", "Bara PDF kan signeras. Ladda upp avtalet som PDF först.", "Only PDF can be signed. Upload the agreement as a PDF first.";
    ALREADY_SENT: "Dokumentet er alt sendt til signering. Trekk den tilbake først.", "Dokumentet är redan skickat för signering. Ta tillbaka det först.", "The document is out for signing already. Withdraw that first.";
    OVER: "Signeringen er avsluttet.", "Signeringen är avslutad.", "The signing is over.";
    PROBLEM_DAYS: "Skriv et antall hele dager fra 1 til {max}, for eksempel 14.", "Skriv ett antal hela dagar från 1 till {max}, till exempel 14.", "Enter a number of whole days from 1 to {max}, such as 14.";

    LOGS: "Signering", "Signering", "Signing";
    LOG_SENT: "sendte til signering", "skickade för signering", "sent for signing";
    LOG_SIGNED: "signerte", "signerade", "signed";
    LOG_REFUSED: "avslo å signere", "avböjde att signera", "refused to sign";
    LOG_WITHDREW: "trakk tilbake signeringen av", "tog tillbaka signeringen av", "withdrew the signing of";
    LOG_EXPIRED: "noterte at fristen gikk ut for", "noterade att tiden gick ut för", "noted the expiry of";
    LOG_CHANGED: "endret signeringen av", "ändrade signeringen av", "changed the signing of";
    LOG_FINISHED: "fikk signert av alle", "fick signerat av alla", "had signed by all";
    HAVE_SIGNED: "Har signert", "Har signerat", "Have signed";
    STATE: "Status", "Status", "State";

    NOTICE_SIGNED: "{who} har signert et dokument hos {customer}", "{who} har signerat ett dokument hos {customer}", "{who} has signed a document at {customer}";
    NOTICE_DECLINED: "{who} vil ikke signere et dokument hos {customer}", "{who} vill inte signera ett dokument hos {customer}", "{who} refuses to sign a document at {customer}";

    MAIL_SUBJECT: "Signer «{document}» for {firm}", "Signera ”{document}” för {firm}", "Sign “{document}” for {firm}";
    MAIL_BODY: "Hei {name},\n\n{who} i {firm} ber deg signere «{document}».{message}\n\nLes dokumentet og signer det med BankID her:\n{link}\n\nLenken er din og gjelder til {until}. Ikke send den videre.", "Hej {name},\n\n{who} på {firm} ber dig signera ”{document}”.{message}\n\nLäs dokumentet och signera det med BankID här:\n{link}\n\nLänken är din och gäller till {until}. Skicka den inte vidare.", "Hello {name},\n\n{who} at {firm} asks you to sign “{document}”.{message}\n\nRead the document and sign it with BankID here:\n{link}\n\nThe link is yours and counts until {until}. Don't pass it on.";
    REMIND_SUBJECT: "Påminnelse: signer «{document}» for {firm}", "Påminnelse: signera ”{document}” för {firm}", "Reminder: sign “{document}” for {firm}";

    PAGE_TITLE: "Signer «{document}»", "Signera ”{document}”", "Sign “{document}”";
    ASKS: "{who} i {firm} ber deg signere dette dokumentet for {customer}.", "{who} på {firm} ber dig signera det här dokumentet för {customer}.", "{who} at {firm} asks you to sign this document for {customer}.";
    FIRM_ASKS: "{firm} ber deg signere dette dokumentet for {customer}.", "{firm} ber dig signera det här dokumentet för {customer}.", "{firm} asks you to sign this document for {customer}.";
    UNTIL: "Du kan signere til {when}", "Du kan signera till {when}", "You can sign until {when}";
    READ: "Les dokumentet (PDF)", "Läs dokumentet (PDF)", "Read the document (PDF)";
    AGREE: "Jeg har lest «{document}» og signerer det som {name}. Filens kontrollsum (SHA-256) er {digest}.", "Jag har läst ”{document}” och signerar det som {name}. Filens kontrollsumma (SHA-256) är {digest}.", "I have read “{document}” and sign it as {name}. The file's checksum (SHA-256) is {digest}.";
    SIGN: "Signer med BankID", "Signera med BankID", "Sign with BankID";
    REFUSE: "Jeg vil ikke signere", "Jag vill inte signera", "I don't want to sign";
    REASON: "Hvorfor ikke?", "Varför inte?", "Why not?";
    REFUSE_BUTTON: "Avslå", "Avböj", "Refuse";
    GOING: "Du sendes til BankID", "Du skickas till BankID", "You are taken to BankID";
    GOING_ADVICE: "Går det ikke av seg selv?", "Går det inte av sig självt?", "Does nothing happen?";
    GO_ON: "Gå videre til BankID", "Gå vidare till BankID", "Go on to BankID";
    DONE: "Takk, du har signert", "Tack, du har signerat", "Thank you, you have signed";
    DONE_ADVICE: "{firm} har fått beskjed. Du kan lese dokumentet her til fristen er ute.", "{firm} har fått besked. Du kan läsa dokumentet här tills tiden är ute.", "{firm} has been told. You can read the document here until the time is out.";
    ALL_DONE: "Alle har signert.", "Alla har signerat.", "All have signed.";
    REFUSED_DONE: "Du har avslått å signere", "Du har avböjt att signera", "You have refused to sign";
    REFUSED_ADVICE: "{firm} har fått beskjed.", "{firm} har fått besked.", "{firm} has been told.";
    IS_OVER: "Dette kan ikke signeres lenger", "Det här kan inte signeras längre", "This can't be signed any more";
    OVER_REFUSED: "En av dem som skulle signere, har avslått.", "En av dem som skulle signera har avböjt.", "One of those who should sign has refused.";
    OVER_WITHDRAWN: "{firm} har trukket forespørselen tilbake.", "{firm} har tagit tillbaka begäran.", "{firm} has withdrawn the request.";
    OVER_EXPIRED: "Fristen er ute. Spør {firm} om en ny lenke hvis du fortsatt skal signere.", "Tiden är ute. Be {firm} om en ny länk om du fortfarande ska signera.", "The time is out. Ask {firm} for a new link if you still are to sign.";
    OVER_CLOSED: "Lenken gjelder ikke lenger. Spør {firm} om en ny hvis du fortsatt skal signere.", "Länken gäller inte längre. Be {firm} om en ny om du fortfarande ska signera.", "The link does not count any more. Ask {firm} for a new one if you still are to sign.";
    UNKNOWN: "Lenken gjelder ikke", "Länken gäller inte", "The link does not count";
    UNKNOWN_ADVICE: "Se etter at hele lenken fra e-posten er med, eller spør den som sendte den.", "Se efter att hela länken från e-posten är med, eller fråga den som skickade den.", "See that the whole link from the e-mail is there, or ask whoever sent it.";
    FAILED_CANCELLED: "Signeringen ble avbrutt. Du kan prøve igjen.", "Signeringen avbröts. Du kan försöka igen.", "The signing was cancelled. You can try again.";
    FAILED_PROVIDER: "Signeringstjenesten svarte ikke som den skal. Ingenting er signert. Prøv igjen om litt.", "Signeringstjänsten svarade inte som den ska. Inget är signerat. Försök igen om en stund.", "The signing service did not answer as it should. Nothing is signed. Try again in a while.";
    FAILED_MEANS: "Du må bruke BankID. Ingenting er signert.", "Du måste använda BankID. Inget är signerat.", "You have to use BankID. Nothing is signed.";
    FAILED_AGAIN: "Det tok for lang tid, eller du kom tilbake i en annen nettleser. Ingenting er signert. Prøv igjen.", "Det tog för lång tid, eller så kom du tillbaka i en annan webbläsare. Inget är signerat. Försök igen.", "It took too long, or you came back in another browser. Nothing is signed. Try again.";
    FAILED_SETTINGS: "Signeringstjenesten er ikke satt opp riktig. Ingenting er signert. {firm} må ordne det.", "Signeringstjänsten är inte rätt inställd. Inget är signerat. {firm} behöver ordna det.", "The signing service is not set up correctly. Nothing is signed. {firm} has to mend it.";

    EVIDENCE_FILE: "Bevis.txt", "Bevis.txt", "Evidence.txt";
    EVIDENCE_HEAD: "SIGNERT DOKUMENT\n\nDokument: {document}\nFil: {file}\nSHA-256: {digest}\nFor: {customer}\nSendt til signering av {who}, {firm}, {at}\n", "SIGNERAT DOKUMENT\n\nDokument: {document}\nFil: {file}\nSHA-256: {digest}\nFör: {customer}\nSkickat för signering av {who}, {firm}, {at}\n", "SIGNED DOCUMENT\n\nDocument: {document}\nFile: {file}\nSHA-256: {digest}\nFor: {customer}\nSent for signing by {who}, {firm}, {at}\n";
    EVIDENCE_ONE: "\n{n}. {name}\n   Spurt som: {asked}\n   Signert: {at}\n   Identifisert hos: {issuer}\n   Med: {acr}\n   Tjenestens id for personen: {subject}\n   Har sagt: {text}\n", "\n{n}. {name}\n   Tillfrågad som: {asked}\n   Signerat: {at}\n   Identifierad hos: {issuer}\n   Med: {acr}\n   Tjänstens id för personen: {subject}\n   Har sagt: {text}\n", "\n{n}. {name}\n   Asked as: {asked}\n   Signed: {at}\n   Identified at: {issuer}\n   By: {acr}\n   The service's id of the person: {subject}\n   Has said: {text}\n";
    EVIDENCE_FOOT: "\nHver som signerte, har identifisert seg hos tjenesten for nettopp denne filen: tjenestens signerte svar (ID-token i evidence.json) har en kode (nonce) som er SHA-256 av linjene kundekort-signing-1, filens SHA-256, forespørsel, plass, SHA-256 av det som er sagt, og salt. Nøkkelen som svaret er signert med, står ved siden av; om den er tjenestens, sier tjenesten.\n", "\nVar och en som signerade har identifierat sig hos tjänsten för just den här filen: tjänstens signerade svar (ID-token i evidence.json) har en kod (nonce) som är SHA-256 av raderna kundekort-signing-1, filens SHA-256, begäran, plats, SHA-256 av det som sagts, och salt. Nyckeln som svaret är signerat med står bredvid; om den är tjänstens säger tjänsten.\n", "\nEach who signed has identified themselves at the service for just this file: the service's signed answer (the ID token in evidence.json) has a code (nonce) that is SHA-256 of the lines kundekort-signing-1, the file's SHA-256, request, place, SHA-256 of what was said, and salt. The key by which the answer is signed stands beside it; whether it is the service's, the service says.\n";
}
