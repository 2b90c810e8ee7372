//! Words of the countries that may be chosen.

domain::texts! {
    TITLE: "Land", "Länder", "Countries";
    ADVICE: "Landene som kan velges på kunder og leverandører, og hvordan mva. behandles der.", "Länderna som kan väljas på kunder och leverantörer, och hur moms behandlas där.", "The countries that customers and suppliers may be of, and how VAT is treated there.";
    USUAL: "Firmaet har ikke valgt ennå, så de {n} vanligste landene kan velges.", "Företaget har inte valt än, så de {n} vanligaste länderna kan väljas.", "The firm has not chosen yet, so the {n} most usual countries can be chosen.";
    BEGIN: "Begynn med landene kundene har", "Börja med länderna som kunderna har", "Begin with the countries of your customers";
    FORGET: "Tilbake til de vanligste", "Tillbaka till de vanligaste", "Back to the most usual";
    FORGET_ASK: "Gå tilbake? Firmaets valg av land forsvinner, og det dere har sagt om mva. i hvert av dem.", "Gå tillbaka? Företagets val av länder försvinner, och det ni har sagt om moms i vart och ett.", "Go back? The firm's choice of countries goes, and what you have said of VAT in each of them.";
    KEEP: "Behold valget", "Behåll valet", "Keep the choice";
    OTHERS: "{n} kunder er i land som ikke kan velges lenger. De beholder det.", "{n} kunder finns i länder som inte kan väljas längre. De behåller det.", "{n} customers are in countries that can no longer be chosen. They keep it.";
    ONE_OTHER: "1 kunde er i et land som ikke kan velges lenger, og beholder det.", "1 kund finns i ett land som inte kan väljas längre och behåller det.", "1 customer is in a country that can no longer be chosen, and keeps it.";
    NO_CUSTOMERS: "ingen kunder", "inga kunder", "no customers";
    ONE_CUSTOMER: "1 kunde", "1 kund", "1 customer";
    CUSTOMERS: "{n} kunder", "{n} kunder", "{n} customers";
    HOME: "firmaets eget", "företagets eget", "the firm's own";
    VAT: "Mva. for bedrifter i {country}", "Moms för företag i {country}", "VAT for companies in {country}";
    BY_LAW: "Som loven: {vat}", "Som lagen: {vat}", "As the law: {vat}";
    SAVE_VAT: "Lagre mva.", "Spara moms", "Save VAT";
    REMOVE: "Fjern", "Ta bort", "Remove";
    REMOVE_THAT: "Fjern {country}", "Ta bort {country}", "Remove {country}";
    ADD: "Legg til land", "Lägg till land", "Add a country";
    COUNTRY: "Land", "Land", "Country";
    CARD_VAT: "Mva.", "Moms", "VAT";
    CARD_COUNTRY: "etter landet, {country}", "efter landet, {country}", "by the country, {country}";
}
