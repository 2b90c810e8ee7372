//! What a firm chooses for all its cards, beside the terms that stand with the customer's fields.

use super::{Field, Kind, Preset, fields};

/// The firm's own settings; the section is the one whose cards they tell on.
pub const FIRM: &[Field] = fields! { Firm;
    "nickname_used" Kind::YesNo, General Must inherits (Preset::Yes(true)) ["Kallenavn", "Smeknamn", "Nickname"];
    "logo_shown" Kind::YesNo, General Must inherits (Preset::Yes(false)) ["Logo på kortet", "Logotyp på kortet", "Logo on the card"];
    "start_address" Kind::Line { max: 200 }, ContactDetails May ["Ruter starter fra", "Rutter börjar från", "Routes start from"];
    "customer_number_from" Kind::Whole, General May ["Kundenumre fra", "Kundnummer från", "Customer numbers from"];
    "invoice_address_used" Kind::YesNo, InvoiceDelivery Must inherits (Preset::Yes(true)) ["Egen fakturaadresse", "Egen fakturaadress", "Separate invoice address"];
};
