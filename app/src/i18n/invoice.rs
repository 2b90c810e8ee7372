//! Words of what it takes to invoice a customer.

domain::texts! {
    READY: "Klar til å faktureres", "Klar att faktureras", "Ready to be invoiced";
    LACKS: "Før neste faktura mangler:", "Innan nästa faktura saknas:", "Missing before the next invoice:";
    ADDRESS: "adressen fakturaen skal til", "adressen som fakturan ska till", "the address that the invoice goes to";
    EMAIL: "en e-postadresse for fakturaer", "en e-postadress för fakturor", "an e-mail address for invoices";
    ELECTRONIC_ADDRESS: "organisasjonsnummer eller GLN til mottakeren", "organisationsnummer eller GLN för mottagaren", "organisation number or GLN of the receiver";
    REFERENCE: "mottakerens referanse", "mottagarens referens", "the receiver's reference";
    RULE: "Regel {rule}", "Regel {rule}", "Rule {rule}";
    DIGEST_READY: "klar", "klar", "ready";
    DIGEST_LACKS: "mangler {n}", "saknar {n}", "{n} missing";
    DIGEST_LIMIT: "grense {limit}", "gräns {limit}", "limit {limit}";
    ORDER_NOTE: "Står på ordren, ikke på fakturaen.", "Står på ordern, inte på fakturan.", "Stands on the order, not on the invoice.";
    CAP_NOTE: "Lengre turer beholdes som de er; det som er over, faktureres ikke.", "Längre resor behålls som de är; det som är över faktureras inte.", "Longer trips are kept as they are; what is over is not billed.";
}
