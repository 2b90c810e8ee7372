//! Words of templates of messages, signatures, and documents that go along.

domain::texts! {
    TITLE: "Maler for meldinger", "Mallar för meddelanden", "Message templates";
    ADVICE: "Tekster som alle i firmaet kan bruke når de skriver e-post og SMS fra kortet. Felt i krøllparenteser fylles ut av seg selv.", "Texter som alla i företaget kan använda när de skriver e-post och sms från kortet. Fält inom klammerparenteser fylls i av sig själva.", "Texts that everybody in the firm can use when they write e-mail and SMS from the card. Fields in braces fill in by themselves.";
    FIELDS: "Felt: {fields}.", "Fält: {fields}.", "Fields: {fields}.";
    EMPTY: "Firmaet har ingen maler ennå.", "Företaget har inga mallar än.", "The firm has no templates yet.";
    KIND: "Type", "Typ", "Kind";
    NAME: "Navn", "Namn", "Name";
    SUBJECT: "Emne (bare e-post)", "Ämne (bara e-post)", "Subject (e-mail only)";
    BODY: "Tekst", "Text", "Text";
    NEW: "Ny mal", "Ny mall", "New template";
    ADDED: "Malen er lagt til", "Mallen är tillagd", "The template is added";
    SAVED: "Malen er lagret", "Mallen är sparad", "The template is saved";
    DELETE: "Slett", "Radera", "Delete";
    DELETED: "Malen er slettet", "Mallen är raderad", "The template is deleted";
    EDIT: "Endre", "Ändra", "Change";
    MENU: "Mer om {name}", "Mer om {name}", "More about {name}";
    TEMPLATE: "Mal", "Mall", "Template";
    USE: "Bruk malen", "Använd mallen", "Use the template";
    UNKNOWN_FIELD: "Teksten har et felt som ikke finnes. Disse finnes: {fields}.", "Texten har ett fält som inte finns. Dessa finns: {fields}.", "The text has a field that does not exist. These do: {fields}.";
    OPEN_FIELD: "Et felt i krøllparenteser har ingen verdi her. Skriv det ut.", "Ett fält inom klammerparenteser har inget värde här. Skriv ut det.", "A field in braces has no value here. Write it out.";

    SIGNATURE: "Signatur", "Signatur", "Signature";
    SIGNATURE_ADVICE: "Står under e-post som du skriver til kunder.", "Står under e-post som du skriver till kunder.", "Stands under e-mails that you write to customers.";
    SIGNED: "Under teksten settes signaturen din:", "Under texten sätts din signatur:", "Your signature is put below the text:";
    UNSIGNED: "Du har ingen signatur.", "Du har ingen signatur.", "You have no signature.";
    CHANGE_SIGNATURE: "Endre signaturen", "Ändra signaturen", "Change the signature";

    ATTACH: "Legg ved dokumenter", "Bifoga dokument", "Attach documents";
    ATTACH_ADVICE: "Høyst {max} MB til sammen.", "Högst {max} MB tillsammans.", "{max} MB at most together.";
    ATTACHED: "Vedlegg", "Bilagor", "Attachments";
    TOO_LARGE: "Vedleggene er for store: høyst {max} MB til sammen.", "Bilagorna är för stora: högst {max} MB tillsammans.", "The attachments are too large: {max} MB at most together.";
}
