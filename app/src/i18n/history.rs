//! Words for the history of a value.

domain::texts! {
    OF: "Historikk for {what}", "Historik för {what}", "History of {what}";
    CLOSE: "Lukk historikken", "Stäng historiken", "Close the history";
    UNCHANGED: "Ikke endret siden registreringen.", "Inte ändrat sedan registreringen.", "Not changed since registration.";
    BEFORE: "før det", "före det", "before that";
    EMPTY: "tomt", "tomt", "empty";
    NOW: "Står nå", "Står nu", "Stands now";
    SET_BACK: "Sett tilbake til denne", "Ställ tillbaka till detta", "Set back to this";
    TYPED: "Skrevet {when}.", "Skrivet {when}.", "Typed {when}.";
    TYPED_BY: "Skrevet av {who} {when}.", "Skrivet av {who} {when}.", "Typed by {who} {when}.";
    IMPORT: "Fra import {when}.", "Från import {when}.", "From an import {when}.";
    IMPORT_BY: "Fra import av {who} {when}.", "Från import av {who} {when}.", "From an import by {who} {when}.";
    REGISTRY: "Fra Enhetsregisteret {when}.", "Från Enhetsregisteret {when}.", "From Enhetsregisteret {when}.";
    REGISTRY_BY: "Fra Enhetsregisteret, tatt over av {who} {when}.", "Från Enhetsregisteret, övertaget av {who} {when}.", "From Enhetsregisteret, taken over by {who} {when}.";
    PORTAL: "Fra kundeportalen {when}.", "Från kundportalen {when}.", "From the customer portal {when}.";
    PORTAL_BY: "Fra kundeportalen, av {who} {when}.", "Från kundportalen, av {who} {when}.", "From the customer portal, by {who} {when}.";
    INTERFACE: "Fra et annet system {when}.", "Från ett annat system {when}.", "From another system {when}.";
    SYSTEM: "Satt av systemet {when}.", "Satt av systemet {when}.", "Set by the system {when}.";
    DEMO: "Fra demodata {when}.", "Från demodata {when}.", "From the demo data {when}.";
    KIND_TYPED: "skrevet", "skrivet", "typed";
    KIND_IMPORT: "import", "import", "import";
    KIND_REGISTRY: "Enhetsregisteret", "Enhetsregisteret", "Enhetsregisteret";
    KIND_PORTAL: "kundeportalen", "kundportalen", "customer portal";
    KIND_INTERFACE: "et annet system", "ett annat system", "another system";
    KIND_SYSTEM: "systemet", "systemet", "the system";
    KIND_DEMO: "demodata", "demodata", "demo data";
}
