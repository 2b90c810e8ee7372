//! Words of registering a customer.

domain::texts! {
    TITLE: "Ny kunde", "Ny kund", "New customer";
    QUICK: "Hurtigregistrering", "Snabbregistrering", "Quick registration";
    LEGEND: "Slik er feltene merket", "Så är fälten märkta", "How fields are marked";
    MUST_FILL: "fylles ut", "fyllas i", "be filled in";
    SHOULD_FILL: "fylles ut", "fyllas i", "be filled in";
    MAY_FILL: "kan fylles ut", "kan fyllas i", "may be filled in";
    PRESET: "Type, land, status og konsulent", "Typ, land, status och ansvarig", "Type, country, status and consultant";
    BY_TYPE: "Følger kundetypen", "Följer kundtypen", "Follows the type";
    BY_TYPE_NAMED: "{status} (følger kundetypen)", "{status} (följer kundtypen)", "{status} (follows the type)";
    CONTACT: "Kontaktperson", "Kontaktperson", "Contact person";
    CONTACT_FIELD: "Kontaktperson: {what}", "Kontaktperson: {what}", "Contact person: {what}";
    SAME_AS_CUSTOMER: "Samme som kunden", "Samma som kunden", "Same as the customer";
    SAME_AS_HINT: "Navn, e-post og telefon hentes fra kunden der feltene er tomme.", "Namn, e-post och telefon hämtas från kunden där fälten är tomma.", "Name, e-mail and phone are taken from the customer where the fields are empty.";
    MORE_CONTACT: "Mer om kontaktpersonen", "Mer om kontaktpersonen", "More about the contact person";
    SAVE: "Lagre kunde", "Spara kund", "Save customer";
    SAVE_AND_NEW: "Lagre og ny", "Spara och ny", "Save and new";
    SAVED: "Kunden er registrert", "Kunden är registrerad", "The customer is registered";
    MADE: "{name} er registrert med nummer {number}.", "{name} är registrerad med nummer {number}.", "{name} is registered with number {number}.";
    OPEN_CARD: "Åpne kortet", "Öppna kortet", "Open the card";
    ERRORS: "Noe må rettes før kunden kan lagres", "Något måste rättas innan kunden kan sparas", "Something must be corrected before the customer can be saved";
    DRAFT: "Utkast hentet fram", "Utkast hämtat", "Draft restored";
    DISCARD: "Forkast", "Kasta", "Discard";
    MAY_EXIST: "Finnes kunden fra før?", "Finns kunden redan?", "Is the customer there already?";
    MAY_EXIST_ADVICE: "Åpne den hvis det er den samme.", "Öppna den om det är samma.", "Open it if it is the same.";
    OPEN_THAT: "Åpne den", "Öppna den", "Open that one";
    ANYWAY: "Registrer likevel", "Registrera ändå", "Register anyway";
    SAME_NUMBER: "samme organisasjonsnummer", "samma organisationsnummer", "same organisation number";
    ALIKE_NAME: "lignende navn", "liknande namn", "similar name";
    SAME_PHONE: "samme telefon", "samma telefon", "same phone";
    SAME_EMAIL: "samme e-post", "samma e-post", "same e-mail";
    SIGNED_OUT: "Du er logget ut", "Du är utloggad", "You are signed out";
    SIGNED_OUT_ADVICE: "Ingenting er lagret ennå, men alt du skrev, er med på denne siden. Logg inn i en ny fane, gå tilbake hit og send på nytt.", "Ingenting är sparat ännu, men allt du skrev finns med på den här sidan. Logga in i en ny flik, gå tillbaka hit och skicka igen.", "Nothing is saved yet, but all you typed is on this page. Sign in in a new tab, come back here and send again.";
    NOT_SAVED: "Det lot seg ikke lagre nå", "Det gick inte att spara nu", "It could not be saved just now";
    NOT_SAVED_ADVICE: "Alt du skrev, er med på denne siden. Vent litt og send på nytt. Filer må velges en gang til.", "Allt du skrev finns med på den här sidan. Vänta en stund och skicka igen. Filer måste väljas en gång till.", "All you typed is on this page. Wait a moment and send again. Files must be chosen once more.";
    SIGN_IN_THERE: "Logg inn i en ny fane", "Logga in i en ny flik", "Sign in in a new tab";
    SEND_AGAIN: "Send på nytt", "Skicka igen", "Send again";
}
