//! Words of the parts of the product that a firm uses.

domain::texts! {
    TITLE: "Moduler", "Moduler", "Modules";
    ADVICE: "Hvilke deler av systemet firmaet bruker, og for hvilke kundetyper. Det som er av, vises ikke på kort, i registrering eller i registeret; det som står der, beholdes.", "Vilka delar av systemet företaget använder, och för vilka kundtyper. Det som är av visas inte på kort, i registrering eller i registret; det som står där finns kvar.", "Which parts of the system the firm uses, and for which types of customers. What is off is not shown on cards, in registration or in the register; what stands there is kept.";
    RELATIONS_ADVICE: "Å kjenne og følge opp kunder ut over det de kjøper.", "Att känna och följa upp kunder utöver det de köper.", "Knowing and following customers beyond what they buy.";
    STAFFING_ADVICE: "Å leie ut folk: avtaler, krav og oppdrag.", "Att hyra ut folk: avtal, krav och uppdrag.", "Hiring people out: agreements, demands and assignments.";
    INVOICING_ADVICE: "Det som skal til for å sende fakturaer og følge dem opp.", "Det som behövs för att skicka fakturor och följa upp dem.", "What it takes to send invoices and follow them up.";
    ON: "I bruk", "Används", "In use";
    FOR_TYPES: "For disse kundetypene", "För de här kundtyperna", "For these types of customers";
    SECTIONS: "Seksjoner: {sections}", "Sektioner: {sections}", "Sections: {sections}";
    TOUCHES: "Vises på {n} av {all} kort.", "Visas på {n} av {all} kort.", "Shown on {n} of {all} cards.";
    SAVE: "Lagre {module}", "Spara {module}", "Save {module}";
    NOBODY: "Velg minst én kundetype, eller slå modulen av.", "Välj minst en kundtyp, eller stäng av modulen.", "Choose at least one type of customer, or turn the module off.";
}
