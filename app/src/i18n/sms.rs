//! Words of how long an SMS is.

domain::texts! {
    COUNT: "{length} tegn, {parts} SMS. Plass til {left} til.", "{length} tecken, {parts} sms. Plats för {left} till.", "{length} characters, {parts} SMS. Room for {left} more.";
    OTHER_ALPHABET: "Tegn som ikke er i alfabetet for SMS gjør at én rommer 70, og flere 67 hver.", "Tecken som inte finns i alfabetet för sms gör att ett rymmer 70, och flera 67 var.", "Characters outside the alphabet of SMS leave room for 70 in one, and 67 in each of several.";
    TOO_LONG: "Teksten blir {parts} SMS; høyst {max} kan sendes.", "Texten blir {parts} sms; högst {max} kan skickas.", "The text takes {parts} SMS; {max} at most can be sent.";
    TOO_MANY_PARTS: "Teksten er for lang: høyst {max} SMS.", "Texten är för lång: högst {max} sms.", "The text is too long: {max} SMS at most.";
    NO_MOBILE: "Kontaktpersonen har ikke et mobilnummer.", "Kontaktpersonen har inget mobilnummer.", "The contact has no mobile number.";
}
