//! Words of the firm's `SharePoint`: its settings, and the folders of customers.

use domain::{field::grouped, language::Language, sharepoint::Failure, text::Text};

domain::texts! {
    TITLE: "SharePoint", "SharePoint", "SharePoint";
    ADVICE: "Vis kundens mappe i SharePoint på kundekortet, og last opp filer derfra. Filene blir liggende i SharePoint.", "Visa kundens mapp i SharePoint på kundkortet, och ladda upp filer därifrån. Filerna ligger kvar i SharePoint.", "Show a customer's folder in SharePoint on its card, and upload files from there. The files stay in SharePoint.";
    ON_CARDS: "På kundekortet", "På kundkortet", "On the card";
    IS_ON: "Vis SharePoint på kortene", "Visa SharePoint på korten", "Show SharePoint on cards";
    IS_ON_ADVICE: "Alle som kan lese kortet, ser mappen. Kunder ser den aldri i portalen.", "Alla som kan läsa kortet ser mappen. Kunder ser den aldrig i portalen.", "Everybody who may read a card sees its folder. Customers never see it in the portal.";
    SIGN_IN: "Pålogging hos Microsoft", "Inloggning hos Microsoft", "Sign-in at Microsoft";
    SIGN_IN_ADVICE: "Registrer en app i Microsoft Entra med tillatelsen Sites.Selected for området, eller Sites.ReadWrite.All, som programtillatelse, og gi den samtykke der.", "Registrera en app i Microsoft Entra med behörigheten Sites.Selected för webbplatsen, eller Sites.ReadWrite.All, som programbehörighet, och ge den medgivande där.", "Register an app in Microsoft Entra with the application permission Sites.Selected for the site, or Sites.ReadWrite.All, and grant consent to it there.";
    DIRECTORY: "Katalog-ID (tenant)", "Katalog-ID (klientorganisation)", "Directory (tenant) ID";
    CLIENT: "Program-ID (klient)", "Program-ID (klient)", "Application (client) ID";
    SECRET: "Klienthemmelighet", "Klienthemlighet", "Client secret";
    SECRET_ADVICE: "Lagres kryptert og vises aldri.", "Sparas krypterad och visas aldrig.", "Kept encrypted and never shown.";
    SECRET_KEPT: "En hemmelighet er lagret. La feltet stå tomt for å beholde den.", "En hemlighet är sparad. Lämna fältet tomt för att behålla den.", "A secret is kept. Leave this empty to keep it.";
    SECRET_SET: "Hemmeligheten satt", "Hemligheten satt", "Secret set";
    PLACE: "Hvor mappene er", "Var mapparna finns", "Where the folders are";
    PLACE_ADVICE: "Mappene må ligge i områdets vanlige dokumentbibliotek.", "Mapparna ska ligga i webbplatsens vanliga dokumentbibliotek.", "The folders must be in the usual document library of the site.";
    SITE: "Adressen til området", "Webbplatsens adress", "Address of the site";
    SITE_ADVICE: "Slik som https://firma.sharepoint.com/sites/salg", "Till exempel https://firma.sharepoint.com/sites/salg", "Such as https://firm.sharepoint.com/sites/sales";
    FOLDER: "Mappen med alle kunder", "Mappen med alla kunder", "The folder with all customers";
    FOLDER_ADVICE: "Fra toppen av dokumentbiblioteket, slik som Salg/Kunder. Tomt er toppen selv.", "Från toppen av dokumentbiblioteket, till exempel Sälj/Kunder. Tomt är toppen själv.", "From the top of the document library, such as Sales/Customers. Empty is the top itself.";
    PATTERN: "Navnet på en kundes mappe", "Namnet på en kunds mapp", "Name of a customer's folder";
    PATTERN_ADVICE: "Med {number} for kundenummeret og {name} for navnet. En mappe som heter noe annet, kan velges på kortet.", "Med {number} för kundnumret och {name} för namnet. En mapp som heter något annat kan väljas på kortet.", "With {number} for the number and {name} for the name. A folder that is called something else can be chosen on the card.";
    PATTERN_EXAMPLE: "For eksempel: {folder}", "Till exempel: {folder}", "For example: {folder}";
    SAVE: "Lagre og prøv", "Spara och prova", "Save and try";
    SAVED: "SharePoint er lagret", "SharePoint är sparat", "SharePoint is saved";
    TRY: "Prøv forbindelsen", "Prova anslutningen", "Try the connection";
    WORKS: "Forbindelsen virker. Mappen «{folder}» er funnet, med {n} mapper i seg.", "Anslutningen fungerar. Mappen ”{folder}” hittades, med {n} mappar i sig.", "The connection works. The folder “{folder}” was found, with {n} folders in it.";
    WORKS_TOP: "Forbindelsen virker. Dokumentbiblioteket er funnet, med {n} mapper øverst.", "Anslutningen fungerar. Dokumentbiblioteket hittades, med {n} mappar överst.", "The connection works. The document library was found, with {n} folders at its top.";
    WORKS_NOT: "Forbindelsen virker ikke.", "Anslutningen fungerar inte.", "The connection does not work.";
    AT_LEAST: "minst {n}", "minst {n}", "at least {n}";

    DIGEST: "Kundens mappe", "Kundens mapp", "The customer's folder";
    LOADING: "Henter mappen …", "Hämtar mappen …", "Fetching the folder …";
    OPEN_PAGE: "Åpne mappen", "Öppna mappen", "Open the folder";
    ALL: "Vis alle {n}", "Visa alla {n}", "Show all {n}";
    ALL_OF_MANY: "Åpne mappen, med minst {n} elementer", "Öppna mappen, med minst {n} objekt", "Open the folder, with at least {n} items";
    PAGE_TITLE: "SharePoint – {customer}", "SharePoint – {customer}", "SharePoint – {customer}";
    WAY: "Mapper", "Mappar", "Folders";
    EMPTY: "Mappen er tom.", "Mappen är tom.", "The folder is empty.";
    CUT: "Bare de første {n} vises. Resten finner du i SharePoint.", "Bara de första {n} visas. Resten finns i SharePoint.", "Only the first {n} are shown. The rest is in SharePoint.";
    ONE_ITEM: "1 element", "1 objekt", "1 item";
    ITEMS: "{n} elementer", "{n} objekt", "{n} items";
    CHANGED_BY: "endret {when} av {who}", "ändrad {when} av {who}", "changed {when} by {who}";
    CHANGED: "endret {when}", "ändrad {when}", "changed {when}";
    OPEN_THERE: "Åpne i SharePoint", "Öppna i SharePoint", "Open in SharePoint";
    OPEN_NAMED: "Åpne {name} i SharePoint", "Öppna {name} i SharePoint", "Open {name} in SharePoint";
    UPLOADED: "Lastet opp til SharePoint", "Uppladdat till SharePoint", "Uploaded to SharePoint";
    UPLOAD_ADVICE: "En fil med samme navn blir ikke overskrevet.", "En fil med samma namn skrivs inte över.", "A file of the same name is not overwritten.";
    MISSING: "Det er ingen mappe som heter «{folder}».", "Det finns ingen mapp som heter ”{folder}”.", "There is no folder called “{folder}”.";
    GONE: "Mappen «{folder}» er ikke der lenger.", "Mappen ”{folder}” finns inte där längre.", "The folder “{folder}” is no longer there.";
    NO_SUCH: "Det er ingen slik mappe eller fil hos denne kunden.", "Det finns ingen sådan mapp eller fil hos den här kunden.", "This customer has no such folder or file.";
    TO_TOP: "Til kundens mappe", "Till kundens mapp", "To the customer's folder";
    CREATE: "Opprett mappen", "Skapa mappen", "Create the folder";
    CREATED: "Mappen er opprettet", "Mappen är skapad", "The folder is created";
    CHOOSE: "Velg en annen mappe", "Välj en annan mapp", "Choose another folder";
    CHOOSE_TITLE: "Velg kundens mappe", "Välj kundens mapp", "Choose the customer's folder";
    CHOOSE_ADVICE: "Alle som kan lese kortet, ser alt i mappen du velger.", "Alla som kan läsa kortet ser allt i mappen du väljer.", "Everybody who may read the card sees all that is in the folder you choose.";
    CHOOSE_THIS: "Velg", "Välj", "Choose";
    CHOOSE_NAMED: "Velg {name}", "Välj {name}", "Choose {name}";
    CHOOSE_CUT: "Bare de første {n} vises. Søk etter navnet for å finne en annen.", "Bara de första {n} visas. Sök efter namnet för att hitta en annan.", "Only the first {n} are shown. Search for the name to find another.";
    NAMED: "Navnet på en mappe", "Namnet på en mapp", "Name of a folder";
    NAMED_ADVICE: "Hele navnet, slik det står i SharePoint.", "Hela namnet, som det står i SharePoint.", "The whole name, as it stands in SharePoint.";
    FIND: "Finn", "Hitta", "Find";
    NO_FOLDERS: "Ingen mapper her.", "Inga mappar här.", "No folders here.";
    FORGET: "Bruk «{folder}» igjen", "Använd ”{folder}” igen", "Use “{folder}” again";
    FORGOTTEN: "Kundens mappe finnes igjen etter navnet", "Kundens mapp hittas åter efter namnet", "The customer's folder is found by its name again";
    AGAIN: "Prøv igjen", "Försök igen", "Try again";
    TO_SETTINGS: "Se innstillingene", "Se inställningarna", "See the settings";
    ASK_ADMINISTRATOR: "En administrator kan ordne det i innstillingene.", "En administratör kan ordna det i inställningarna.", "An administrator can put it right in the settings.";
    CARD_WORKS: "Resten av kortet er som det skal.", "Resten av kortet är som det ska.", "The rest of the card is as it should be.";
    LOG: "SharePoint-mappe", "SharePoint-mapp", "SharePoint folder";
    LOG_CHOSE: "valgte SharePoint-mappen", "valde SharePoint-mappen", "chose the SharePoint folder";
    LOG_CHANGED: "byttet SharePoint-mappe til", "bytte SharePoint-mapp till", "changed the SharePoint folder to";
    LOG_FORGOT: "valgte bort SharePoint-mappen", "valde bort SharePoint-mappen", "let go of the SharePoint folder";

    OFF: "SharePoint er ikke satt opp.", "SharePoint är inte konfigurerat.", "SharePoint is not set up.";
    NO_KEY: "Den lagrede hemmeligheten kan ikke leses lenger. Skriv den inn på nytt.", "Den sparade hemligheten kan inte längre läsas. Skriv in den på nytt.", "The secret that was kept can't be read any more. Type it again.";
    UNKNOWN_DIRECTORY: "Microsoft kjenner ingen katalog med denne ID-en.", "Microsoft känner inte till någon katalog med detta ID.", "Microsoft knows no directory by this ID.";
    UNKNOWN_CLIENT: "Katalogen kjenner ingen app med denne ID-en.", "Katalogen känner inte till någon app med detta ID.", "The directory knows no app by this ID.";
    WRONG_SECRET: "Hemmeligheten er feil. Bruk verdien, ikke ID-en til hemmeligheten.", "Hemligheten är fel. Använd värdet, inte hemlighetens ID.", "The secret is wrong. Use its value, not its ID.";
    SECRET_EXPIRED: "Hemmeligheten er utløpt. Lag en ny i Microsoft Entra.", "Hemligheten har gått ut. Skapa en ny i Microsoft Entra.", "The secret is out of date. Make a new one in Microsoft Entra.";
    SIGN_IN_REFUSED: "Microsoft slipper ikke appen inn.", "Microsoft släpper inte in appen.", "Microsoft does not let the app in.";
    NOT_ALLOWED: "Appen har ikke tilgang. Gi den tilgang til området i Microsoft Entra.", "Appen saknar åtkomst. Ge den åtkomst till webbplatsen i Microsoft Entra.", "The app has no access. Give it access to the site in Microsoft Entra.";
    NO_SITE: "Det er ikke noe område på denne adressen.", "Det finns ingen webbplats på den här adressen.", "There is no site at this address.";
    NO_BASE: "Området er funnet, men ikke mappen med alle kunder.", "Webbplatsen hittades, men inte mappen med alla kunder.", "The site was found, but not the folder with all customers.";
    NAME_REFUSED: "SharePoint godtar ikke navnet.", "SharePoint godtar inte namnet.", "SharePoint does not take that name.";
    PARTLY: "{done} av {of} er lastet opp, resten ikke. {why}", "{done} av {of} är uppladdade, resten inte. {why}", "{done} of {of} are uploaded, the rest are not. {why}";
    NOT_FOUND: "Mappen er ikke funnet.", "Mappen hittades inte.", "The folder was not found.";
    ALREADY_THERE: "Det er alt noe som heter det i SharePoint.", "Det finns redan något som heter så i SharePoint.", "Something is called that in SharePoint already.";
    FULL: "Det er ikke mer plass i SharePoint.", "Det finns inte mer plats i SharePoint.", "There is no room left in SharePoint.";
    THROTTLED: "Microsoft har for mye å gjøre. Prøv igjen om {seconds} sekunder.", "Microsoft har för mycket att göra. Försök igen om {seconds} sekunder.", "Microsoft has too much to do. Try again in {seconds} seconds.";
    UNREACHABLE: "SharePoint svarer ikke akkurat nå.", "SharePoint svarar inte just nu.", "SharePoint does not answer just now.";
    BROKEN: "SharePoint svarte med noe som ikke kan leses.", "SharePoint svarade med något som inte kan läsas.", "SharePoint answered with something that can't be read.";
    SITE_ADDRESS: "Skriv adressen til et område, slik som https://firma.sharepoint.com/sites/salg", "Skriv adressen till en webbplats, till exempel https://firma.sharepoint.com/sites/salg", "Type the address of a site, such as https://firm.sharepoint.com/sites/sales";
    DIRECTORY_ID: "Skriv katalogens ID eller et av domenene, slik som firma.no", "Skriv katalogens ID eller en av dess domäner, till exempel firma.se", "Type the ID of the directory or one of its domains, such as firm.com";
    CLIENT_ID: "Skriv appens ID, 32 tegn med bindestreker.", "Skriv appens ID, 32 tecken med bindestreck.", "Type the ID of the app, 32 characters with hyphens.";
    FOLDER_NAME: "Ingen mappe i SharePoint kan hete det.", "Ingen mapp i SharePoint kan heta så.", "No folder in SharePoint can be called that.";
    FOLDER_PATTERN: "Navnet må ha {number}, {name} eller begge, og ingen andre felter.", "Namnet måste ha {number}, {name} eller båda, och inga andra fält.", "The name needs {number}, {name} or both, and no other fields.";
}

/// Why something of `SharePoint` is not to be had.
#[must_use]
pub fn failure(failure: Failure, language: Language) -> String {
    let text: Text = match failure {
        Failure::Off => OFF,
        Failure::NoKey => NO_KEY,
        Failure::UnknownDirectory => UNKNOWN_DIRECTORY,
        Failure::UnknownClient => UNKNOWN_CLIENT,
        Failure::WrongSecret => WRONG_SECRET,
        Failure::SecretExpired => SECRET_EXPIRED,
        Failure::SignInRefused => SIGN_IN_REFUSED,
        Failure::NotAllowed => NOT_ALLOWED,
        Failure::NoSite => NO_SITE,
        Failure::NoBase => NO_BASE,
        Failure::NotFound => NOT_FOUND,
        Failure::NameRefused => NAME_REFUSED,
        Failure::AlreadyThere => ALREADY_THERE,
        Failure::Full => FULL,
        Failure::Throttled { seconds } => return THROTTLED.with(language, &[("seconds", &seconds.to_string())]),
        Failure::Unreachable => UNREACHABLE,
        Failure::Broken => BROKEN,
    };
    text.get(language).to_owned()
}

/// What is said where only the first of several files are there.
#[must_use]
pub fn partly(done: u32, of: u32, why: Failure, language: Language) -> String {
    let (done, of) = (done.to_string(), of.to_string());
    PARTLY.with(language, &[("done", &done), ("of", &of), ("why", &failure(why, language))])
}

/// A number that may be larger.
#[must_use]
pub fn count(n: usize, is_cut: bool, language: Language) -> String {
    let n = grouped(i64::try_from(n).unwrap_or(i64::MAX));
    if is_cut { AT_LEAST.with(language, &[("n", &n)]) } else { n }
}
