//! Words of what is new, and of advice about settings.

domain::texts! {
    TITLE: "Nytt og råd", "Nytt och råd", "News and advice";
    ABOUT: "Hva som er nytt i systemet, og hvilke innstillinger som kan hjelpe dere.", "Vad som är nytt i systemet, och vilka inställningar som kan hjälpa er.", "What is new in the system, and which settings could help you.";
    NEW: "Nytt", "Nytt", "New";
    NEWS: "Nytt i systemet", "Nytt i systemet", "New in the system";
    ADVICE: "Råd om innstillingene", "Råd om inställningarna", "Advice about the settings";
    ADVICE_NONE: "Ingenting å si: innstillingene passer til kundene dere har.", "Inget att säga: inställningarna passar de kunder ni har.", "Nothing to say: the settings fit the customers you have.";
    LOOKED_AT: "Etter de {count} nyeste kundene.", "Efter de {count} nyaste kunderna.", "By the {count} newest customers.";
    NOT_FOR_US: "Ikke for oss", "Inte för oss", "Not for us";
    NOT_FOR_US_THAT: "Ikke for oss: {what}", "Inte för oss: {what}", "Not for us: {what}";
    DISMISSED: "Rådet vises ikke lenger", "Rådet visas inte längre", "The advice is not shown any more";
    DISMISSED_LIST: "Ikke for oss", "Inte för oss", "Not for us";
    AGAIN: "Vis igjen", "Visa igen", "Show again";
    AGAIN_THAT: "Vis igjen: {what}", "Visa igen: {what}", "Show again: {what}";
    SHOWN_AGAIN: "Rådet vises igjen", "Rådet visas igen", "The advice is shown again";
    AND_MORE: "og {count} til", "och {count} till", "and {count} more";
    AT_LEAST: "over {count}", "över {count}", "over {count}";

    LACKING: "Felter som må fylles ut, og som noen kunder mangler", "Fält som måste fyllas i och som en del kunder saknar", "Fields that must be filled in and that some customers lack";
    LACKING_WHY: "Velg et felt for å se hvem som er uten.", "Välj ett fält för att se vilka som är utan.", "Choose a field to see who is without it.";
    LACKING_DO: "Se over kravene", "Se över kraven", "Review the demands";
    INVOICE_EMAIL: "Aktive kunder som får faktura på e-post, men ikke har en adresse for den", "Aktiva kunder som får faktura med e-post men inte har någon adress för den", "Active customers that get invoices by e-mail but have no address for them";
    INVOICE_EMAIL_WHY: "Gjør Faktura e-post til et felt som må fylles ut, så kommer ingen nye uten.", "Gör Faktura e-post till ett fält som måste fyllas i, så kommer inga nya utan.", "Make Invoice e-mail a field that must be filled in, and no new ones come without.";
    INVOICE_EMAIL_DO: "Velg hva som må fylles ut", "Välj vad som måste fyllas i", "Choose what must be filled in";
    SHOW_THEM: "Vis kundene uten", "Visa kunderna utan", "Show the customers without";
    DOUBLES: "Par som kan være samme kunde, og som ingen har sett på", "Par som kan vara samma kund och som ingen har tittat på", "Pairs that may be the same customer and that nobody has looked at";
    DOUBLES_WHY: "Slås de sammen, står alt om kunden på ett sted.", "Slås de ihop står allt om kunden på ett ställe.", "Merged, all about the customer stands in one place.";
    DOUBLES_DO: "Se på dem", "Titta på dem", "Look at them";
    LOGOS: "Logoer som er lastet opp, men ikke vises på kortet", "Logotyper som är uppladdade men inte visas på kortet", "Logos that are uploaded but not shown on the card";
    LOGOS_WHY: "Med logo i toppen ser man fortere hvem kortet er om.", "Med logotyp i toppen ser man snabbare vem kortet handlar om.", "With a logo at the top one sees faster whom the card is about.";
    LOGOS_DO: "Vis logoer på kortet", "Visa logotyper på kortet", "Show logos on the card";
    START: "Kortene viser ingen rute til kunden", "Korten visar ingen rutt till kunden", "The cards show no route to the customer";
    START_WHY: "Skriv adressen rutene starter fra, så får hvert kort veien med bil og kollektivt.", "Skriv adressen som rutterna börjar från, så får varje kort vägen med bil och kollektivt.", "Type the address that routes start from, and each card gets the way by car and public transport.";
    START_DO: "Skriv adressen", "Skriv adressen", "Type the address";
    FIELDS: "Felter i bruk som ingen kunde har en verdi i", "Fält i bruk som ingen kund har ett värde i", "Fields in use that no customer has a value of";
    FIELDS_WHY: "Ta dem ut av bruk, så blir kortet og registreringen kortere. Ingenting går tapt.", "Ta dem ur bruk, så blir kortet och registreringen kortare. Inget går förlorat.", "Take them out of use, and card and registration get shorter. Nothing is lost.";
    FIELDS_DO: "Velg felter", "Välj fält", "Choose fields";
    OWN: "Egne felter som ingen kunde har en verdi i", "Egna fält som ingen kund har ett värde i", "Own fields that no customer has a value of";
    OWN_WHY: "Fyll dem ut med en import eller en endring av mange, eller ta dem ut av bruk.", "Fyll i dem med en import eller en ändring av många, eller ta dem ur bruk.", "Fill them by an import or a change of many, or take them out of use.";
    OWN_DO: "Se egne felter", "Se egna fält", "See own fields";
    NICKNAME: "Kallenavn er på, men ingen kunde har et", "Smeknamn är på, men ingen kund har ett", "Nicknames are on, but no customer has one";
    NICKNAME_WHY: "Slå dem av, så forsvinner feltet fra kort, register og registrering.", "Stäng av dem, så försvinner fältet från kort, register och registrering.", "Turn them off, and the field goes from card, register and registration.";
    NICKNAME_DO: "Til innstillingen", "Till inställningen", "To the setting";
    VALUES: "Verdier i listene som ingen bruker", "Värden i listorna som ingen använder", "Values of lists that nobody uses";
    VALUES_WHY: "Kortere lister er fortere å velge fra. En verdi som tas ut av bruk, kan tas i bruk igjen.", "Kortare listor går snabbare att välja ur. Ett värde som tas ur bruk kan tas i bruk igen.", "Shorter lists are faster to choose from. A value out of use can be used again.";
    VALUES_DO: "Til listene", "Till listorna", "To the lists";
}
