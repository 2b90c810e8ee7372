//! Words of accounts, and of invitations to them.

domain::texts! {
    TITLE: "Brukere", "Användare", "Users";
    ADVICE: "De som kan logge inn i firmaet. En stengt konto kan ikke brukes, men det personen har gjort, står med navnet.", "De som kan logga in i företaget. Ett stängt konto kan inte användas, men det som personen har gjort står kvar med namnet.", "Those who can sign in to the firm. A closed account can't be used, but what the person has done stays with the name.";
    INVITE: "Inviter en bruker", "Bjud in en användare", "Invite a user";
    INVITE_ADVICE: "Den inviterte får en e-post med en lenke. Den gjelder i sju dager og kan brukes én gang.", "Den inbjudna får ett e-postmeddelande med en länk. Den gäller i sju dagar och kan användas en gång.", "Whoever is invited gets an e-mail with a link. It is valid for seven days and can be used once.";
    INVITE_NOW: "Lag invitasjon", "Skapa inbjudan", "Make the invitation";
    NAME: "Navn", "Namn", "Name";
    EMAIL: "E-post", "E-post", "E-mail";
    ROLE: "Rolle", "Roll", "Role";
    DEPARTMENT: "Avdeling", "Avdelning", "Department";
    ADMINISTRATOR: "Administrator", "Administratör", "Administrator";
    CONSULTANT: "Konsulent", "Konsult", "Consultant";
    READ_ONLY: "Bare lese", "Bara läsa", "Read only";
    YOU: "(deg)", "(du)", "(you)";
    SEEN: "sist her {when}", "senast här {when}", "last here {when}";
    CLOSED: "stengt", "stängt", "closed";
    INVITED: "invitert, til {when}", "inbjuden, till {when}", "invited, until {when}";
    NOT_INVITED: "uten gyldig invitasjon", "utan giltig inbjudan", "without a valid invitation";
    MENU: "Mer om {name}", "Mer om {name}", "More about {name}";
    EDIT: "Endre rolle og avdeling", "Ändra roll och avdelning", "Change role and department";
    SAVED: "Endringen er lagret", "Ändringen är sparad", "The change is saved";
    RENEW: "Lag ny invitasjon", "Skapa ny inbjudan", "Make a new invitation";
    WITHDRAW: "Trekk invitasjonen tilbake", "Dra tillbaka inbjudan", "Withdraw the invitation";
    WITHDRAWN: "Invitasjonen er trukket tilbake", "Inbjudan är tillbakadragen", "The invitation is withdrawn";
    CLOSE: "Steng kontoen", "Stäng kontot", "Close the account";
    IS_CLOSED: "Kontoen er stengt", "Kontot är stängt", "The account is closed";
    OPEN: "Åpne kontoen igjen", "Öppna kontot igen", "Open the account again";
    IS_OPEN: "Kontoen er åpen", "Kontot är öppet", "The account is open";

    SEND: "Send denne lenken til {name}, {email}.", "Skicka den här länken till {name}, {email}.", "Send this link to {name}, {email}.";
    GOES: "Invitasjonen sendes som e-post til {name}, {email}. Du kan også gi lenken videre selv.", "Inbjudan skickas som e-post till {name}, {email}. Du kan också lämna länken själv.", "The invitation goes by e-mail to {name}, {email}. You can also hand the link over yourself.";
    LANGUAGE: "Språk", "Språk", "Language";
    LINK: "Lenke til invitasjonen", "Länk till inbjudan", "Link to the invitation";
    ONCE: "Lenken vises bare nå. Den gjelder i sju dager og kan brukes én gang.", "Länken visas bara nu. Den gäller i sju dagar och kan användas en gång.", "The link is shown only now. It is valid for seven days and can be used once.";
    MAIL: "Skriv e-posten", "Skriv e-postmeddelandet", "Write the e-mail";
    MAIL_SUBJECT: "Invitasjon til Kundekort hos {firm}", "Inbjudan till Kundekort hos {firm}", "Invitation to Kundekort at {firm}";
    MAIL_BODY: "Hei, {name}! Du er invitert til Kundekort hos {firm}. Velg et passord her innen sju dager:\n{link}\n\nLenken kan brukes én gang.", "Hej, {name}! Du är inbjuden till Kundekort hos {firm}. Välj ett lösenord här inom sju dagar:\n{link}\n\nLänken kan användas en gång.", "Hello {name}! You are invited to Kundekort at {firm}. Choose a password here within seven days:\n{link}\n\nThe link can be used once.";

    INVITATION: "Invitasjon", "Inbjudan", "Invitation";
    WELCOME: "Velkommen, {name}", "Välkommen, {name}", "Welcome, {name}";
    WELCOME_ADVICE: "Velg et passord for kontoen din hos {firm}. Du logger inn med {email}.", "Välj ett lösenord för ditt konto hos {firm}. Du loggar in med {email}.", "Choose a password for your account at {firm}. You sign in with {email}.";
    PASSWORD_HINT: "Minst {min} tegn.", "Minst {min} tecken.", "At least {min} characters.";
    ACCEPT: "Lagre passordet", "Spara lösenordet", "Save the password";
    GONE: "Denne lenken kan ikke brukes", "Den här länken kan inte användas", "This link can't be used";
    GONE_ADVICE: "Den kan være brukt eller for gammel. Be administratoren i firmaet om en ny invitasjon. Har du allerede valgt passord, kan du logge inn.", "Den kan vara använd eller för gammal. Be administratören i företaget om en ny inbjudan. Har du redan valt lösenord kan du logga in.", "It may have been used, or be too old. Ask your firm's administrator for a new invitation. If you have chosen a password already, you can sign in.";

    LAST_ADMINISTRATOR: "Firmaet må ha minst én administrator. Gi en annen rollen først.", "Företaget måste ha minst en administratör. Ge någon annan rollen först.", "The firm must have at least one administrator. Give somebody else the role first.";
    YOURSELF: "Du kan ikke stenge din egen konto.", "Du kan inte stänga ditt eget konto.", "You can't close your own account.";
    NOT_ACCEPTED: "Invitasjonen er ikke tatt i bruk. Lag en ny.", "Inbjudan har inte använts. Skapa en ny.", "The invitation was never taken. Make a new one.";
    ACCEPTED: "Personen har valgt passord allerede.", "Personen har redan valt lösenord.", "The person has chosen a password already.";
    EMAIL_TAKEN: "Adressen har en konto fra før og kan ikke inviteres.", "Adressen har redan ett konto och kan inte bjudas in.", "The address has an account already and can't be invited.";
}
