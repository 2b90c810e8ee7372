//! Words of the group of companies around a customer.

domain::texts! {
    NO_GROUP: "Ikke i noe konsern", "Ingår inte i någon koncern", "No group";
    PART_OF: "Del av {top}", "Del av {top}", "Part of {top}";
    TOP_OF: "Øverst i konsernet", "Överst i koncernen", "Top of the group";
    COMPANIES: "{count} selskaper", "{count} bolag", "{count} companies";
    MANY: "over {count} selskaper", "över {count} bolag", "more than {count} companies";
    CONTACTS: "{count} kontakter", "{count} kontakter", "{count} contacts";
    CONTACT: "1 kontakt", "1 kontakt", "1 contact";
    EMPTY: "Kunden er ikke koblet til andre selskaper. Velg et morselskap, eller koble til datterselskaper, så vises konsernet her.", "Kunden är inte kopplad till andra bolag. Välj ett moderbolag, eller koppla till dotterbolag, så visas koncernen här.", "The customer isn't connected to other companies. Choose a parent company, or connect subsidiaries, and the group is shown here.";
    TREE: "Selskapene i konsernet", "Bolagen i koncernen", "The companies of the group";
    THIS: "Denne kunden", "Den här kunden", "This customer";
    LEVEL: "nivå {level}", "nivå {level}", "level {level}";
    MORE: "og {count} til", "och {count} till", "and {count} more";
    MORE_IN_REGISTER: "Vis datterselskapene til {top} i kundelisten", "Visa dotterbolagen till {top} i kundlistan", "Show the subsidiaries of {top} in the customer list";
    TOTALS: "Hele konsernet", "Hela koncernen", "The whole group";
    TOTALS_CUT: "De {count} øverste i konsernet", "De {count} översta i koncernen", "The {count} uppermost in the group";
    NUMBER: "Selskaper", "Bolag", "Companies";
    ACTIVE_CONTACTS: "Aktive kontakter", "Aktiva kontakter", "Active contacts";
    CREDIT: "Godkjent kreditt", "Godkänd kredit", "Approved credit";
    BALANCE: "Inngående saldo", "Ingående saldo", "Opening balance";
    CHOOSE_PARENT: "Velg morselskap", "Välj moderbolag", "Choose parent company";
    CHANGE_PARENT: "Bytt morselskap", "Byt moderbolag", "Change parent company";
    PARENT: "Morselskap", "Moderbolag", "Parent company";
    PARENT_SAVED: "Morselskapet er lagret", "Moderbolaget är sparat", "The parent company is saved";
    NEW_SUBSIDIARY: "Koble til datterselskap", "Koppla till dotterbolag", "Connect a subsidiary";
    SUBSIDIARY: "Datterselskap", "Dotterbolag", "Subsidiary";
    CONNECT: "Koble til", "Koppla till", "Connect";
    CONNECTED: "Datterselskapet er koblet til", "Dotterbolaget är kopplat", "The subsidiary is connected";
    DISCONNECT: "Koble {customer} fra {parent}", "Koppla bort {customer} från {parent}", "Disconnect {customer} from {parent}";
    DISCONNECTED: "{customer} er koblet fra", "{customer} är bortkopplad", "{customer} is disconnected";
    AS_OF: "Konsernet vises slik det er i dag på kortet av i dag. Da var morselskapet:", "Koncernen visas som den är i dag på dagens kort. Då var moderbolaget:", "The group is shown as it is today on the card of today. Its parent company then was:";
}
