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
    CHARGE: "Skriv et beløp fra 0 til 100 000, for eksempel 65 eller 5,30.", "Skriv ett belopp från 0 till 100 000, till exempel 65 eller 2,50.", "Enter an amount from 0 to 100 000, such as 65 or 5.30.";
    DAYS: "Skriv et antall hele dager fra 0 til 365, for eksempel 14.", "Skriv ett antal hela dagar från 0 till 365, till exempel 30.", "Enter a number of whole days from 0 to 365, such as 14.";
    PERCENT: "Skriv en prosent fra 0 til 100 med høyst to desimaler, for eksempel 8,75.", "Skriv en procentsats från 0 till 100 med högst två decimaler, till exempel 8,75.", "Enter a percentage from 0 to 100 with at most two decimals, such as 8.75.";
    FACTOR: "Skriv en faktor fra 1 til 10 med høyst tre desimaler, for eksempel 1,85.", "Skriv en faktor från 1 till 10 med högst tre decimaler, till exempel 1,85.", "Enter a factor from 1 to 10 with at most three decimals, such as 1.85.";
    INDUSTRY: "Skriv en næringskode med fem siffer, for eksempel 78.200, eller navnet på næringen.", "Skriv en näringskod med fem siffror, till exempel 78.200, eller näringens namn.", "Enter an industry code of five digits, such as 78.200, or the name of the industry.";
    CHOICE: "Velg en av verdiene i listen.", "Välj ett av värdena i listan.", "Choose one of the values in the list.";
    DATE_TIME: "Skriv dato og klokkeslett, for eksempel 2026-11-20 14:20.", "Skriv datum och klockslag, till exempel 2026-11-20 14:20.", "Enter a date and a time, such as 2026-11-20 14:20.";
    TAKEN: "En annen kunde har denne verdien.", "En annan kund har detta värde.", "Another customer has this value.";
    ALREADY_THERE: "Listen har denne allerede.", "Listan har redan den här.", "The list has this already.";
    LAST_CONTACT: "En kunde må ha minst én aktiv kontaktperson. Legg til en annen først.", "En kund måste ha minst en aktiv kontaktperson. Lägg till en annan först.", "A customer must have at least one active contact. Add another one first.";
    LAST_STATUS: "Minst én status som er i bruk, må bety aktiv kunde. Lag eller endre en annen først.", "Minst en status som används måste betyda aktiv kund. Skapa eller ändra en annan först.", "At least one status in use must mean an active customer. Add or change another one first.";
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
