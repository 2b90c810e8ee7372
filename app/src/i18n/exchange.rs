//! Words of templates and export, and of files that are not read.

domain::texts! {
    EMPTY: "Filen er tom. Velg en fil med kolonnenavn og minst én rad.", "Filen är tom. Välj en fil med kolumnnamn och minst en rad.", "The file is empty. Choose one with column names and at least one row.";
    UNKNOWN_KIND: "Dette er ikke et regneark, uansett hva filen heter. Lagre det som Excel (xlsx), OpenDocument (ods) eller CSV og prøv igjen.", "Det här är inte ett kalkylark, vad filen än heter. Spara det som Excel (xlsx), OpenDocument (ods) eller CSV och försök igen.", "This is no spreadsheet, whatever its name says. Save it as Excel (xlsx), OpenDocument (ods) or CSV and try again.";
    BROKEN: "Filen er skadet eller kom ikke helt fram. Åpne den, lagre den på nytt og prøv igjen.", "Filen är skadad eller kom inte fram helt. Öppna den, spara den på nytt och försök igen.", "The file is damaged or did not arrive whole. Open it, save it anew and try again.";
    PASSWORD: "Filen er låst med passord. Lagre den uten passord og prøv igjen.", "Filen är låst med lösenord. Spara den utan lösenord och försök igen.", "The file is locked with a password. Save it without one and try again.";
    UNPACKED: "Filen er pakket så tett at den ikke kan leses trygt. Kopier radene til et nytt regneark og lagre det.", "Filen är packad så tätt att den inte kan läsas säkert. Kopiera raderna till ett nytt kalkylark och spara det.", "The file is packed so tightly that it can't be read safely. Copy the rows into a new spreadsheet and save that.";
    FILE_TOO_LARGE: "Filen er større enn {max} MB. Del den i flere filer og ta dem én om gangen.", "Filen är större än {max} MB. Dela den i flera filer och ta dem en i taget.", "The file is larger than {max} MB. Split it into several files and take them one at a time.";
    TOO_MANY_ROWS: "Filen har mer enn {max} rader. Del den i flere filer og ta dem én om gangen.", "Filen har fler än {max} rader. Dela den i flera filer och ta dem en i taget.", "The file has more than {max} rows. Split it into several files and take them one at a time.";
    TOO_MANY_COLUMNS: "Filen har mer enn {max} kolonner. Slett dem som ikke skal være med.", "Filen har fler än {max} kolumner. Ta bort dem som inte ska vara med.", "The file has more than {max} columns. Delete those that don't matter.";
    TOO_MANY_SHEETS: "Filen har mer enn {max} ark. Kopier det som skal være med, til en ny fil.", "Filen har fler än {max} blad. Kopiera det som ska vara med till en ny fil.", "The file has more than {max} sheets. Copy the one that matters into a new file.";
    TOO_MUCH_TEXT: "Rad {row} har mer tekst enn en rad kan ha. Se etter et anførselstegn som mangler, eller slett det som ikke skal være med.", "Rad {row} har mer text än en rad kan ha. Se efter ett citattecken som saknas, eller ta bort det som inte ska vara med.", "Row {row} has more text than a row can have. Look for a missing quotation mark, or delete what doesn't matter.";
    NO_SHEET: "Filen har ikke det arket. Velg et av dem som finnes.", "Filen har inte det bladet. Välj ett av dem som finns.", "The file has no such sheet. Choose one of those that are there.";
    DECLARATIONS: "Filen viser til noe utenfor seg selv og leses ikke. Lagre den på nytt fra et regnearkprogram.", "Filen hänvisar till något utanför sig själv och läses inte. Spara den på nytt från ett kalkylprogram.", "The file refers to something outside itself and is not read. Save it anew from a spreadsheet program.";
    TOO_SLOW: "Det tok for lang tid å lese filen. Kopier radene til et nytt regneark og prøv igjen.", "Det tog för lång tid att läsa filen. Kopiera raderna till ett nytt kalkylark och försök igen.", "Reading the file took too long. Copy the rows into a new spreadsheet and try again.";
    CELL_ERROR: "Cellen viser en feil i regnearket, for eksempel #REF!. Rett formelen eller skriv verdien.", "Cellen visar ett fel i kalkylarket, till exempel #REF!. Rätta formeln eller skriv värdet.", "The cell shows an error in the spreadsheet, such as #REF!. Mend the formula or enter the value.";
    BUSY: "Andre filer leses akkurat nå. Prøv igjen om litt.", "Andra filer läses just nu. Försök igen om en stund.", "Other files are being read just now. Try again in a moment.";

    EXPORT: "Eksport", "Export", "Export";
    EXPORT_TITLE: "Eksporter kunder", "Exportera kunder", "Export customers";
    EXPORT_INTRO: "Du får de kundene som listen viser, i samme rekkefølge. Filen kan endres og importeres igjen.", "Du får de kunder som listan visar, i samma ordning. Filen kan ändras och importeras igen.", "You get the customers that the list shows, in the same order. The file can be changed and imported again.";
    EXPORT_ONE: "1 kunde", "1 kund", "1 customer";
    EXPORT_COUNT: "{count} kunder", "{count} kunder", "{count} customers";
    EXPORT_ONE_FILTER: "1 filter", "1 filter", "1 filter";
    EXPORT_FILTERS: "{count} filtre", "{count} filter", "{count} filters";
    EXPORT_FORMAT: "Format", "Format", "Format";
    EXPORT_COLUMNS: "Kolonner", "Kolumner", "Columns";
    EXPORT_SHOWN: "Listens kolonner", "Listans kolumner", "The list's columns";
    EXPORT_ALL: "Alle kolonner", "Alla kolumner", "All columns";
    EXPORT_ALL_BOX: "Alle kolonner, så filen kan importeres igjen", "Alla kolumner, så att filen kan importeras igen", "All columns, so that the file can be imported again";
    EXPORT_MORE: "Mer om eksport", "Mer om export", "More about exports";
    EXPORT_DOWNLOAD: "Last ned", "Ladda ner", "Download";
    EXPORT_NOTED: "Kommentarer er aldri med. Det noteres hvem som eksporterer, og hvor mange kunder.", "Kommentarer är aldrig med. Det noteras vem som exporterar och hur många kunder.", "Comments are never in it. It is noted who exports, and how many customers.";
    EXCEL: "Excel", "Excel", "Excel";
    CSV: "CSV", "CSV", "CSV";
    BACK_TO_LIST: "Tilbake til listen", "Tillbaka till listan", "Back to the list";
    LOG: "Hvem har eksportert", "Vem har exporterat", "Who has exported";
    LOG_NONE: "Ingen har eksportert kunder ennå.", "Ingen har exporterat kunder ännu.", "Nobody has exported customers yet.";
    LOG_WHEN: "Når", "När", "When";
    LOG_WHO: "Hvem", "Vem", "Who";
    LOG_WHAT: "Hva", "Vad", "What";
    LOG_COUNT: "Kunder", "Kunder", "Customers";
    LOG_COLUMNS: "{n} kolonner", "{n} kolumner", "{n} columns";
    LOG_SHOW: "Vis listen", "Visa listan", "Show the list";
    TEMPLATE_COMPANY: "Mal for firmakunder", "Mall för företagskunder", "Template for company customers";
    TEMPLATE_PRIVATE: "Mal for privatkunder", "Mall för privatkunder", "Template for private customers";

    FILE_CUSTOMERS: "kunder", "kunder", "customers";
    FILE_TEMPLATE_COMPANY: "mal-firmakunder", "mall-foretagskunder", "template-companies";
    FILE_TEMPLATE_PRIVATE: "mal-privatkunder", "mall-privatkunder", "template-private";
    SHEET_CUSTOMERS: "Kunder", "Kunder", "Customers";
    SHEET_EXPLANATION: "Forklaring", "Förklaring", "Explanation";

    HEAD_COLUMN: "Kolonne", "Kolumn", "Column";
    HEAD_IMPORTANCE: "Må, bør eller kan", "Måste, bör eller kan", "Must, should or may";
    HEAD_FORM: "Slik skrives det", "Så skrivs det", "How to write it";
    HEAD_EXAMPLE: "Eksempel", "Exempel", "Example";
    HEAD_CHOICES: "Valg", "Val", "Choices";
    MUST: "Må (merket med * og tykk strek)", "Måste (märkt med * och tjock linje)", "Must (marked with * and a thick line)";
    SHOULD: "Bør", "Bör", "Should";
    MAY: "Kan", "Kan", "May";
    MORE_CHOICES: "… og {n} til", "… och {n} till", "… and {n} more";

    ABOUT_ROWS: "Skriv én kunde per rad i arket foran. Kolonner kan slettes eller flyttes; navnene øverst må stå som de er. Tomme celler endrer ingenting.", "Skriv en kund per rad i bladet framför. Kolumner kan tas bort eller flyttas; namnen överst ska stå kvar. Tomma celler ändrar ingenting.", "Enter one customer per row in the sheet before this one. Columns may be deleted or moved; the names on top must stay. Empty cells change nothing.";
    FORM_LINE: "Tekst, høyst {max} tegn", "Text, högst {max} tecken", "Text, at most {max} characters";
    FORM_LINES: "Tekst med linjeskift, høyst {max} tegn", "Text med radbrytningar, högst {max} tecken", "Text with line breaks, at most {max} characters";
    FORM_NUMBER: "La stå tom for nye kunder: de får et nummer. Med nummer endres kunden som har det.", "Lämna tom för nya kunder: de får ett nummer. Med nummer ändras kunden som har det.", "Leave empty for new customers: they are given one. With a number the customer who has it is changed.";
    FORM_ORGANISATION_NUMBER: "9 siffer i Norge, 10 i Sverige; mellomrom spiller ingen rolle", "10 siffror i Sverige, 9 i Norge; mellanslag spelar ingen roll", "9 digits in Norway, 10 in Sweden; spaces don't matter";
    FORM_EMAIL: "E-postadresse", "E-postadress", "E-mail address";
    FORM_PHONE: "Telefonnummer; utenlandske begynner med + og landkode", "Telefonnummer med riktnummer; utländska börjar med + och landskod", "Phone number; foreign numbers start with + and the country code";
    FORM_WEB_ADDRESS: "Nettadresse", "Webbadress", "Web address";
    FORM_CHOICE: "En verdi fra listen, på norsk, svensk eller engelsk", "Ett värde från listan, på norska, svenska eller engelska", "A value of the list, in Norwegian, Swedish or English";
    FORM_CHOICES: "Én eller flere verdier fra listen med semikolon mellom", "Ett eller flera värden från listan med semikolon emellan", "One or more values of the list with semicolons between them";
    FORM_USER: "Navn eller e-post til en som arbeider i firmaet", "Namn eller e-post till någon som arbetar i företaget", "Name or e-mail of a member of staff";
    FORM_CUSTOMER: "Kundenummer eller navn på en kunde som finnes", "Kundnummer eller namn på en kund som finns", "Customer number or name of a customer who is there";
    FORM_YES_NO: "Ja eller nei", "Ja eller nej", "Yes or no";
    FORM_COUNTRY: "Land ved navn eller kode på to bokstaver", "Land med namn eller kod på två bokstäver", "Country by name or code of two letters";
    FORM_POSTAL_CODE: "Postnummer, som tekst så nuller foran blir stående", "Postnummer, som text så att nollor framför står kvar", "Postal code, as text so that leading zeros stay";
    FORM_MONEY: "Beløp med høyst to desimaler", "Belopp med högst två decimaler", "Amount with at most two decimals";
    FORM_EMAILS: "E-postadresser, med komma mellom", "E-postadresser, med komma emellan", "E-mail addresses, with commas between";
    FORM_GLN: "GLN, 13 sifre", "GLN, 13 siffror", "GLN, 13 digits";
    FORM_KILOMETRES: "Hele kilometer, 0 til 5000", "Hela kilometer, 0 till 5000", "Whole kilometres, 0 to 5000";
    FORM_DAYS: "Antall dager, 0 til 365; tom følger firmaet", "Antal dagar, 0 till 365; tom följer företaget", "Number of days, 0 to 365; empty follows the firm";
    FORM_PERCENT: "Prosent, 0 til 100; tom følger firmaet", "Procent, 0 till 100; tom följer företaget", "Percentage, 0 to 100; empty follows the firm";
    FORM_FACTOR: "Faktor, 1 til 10 med høyst tre desimaler; tom følger firmaet", "Faktor, 1 till 10 med högst tre decimaler; tom följer företaget", "Factor, 1 to 10 with at most three decimals; empty follows the firm";
    FORM_INDUSTRY_CODE: "Næringskode med fem siffer", "Näringskod med fem siffror", "Industry code of five digits";
    FORM_ID: "Skal ikke endres: kunden kjennes igjen på den", "Ska inte ändras: kunden känns igen på den", "Not to be changed: the customer is recognised by it";
}
