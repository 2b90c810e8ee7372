//! Words for what went wrong.

domain::texts! {
    REQUIRED: "Må fylles ut.", "Måste fyllas i.", "This must be filled in.";
    TOO_LONG: "Kan ha høyst {max} tegn.", "Får ha högst {max} tecken.", "May have at most {max} characters.";
    TOO_SHORT: "Må ha minst {min} tegn.", "Måste ha minst {min} tecken.", "Must have at least {min} characters.";
    CONTROL_CHARACTERS: "Inneholder tegn som ikke kan vises. Skriv teksten på nytt.", "Innehåller tecken som inte kan visas. Skriv texten på nytt.", "Contains characters that can't be shown. Type the text again.";
    EMAIL: "Skriv en e-postadresse, for eksempel navn@firma.no.", "Skriv en e-postadress, till exempel namn@foretag.se.", "Enter an e-mail address, such as name@company.com.";
    PHONE: "Skriv et telefonnummer. Norske numre har 8 siffer; utenlandske begynner med + og landkode.", "Skriv ett telefonnummer med riktnummer; utländska börjar med + och landskod.", "Enter a phone number; foreign numbers start with + and the country code.";
    WEB_ADDRESS: "Skriv en nettadresse, for eksempel firma.no.", "Skriv en webbadress, till exempel foretag.se.", "Enter a web address, such as company.com.";
    ORGANISATION_NUMBER_LENGTH: "Et organisasjonsnummer her i landet har {digits} siffer.", "Ett organisationsnummer här i landet har {digits} siffror.", "An organisation number of this country has {digits} digits.";
    CHECK_DIGIT: "Kontrollsifferet stemmer ikke. Se etter om et siffer er feil.", "Kontrollsiffran stämmer inte. Se efter om en siffra är fel.", "The check digit is wrong. See whether a digit is mistyped.";
    POSTAL_CODE: "Skriv et postnummer: fire siffer i Norge, fem i Sverige.", "Skriv ett postnummer: fem siffror i Sverige, fyra i Norge.", "Enter a postal code: four digits in Norway, five in Sweden.";
    MONEY: "Skriv et beløp, for eksempel 12 400,50.", "Skriv ett belopp, till exempel 12 400,50.", "Enter an amount, such as 12 400,50.";
    INDUSTRY: "Skriv en næringskode med fem siffer, for eksempel 78.200, eller navnet på næringen.", "Skriv en näringskod med fem siffror, till exempel 78.200, eller näringens namn.", "Enter an industry code of five digits, such as 78.200, or the name of the industry.";
    CHOICE: "Velg en av verdiene i listen.", "Välj ett av värdena i listan.", "Choose one of the values in the list.";
    DATE_TIME: "Skriv dato og klokkeslett, for eksempel 2026-11-20 14:20.", "Skriv datum och klockslag, till exempel 2026-11-20 14:20.", "Enter a date and a time, such as 2026-11-20 14:20.";
    TAKEN: "En annen kunde har denne verdien.", "En annan kund har detta värde.", "Another customer has this value.";
    ALREADY_THERE: "Listen har denne allerede.", "Listan har redan den här.", "The list has this already.";
    LAST_CONTACT: "En kunde må ha minst én aktiv kontaktperson. Legg til en annen først.", "En kund måste ha minst en aktiv kontaktperson. Lägg till en annan först.", "A customer must have at least one active contact. Add another one first.";
    UNKNOWN_CUSTOMER: "Ingen kunde heter det eller har det nummeret. Prøv en del av navnet.", "Ingen kund heter så eller har det numret. Försök med en del av namnet.", "No customer has this name or number. Try part of the name.";
    SEVERAL_CUSTOMERS: "Flere kunder passer. Velg en av dem, eller skriv kundenummeret.", "Flera kunder passar. Välj en av dem, eller skriv kundnumret.", "Several customers match. Choose one of them, or enter the customer number.";
    OWN_PARENT: "En kunde kan ikke være sitt eget morselskap.", "En kund kan inte vara sitt eget moderbolag.", "A customer can't be its own parent company.";
    PARENT_RING: "Dette selskapet er selv datterselskap av kunden, direkte eller gjennom andre. Velg et annet.", "Det här bolaget är självt dotterbolag till kunden, direkt eller genom andra. Välj ett annat.", "This company is itself a subsidiary of the customer, directly or through others. Choose another one.";
    NO_PICTURE: "Velg en bildefil først.", "Välj en bildfil först.", "Choose a picture file first.";
    PICTURE_KIND: "Velg et bilde i PNG, JPEG, WebP eller GIF. Andre filer kan ikke brukes, heller ikke SVG.", "Välj en bild i PNG, JPEG, WebP eller GIF. Andra filer kan inte användas, inte heller SVG.", "Choose a picture in PNG, JPEG, WebP or GIF. Other files can't be used, nor can SVG.";
    PICTURE_TOO_LARGE: "Filen er større enn {max} MB. Lagre bildet mindre og prøv igjen.", "Filen är större än {max} MB. Spara bilden mindre och försök igen.", "The file is larger than {max} MB. Save the picture smaller and try again.";
    PICTURE_TOO_MANY_PIXELS: "Bildet har mer enn {max} millioner punkter. Gjør det mindre og prøv igjen.", "Bilden har mer än {max} miljoner bildpunkter. Gör den mindre och försök igen.", "The picture has more than {max} million pixels. Make it smaller and try again.";
    PICTURE_BROKEN: "Bildet kunne ikke leses: filen er skadet eller kom ikke helt fram. Prøv igjen, eller lagre bildet på nytt.", "Bilden kunde inte läsas: filen är skadad eller kom inte fram helt. Försök igen, eller spara bilden på nytt.", "The picture could not be read: the file is damaged or did not arrive whole. Try again, or save the picture anew.";
    PASSWORD_MISMATCH: "De to passordene er ikke like.", "De två lösenorden är inte lika.", "The two passwords differ.";
    WRONG_PASSWORD: "Det nåværende passordet er ikke riktig.", "Det nuvarande lösenordet är inte rätt.", "The current password is wrong.";
    NOTHING_TO_UNDO: "Det er ikke mer å angre av det du har gjort her det siste døgnet. Eldre endringer kan tas tilbake i loggen.", "Det finns inget mer att ångra av det du har gjort här det senaste dygnet. Äldre ändringar kan tas tillbaka i loggen.", "There is nothing more to undo of what you did here in the last 24 hours. Older changes can be taken back in the log.";
    READ_ONLY: "Kan ikke endres her.", "Kan inte ändras här.", "Can't be changed here.";

    BAD_REQUEST: "Forespørselen kunne ikke leses", "Begäran kunde inte läsas", "The request could not be read";
    BAD_REQUEST_ADVICE: "Gå tilbake og prøv en gang til.", "Gå tillbaka och försök en gång till.", "Go back and try once more.";
    UNAUTHENTICATED: "Du er ikke logget inn", "Du är inte inloggad", "You are not signed in";
    UNAUTHENTICATED_ADVICE: "Logg inn og fortsett der du var.", "Logga in och fortsätt där du var.", "Sign in and go on where you were.";
    WRONG_CREDENTIALS: "E-post og passord stemmer ikke", "E-post och lösenord stämmer inte", "E-mail and password don't match";
    WRONG_CREDENTIALS_ADVICE: "Se etter skrivefeil, eller spør administratoren om et nytt passord.", "Se efter skrivfel, eller be administratören om ett nytt lösenord.", "Look for typing errors, or ask your administrator for a new password.";
    FORBIDDEN: "Du har ikke tilgang til dette", "Du har inte behörighet till detta", "You may not do this";
    FORBIDDEN_ADVICE: "Rollen din gir ikke rett til det. Spør administratoren i firmaet.", "Din roll ger inte rätt till det. Fråga administratören i företaget.", "Your role does not allow it. Ask your firm's administrator.";
    NOT_FOUND: "Dette finnes ikke", "Det här finns inte", "There is no such thing";
    NOT_FOUND_ADVICE: "Det kan være slettet eller flyttet. Søk etter det, eller gå til kundene.", "Det kan vara borttaget eller flyttat. Sök efter det, eller gå till kunderna.", "It may have been deleted or moved. Search for it, or go to the customers.";
    CONFLICT: "Noen andre endret det samme", "Någon annan ändrade samma sak", "Somebody else changed the same";
    CONFLICT_ADVICE: "Se begge verdiene og velg.", "Se båda värdena och välj.", "Look at both values and choose.";
    POSSIBLE_DUPLICATE: "Kunden finnes kanskje fra før", "Kunden finns kanske redan", "The customer may be there already";
    POSSIBLE_DUPLICATE_ADVICE: "Se kundene som ligner, og registrer likevel hvis det er en annen.", "Se kunderna som liknar och registrera ändå om det är en annan.", "Look at the similar customers, and register anyway if it is another one.";
    TOO_LARGE: "For stort", "För stort", "Too large";
    TOO_LARGE_ADVICE: "Det du sendte, er større enn tillatt. Kort det ned og prøv igjen.", "Det du skickade är större än tillåtet. Korta ner det och försök igen.", "What you sent is larger than allowed. Shorten it and try again.";
    INVALID: "Noe må rettes", "Något måste rättas", "Something must be corrected";
    INVALID_ADVICE: "Se meldingen ved feltet.", "Se meddelandet vid fältet.", "See the message at the field.";
    TOO_MANY: "For mange forsøk", "För många försök", "Too many attempts";
    TOO_MANY_ADVICE: "Vent et kvarter og prøv igjen.", "Vänta en kvart och försök igen.", "Wait a quarter of an hour and try again.";
    UNAVAILABLE: "Vi når ikke databasen akkurat nå", "Vi når inte databasen just nu", "The database can't be reached just now";
    UNAVAILABLE_ADVICE: "Det du har lagret, er trygt. Prøv igjen om litt.", "Det du har sparat är tryggt. Försök igen om en stund.", "What you have saved is safe. Try again in a moment.";
    INTERNAL: "Noe gikk galt hos oss", "Något gick fel hos oss", "Something went wrong on our side";
    INTERNAL_ADVICE: "Det er notert. Prøv igjen, og si fra hvis det skjer på nytt.", "Det är noterat. Försök igen, och säg till om det händer på nytt.", "It has been noted. Try again, and tell us if it happens again.";
}
