//! Words of relations between customers.

domain::texts! {
    EMPTY: "Ingen relasjoner ennå. Her vises hvem kunden samarbeider med, leverer til eller er anbefalt av.", "Inga relationer ännu. Här visas vilka kunden samarbetar med, levererar till eller är rekommenderad av.", "No relations yet. Here stands whom the customer works with, supplies or is recommended by.";
    COUNT: "{count} relasjoner", "{count} relationer", "{count} relations";
    ONE: "1 relasjon", "1 relation", "1 relation";
    NEW: "Ny relasjon", "Ny relation", "New relation";
    NO_KINDS: "Firmaet har ingen relasjonsslag ennå.", "Företaget har inga relationsslag ännu.", "The firm has no kinds of relations yet.";
    TO_LISTS: "Legg dem til i listene", "Lägg till dem i listorna", "Add them in the lists";
    KIND: "Relasjonen, sett fra denne kunden", "Relationen, sedd från den här kunden", "The relation, seen from this customer";
    OTHER: "Hvilken kunde", "Vilken kund", "Which customer";
    CONTACT: "Kontaktperson der", "Kontaktperson där", "Contact person there";
    CONTACT_HINT: "Navn, eller tomt når det gjelder hele kunden", "Namn, eller tomt när det gäller hela kunden", "A name, or empty where the whole customer is meant";
    NOTE: "Merknad", "Anteckning", "Note";
    FROM: "Fra", "Från", "From";
    TO: "Til", "Till", "To";
    DAY_HINT: "dd.mm.åååå", "åååå-mm-dd", "dd/mm/yyyy";
    ADDED: "Relasjonen er lagret", "Relationen är sparad", "The relation is saved";
    REMOVED: "Relasjonen er fjernet", "Relationen är borttagen", "The relation is removed";
    REMOVE: "Fjern relasjonen til {name}", "Ta bort relationen till {name}", "Remove the relation to {name}";
    CHANGE: "Endre relasjonen til {name}", "Ändra relationen till {name}", "Change the relation to {name}";
    HERE: "gjelder {name} her", "gäller {name} här", "concerns {name} here";
    OVER: "avsluttet", "avslutad", "over";
    SINCE: "siden {from}", "sedan {from}", "since {from}";
    UNTIL: "til {to}", "till {to}", "until {to}";
    BETWEEN: "{from} – {to}", "{from} – {to}", "{from} – {to}";
    CHANGED_MEANWHILE: "Noen har endret dette i mellomtiden. Her er det du skrev; lagre igjen for å beholde det.", "Någon har ändrat detta under tiden. Här är det du skrev; spara igen för att behålla det.", "Somebody has changed this meanwhile. Here is what you wrote; save again to keep it.";
    LOG: "Relasjoner", "Relationer", "Relations";
    LOG_ADDED: "la til relasjonen til", "lade till relationen till", "added the relation to";
    LOG_REMOVED: "fjernet relasjonen til", "tog bort relationen till", "removed the relation to";
    LOG_CHANGED: "endret relasjonen til", "ändrade relationen till", "changed the relation to";
    LOG_KIND: "Slag", "Slag", "Kind";
    LOG_TURNED: "Sett fra den andre siden", "Sett från andra sidan", "Seen from the other side";
    LOG_CONTACT: "Kontaktperson", "Kontaktperson", "Contact person";
    LOG_OTHER: "Kunde", "Kund", "Customer";
    INVERSE: "Sett fra den andre siden", "Sett från andra sidan", "Seen from the other side";
    INVERSE_HELP: "Står slaget som «Leverandør til» hos den ene kunden, leses det med dette navnet hos den andre. La det stå tomt når det er det samme på begge sider.", "Står slaget som ”Leverantör till” hos den ena kunden läses det med det här namnet hos den andra. Lämna tomt när det är samma på båda sidor.", "Where the kind reads “Supplier to” on the one customer's card, it reads by this name on the other's. Leave it empty where it is the same on both.";
    INVERSE_NB: "Norsk, fra den andre siden", "Norska, från andra sidan", "Norwegian, from the other side";
    INVERSE_SV: "Svensk, fra den andre siden", "Svenska, från andra sidan", "Swedish, from the other side";
    INVERSE_EN: "Engelsk, fra den andre siden", "Engelska, från andra sidan", "English, from the other side";
}
