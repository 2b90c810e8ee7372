//! Words of people's own mailboxes.

use domain::{mailbox::MailboxProblem, text::Text};

domain::texts! {
    TITLE: "E-postkassen min", "Min e-postlåda", "My mailbox";
    INTRO: "Bare du ser det som står her. Det du legger på et kort, ser alle som kan lese kortet.", "Bara du ser det som står här. Det du lägger på ett kort ser alla som kan läsa kortet.", "Only you see what stands here. What you put on a card is seen by all who may read that card.";
    SETTING: "E-postkasse", "E-postlåda", "Mailbox";
    SETTING_ADVICE: "Koble til e-postkassen din, så legger svar på det du har sendt fra et kort seg der av seg selv, og du kan legge annen e-post på kort. Ingen andre ser e-posten din.", "Anslut din e-postlåda, så lägger sig svar på det du har skickat från ett kort där av sig själva, och du kan lägga annan e-post på kort. Ingen annan ser din e-post.", "Connect your mailbox: answers to what you sent from a card then come onto it by themselves, and you can put other e-mail on cards. Nobody else sees your e-mail.";
    HOST: "E-postserver (IMAP)", "E-postserver (IMAP)", "Mail server (IMAP)";
    HOST_ADVICE: "Slik som imap.firma.no. Den som drifter e-posten, vet det.", "Till exempel imap.firma.se. Den som sköter e-posten vet det.", "Such as imap.firm.com. Whoever runs your e-mail knows.";
    PORT: "Port", "Port", "Port";
    ACCOUNT: "Brukernavn", "Användarnamn", "User name";
    ACCOUNT_ADVICE: "Som regel e-postadressen.", "Oftast e-postadressen.", "Usually the e-mail address.";
    PASSWORD: "Passord til e-posten", "Lösenord till e-posten", "Password of the mailbox";
    PASSWORD_ADVICE: "Helst et app-passord, hvis serveren har det. Det lagres kryptert og vises aldri.", "Helst ett applösenord, om servern har det. Det sparas krypterat och visas aldrig.", "An app password, if the server has them. It is kept encrypted and never shown.";
    CONNECT: "Koble til", "Anslut", "Connect";
    CONNECTED: "E-postkassen er koblet til", "E-postlådan är ansluten", "The mailbox is connected";
    CHANGE: "Endre tilkobling", "Ändra anslutning", "Change connection";
    DISCONNECT: "Koble fra", "Koppla från", "Disconnect";
    DISCONNECT_ADVICE: "Passordet og all e-post som ikke er på et kort, blir slettet her. I e-postkassen selv endres ingenting.", "Lösenordet och all e-post som inte är på ett kort tas bort här. I själva e-postlådan ändras inget.", "The password and all e-mail that is on no card are deleted here. Nothing changes in the mailbox itself.";
    DISCONNECTED: "E-postkassen er koblet fra", "E-postlådan är frånkopplad", "The mailbox is disconnected";
    READ_NOW: "Hent nå", "Hämta nu", "Fetch now";
    READING: "E-posten hentes", "E-posten hämtas", "E-mail is being fetched";
    READ_AT: "Hentet {when}", "Hämtad {when}", "Fetched {when}";
    NOT_READ: "Hentes for første gang", "Hämtas för första gången", "Being fetched for the first time";
    TRIED_AGAIN: "Prøves igjen {when}. Ingenting er tapt.", "Nytt försök {when}. Inget är förlorat.", "Tried again {when}. Nothing is lost.";
    OPEN_PAGE: "Se e-posten", "Visa e-posten", "See the e-mail";
    NOT_CONNECTED: "Du har ikke koblet til noen e-postkasse ennå.", "Du har inte anslutit någon e-postlåda ännu.", "You have not connected a mailbox yet.";
    TO_PROFILE: "Koble til i profilen", "Anslut i profilen", "Connect it in your profile";
    FROM_MAILBOX: "Hent fra e-postkassen", "Hämta från e-postlådan", "Take from my mailbox";

    WHICH: "Hvilken e-post", "Vilken e-post", "Which e-mail";
    OPEN: "Ikke på kort", "Inte på kort", "On no card";
    ON_CARDS: "På kort", "På kort", "On cards";
    EMPTY_OPEN: "Ingen e-post her. Det som kommer de neste dagene, dukker opp av seg selv.", "Ingen e-post här. Det som kommer de närmaste dagarna dyker upp av sig självt.", "No e-mail here. What comes in the next days appears by itself.";
    EMPTY_CARDS: "Ingen e-post herfra er på et kort ennå.", "Ingen e-post härifrån är på ett kort ännu.", "No e-mail from here is on a card yet.";
    NOTHING_FOUND: "Ingenting passer.", "Inget passar.", "Nothing matches.";
    SEARCH: "Søk i e-posten", "Sök i e-posten", "Search the e-mail";
    OF_CUSTOMER: "Bare e-post med {customer}", "Bara e-post med {customer}", "Only e-mail with {customer}";
    SHOW_ALL: "Vis all", "Visa all", "Show all";
    CHOOSE: "Velg «{subject}»", "Välj ”{subject}”", "Choose “{subject}”";
    NO_SUBJECT: "(uten emne)", "(utan ämne)", "(no subject)";
    FROM: "Fra {people}", "Från {people}", "From {people}";
    TO: "Til {people}", "Till {people}", "To {people}";
    AND_MORE: "{people} og {count} til", "{people} och {count} till", "{people} and {count} more";
    FILES: "Vedlegg: {files}", "Bilagor: {files}", "Attachments: {files}";
    CUT: "Meldingen er lang, så bare begynnelsen er hentet.", "Meddelandet är långt, så bara början är hämtad.", "The message is long, so only its beginning was fetched.";
    WHOLE_TEXT: "Vis hele", "Visa hela", "Show all of it";
    SUGGESTED: "Passer til", "Passar till", "Fits";
    PUT_ON: "Legg på kortet til {customer}", "Lägg på kortet för {customer}", "Put on the card of {customer}";
    ATTACHED: "Lagt på kortet", "Lagt på kortet", "Put on the card";
    PUT: "Legg valgte på kortet", "Lägg valda på kortet", "Put chosen on the card";
    CUSTOMER: "Kunde", "Kund", "Customer";
    ON_CARD: "På kortet til", "På kortet för", "On the card of";
    TAKE_OFF: "Ta av kortet", "Ta bort från kortet", "Take off the card";
    TAKEN_OFF: "Tatt av kortet", "Borttaget från kortet", "Taken off the card";
    NONE_CHOSEN: "Velg minst én melding.", "Välj minst ett meddelande.", "Choose one message at least.";

    KEEP_FILE: "Lagre «{file}» som dokument", "Spara ”{file}” som dokument", "Keep “{file}” as a document";
    FILE_KEPT: "Lagret som dokument på kortet", "Sparat som dokument på kortet", "Kept as a document of the card";
    FILE_GONE: "Vedlegget kan ikke hentes. Det er for stort, eller meldingen er ikke lenger der.", "Bilagan kan inte hämtas. Den är för stor, eller så är meddelandet inte kvar.", "The attachment can't be fetched. It is too large, or the message is not there any more.";

    MAIL_SERVER: "Skriv navnet på e-postserveren, slik som imap.firma.no.", "Skriv namnet på e-postservern, till exempel imap.firma.se.", "Write the name of the mail server, such as imap.firm.com.";
    UNREACHABLE: "E-postserveren svarer ikke. Sjekk navn og port.", "E-postservern svarar inte. Kontrollera namn och port.", "The mail server does not answer. Check name and port.";
    REFUSED: "Serveren svarer, men tar ikke imot som en e-postserver (IMAP) akkurat nå. Sjekk navn og port.", "Servern svarar, men tar inte emot som en e-postserver (IMAP) just nu. Kontrollera namn och port.", "The server answers, but not as a mail server (IMAP) just now. Check name and port.";
    WRONG_PASSWORD: "E-postserveren godtar ikke brukernavn og passord.", "E-postservern godtar inte användarnamn och lösenord.", "The mail server does not accept user name and password.";
    NO_TLS: "E-postserveren tilbyr ikke en kryptert forbindelse, så passordet ble ikke sendt.", "E-postservern erbjuder ingen krypterad förbindelse, så lösenordet skickades inte.", "The mail server offers no encrypted connection, so the password was not sent.";
    UNTRUSTED: "E-postserveren kan ikke vise at den er den den gir seg ut for, så passordet ble ikke sendt.", "E-postservern kan inte visa att den är den den utger sig för, så lösenordet skickades inte.", "The mail server can't prove that it is the one of that name, so the password was not sent.";
    NO_KEY: "Passordet kan ikke leses her lenger. Koble til på nytt.", "Lösenordet kan inte läsas här längre. Anslut på nytt.", "The password can't be read here any more. Connect again.";
    LOST: "E-postserveren sluttet å svare.", "E-postservern slutade svara.", "The mail server stopped answering.";
}

/// Why a mailbox can't be read.
#[must_use]
pub const fn problem(problem: MailboxProblem) -> Text {
    match problem {
        MailboxProblem::Unreachable => UNREACHABLE,
        MailboxProblem::Refused => REFUSED,
        MailboxProblem::WrongPassword => WRONG_PASSWORD,
        MailboxProblem::NoTls => NO_TLS,
        MailboxProblem::Untrusted => UNTRUSTED,
        MailboxProblem::NoKey => NO_KEY,
        MailboxProblem::Lost => LOST,
    }
}
