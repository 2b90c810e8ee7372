//! Words of the next invoice before there is one.

domain::texts! {
    LINK: "Slik blir neste faktura", "Så blir nästa faktura", "What the next invoice will look like";
    TITLE: "Neste faktura", "Nästa faktura", "The next invoice";
    FROM_TO: "Fra {firm} til {customer}", "Från {firm} till {customer}", "From {firm} to {customer}";
    ADVICE: "Hodet og det faste innholdet, etter det som er bestemt i dag. Det følger med på ordrer og fakturaer til kunden, og kan alltid endres på prosjektet eller på selve fakturaen.", "Huvudet och det fasta innehållet, efter det som är bestämt i dag. Det följer med på ordrar och fakturor till kunden och kan alltid ändras på projektet eller på själva fakturan.", "The head and the standing content, by what is decided today. It goes along to orders and invoices of the customer, and can always be changed on the project or on the invoice itself.";
    HIDDEN: "Noe av dette er skjult for rollen din, og står ikke her.", "En del av detta är dolt för din roll och står inte här.", "Some of this is kept from your role, and does not stand here.";

    RECEIVER: "Mottaker", "Mottagare", "Receiver";
    ADDRESS: "Adresse", "Adress", "Address";
    REFERENCE: "Deres referanse", "Er referens", "Your reference";
    SENDING: "Sending", "Utskick", "Sending";
    EMAIL_TO: "Sendes til", "Skickas till", "Sent to";
    ENDPOINT: "Elektronisk adresse", "Elektronisk adress", "Electronic address";
    PAYMENT: "Betaling", "Betalning", "Payment";
    DUE: "Forfall, sendt i dag", "Förfaller, skickad i dag", "Due, if sent today";
    DUE_WHY: "fra {today}, {days}", "från {today}, {days}", "from {today}, {days}";
    INVOICE_TEXT: "Må stå på fakturaen", "Måste stå på fakturan", "Must stand on the invoice";
    LINES: "Faste linjer", "Fasta rader", "Fixed lines";
    NO_LINES: "Ingen faste linjer står på kundens fakturaer.", "Inga fasta rader står på kundens fakturor.", "No fixed lines stand on the customer's invoices.";
    ARTICLE: "Artikkel", "Artikel", "Article";
    TEXT: "Tekst", "Text", "Text";
    QUANTITY: "Antall", "Antal", "Quantity";
    PRICE: "Pris", "Pris", "Price";
    VAT: "Mva.", "Moms", "VAT";
    AMOUNT: "Beløp", "Belopp", "Amount";
    VAT_OF: "{rate} mva. av {base}", "{rate} moms av {base}", "{rate} VAT of {base}";
    FEE_BESIDE: "kommer i tillegg til linjene", "tillkommer utöver raderna", "comes on top of the lines";
    ORDER_INFORMATION: "Ordreinformasjonen står på ordren, aldri på fakturaen.", "Orderinformationen står på ordern, aldrig på fakturan.", "The order information stands on the order, never on the invoice.";

    OF_CUSTOMER: "fra kundekortet", "från kundkortet", "from the customer's card";
    OF_CUSTOMER_FIELD: "fra kundekortet, {field}", "från kundkortet, {field}", "from the customer's card, {field}";
    INSTEAD_OF_FIRM: "kundens eget, i stedet for firmaets {value}", "kundens eget, i stället för företagets {value}", "the customer's own, instead of the firm's {value}";
    INSTEAD_OF_STANDARD: "kundens eget, i stedet for standarden {value}", "kundens eget, i stället för standarden {value}", "the customer's own, instead of the standard {value}";
    INSTEAD_OF_TERM: "kundens eget, i stedet for betalingsbetingelsens {value}", "kundens eget, i stället för betalningsvillkorets {value}", "the customer's own, instead of the payment term's {value}";
    OF_TERM: "fra betalingsbetingelsen", "från betalningsvillkoret", "from the payment term";
    OF_FIRM_INSTEAD: "fra firmaets innstillinger, i stedet for standarden {value}", "från företagets inställningar, i stället för standarden {value}", "from the firm's settings, instead of the standard {value}";
    INSTEAD_OF_DEPARTMENT: "kundens eget, i stedet for avdelingens {value}", "kundens eget, i stället för avdelningens {value}", "the customer's own, instead of the department's {value}";
    DEPARTMENT_INSTEAD_OF_FIRM: "{whose}, i stedet for firmaets {value}", "{whose}, i stället för företagets {value}", "{whose}, instead of the firm's {value}";
    DEPARTMENT_INSTEAD_OF_STANDARD: "{whose}, i stedet for standarden {value}", "{whose}, i stället för standarden {value}", "{whose}, instead of the standard {value}";
    OF_PRODUCT: "standard, ingen har valgt noe annet", "standard, ingen har valt något annat", "standard, nobody has chosen otherwise";
    OF_COUNTRY_LAW: "etter loven, {country}", "enligt lagen, {country}", "by law, {country}";
    OF_COUNTRY_FIRM: "firmaets valg for {country}", "företagets val för {country}", "the firm's choice for {country}";
    NO_OWN_ADDRESS: "ingen egen fakturaadresse er valgt", "ingen egen fakturaadress är vald", "no invoice address of its own is chosen";
    OWN_ADDRESS: "kundens egen fakturaadresse", "kundens egen fakturaadress", "the customer's own invoice address";
}
