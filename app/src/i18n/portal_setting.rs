//! Words of the portal, as the firm sees it: rights of contacts, settings, sharing.

domain::texts! {
    TITLE: "Kundeportal", "Kundportal", "Customer portal";
    ADVICE: "Hva kunder og samarbeidspartnere når i sin egen portal, og hva en ny kontakt får gjøre.", "Vad kunder och samarbetspartner når i sin egen portal, och vad en ny kontakt får göra.", "What customers and partners reach in a portal of their own, and what a new contact may do.";
    IS_OPEN: "Portalen er åpen", "Portalen är öppen", "The portal is open";
    IS_OPEN_ADVICE: "Er den lukket, kommer ingen kontakt inn, heller ikke med lenke.", "Är den stängd kommer ingen kontakt in, inte heller med länk.", "While it is closed no contact comes in, not even by a link.";
    MODULES: "Deler av portalen", "Delar av portalen", "Parts of the portal";
    PARTNERS_ADVICE: "Samarbeidspartnere er kunder som også er leverandører.", "Samarbetspartner är kunder som också är leverantörer.", "Partners are customers who are suppliers too.";
    USUAL_RIGHTS: "Rettigheter for nye kontakter", "Rättigheter för nya kontakter", "Rights of new contacts";
    USUAL_ADVICE: "Gjelder til noen bestemmer noe annet på kontakten.", "Gäller tills någon bestämmer annat på kontakten.", "They hold until somebody decides otherwise on the contact.";
    MAIL: "E-post når innlogging åpnes", "E-post när inloggning öppnas", "E-mail when signing in is opened";
    MAIL_ADVICE: "Sendes på kontaktens språk. Felter: {first_name}, {customer}, {firm}, {link}, {me}. Tomt betyr den vanlige teksten.", "Skickas på kontaktens språk. Fält: {first_name}, {customer}, {firm}, {link}, {me}. Tomt betyder den vanliga texten.", "Sent in the contact's language. Fields: {first_name}, {customer}, {firm}, {link}, {me}. Empty means the usual text.";
    SUBJECT: "Emne", "Ämne", "Subject";
    BODY: "Tekst", "Text", "Text";
    PREVIEW: "Forhåndsvisning", "Förhandsvisning", "Preview";
    PREVIEW_OF: "Slik blir den på {language}", "Så blir den på {language}", "How it looks in {language}";
    SAVE: "Lagre kundeportalen", "Spara kundportalen", "Save the customer portal";
    TOUCHES: "{open} av {all} kontakter kan logge inn i dag.", "{open} av {all} kontakter kan logga in i dag.", "{open} of {all} contacts can sign in today.";
    NO_LINK: "Teksten mangler {link}; uten den kommer ingen inn.", "Texten saknar {link}; utan den kommer ingen in.", "The text lacks {link}; without it nobody comes in.";
    ENDED: "Kontakten er avsluttet.", "Kontakten är avslutad.", "The contact has ended.";
    RIGHTS: "Kunderettigheter", "Kundrättigheter", "Customer rights";
    RIGHTS_ADVICE: "Hva {name} får gjøre i kundeportalen.", "Vad {name} får göra i kundportalen.", "What {name} may do in the customer portal.";
    RIGHTS_OF: "{n} av {all}", "{n} av {all}", "{n} of {all}";
    RIGHTS_UNCHECKED: "Ingen har sett over rettighetene ennå.", "Ingen har gått igenom rättigheterna ännu.", "Nobody has gone through the rights yet.";
    SAVE_RIGHTS: "Lagre rettigheter", "Spara rättigheter", "Save rights";
    CAN_SIGN_IN: "Kan logge inn i kundeportalen", "Kan logga in i kundportalen", "Can sign in to the customer portal";
    CLOSED: "Ingen innlogging", "Ingen inloggning", "No login";
    OPEN: "Kan logge inn", "Kan logga in", "Can sign in";
    INVITED: "Invitert {when}", "Inbjuden {when}", "Invited {when}";
    SECOND_SINCE: "totrinns innlogging siden {when}", "tvåstegsinloggning sedan {when}", "two-step sign-in since {when}";
    SECOND_LOST: "Er telefonen mistet, steng innloggingen og inviter på nytt: da velger kontakten passord og totrinns innlogging på nytt.", "Har telefonen försvunnit, stäng inloggningen och bjud in på nytt: då väljer kontakten lösenord och tvåstegsinloggning på nytt.", "If the phone is lost, close the login and invite again: the contact then chooses password and two-step sign-in anew.";
    SIGNED_IN: "sist inne {when}", "senast inne {when}", "last in {when}";
    NEVER_IN: "ikke vært inne ennå", "inte varit inne ännu", "not been in yet";
    INVITE: "Inviter til portalen", "Bjud in till portalen", "Invite to the portal";
    INVITE_AGAIN: "Send ny invitasjon", "Skicka ny inbjudan", "Send a new invitation";
    CLOSE: "Steng innlogging", "Stäng inloggning", "Close the login";
    SEE_AS: "Se portalen som {name}", "Se portalen som {name}", "See the portal as {name}";
    NEEDS_EMAIL: "Kontakten trenger en e-postadresse for å bli invitert.", "Kontakten behöver en e-postadress för att bli inbjuden.", "The contact needs an e-mail address to be invited.";
    PORTAL_CLOSED: "Kundeportalen er lukket for alle.", "Kundportalen är stängd för alla.", "The customer portal is closed for all.";
    LINK: "Lenken, om du vil gi den selv:", "Länken, om du vill ge den själv:", "The link, if you want to hand it over yourself:";
    LINK_ONCE: "Den virker én gang og i sju dager, og vises bare nå.", "Den fungerar en gång och i sju dagar, och visas bara nu.", "It works once and for seven days, and is shown only now.";
    LOG_CHANGED: "endret kunderettigheter for", "ändrade kundrättigheter för", "changed customer rights of";
    LOG_LOOKED: "så kundeportalen som", "såg kundportalen som", "saw the customer portal as";
    LOG_LOOKS: "Innsyn i portalen", "Insyn i portalen", "Looks into the portal";
    MAIL_SUBJECT: "Din tilgang til kundeportalen til {firm}", "Din tillgång till kundportalen hos {firm}", "Your access to the customer portal of {firm}";
    MAIL_BODY: "Hei {first_name},\n\n{firm} har åpnet kundeportalen for deg på vegne av {customer}.\n\nÅpne lenken for å komme inn:\n{link}\n\nLenken virker én gang, i sju dager. Siden kan du be om en ny på innloggingssiden, eller velge et passord.\n\nHilsen {me}\n{firm}", "Hej {first_name},\n\n{firm} har öppnat kundportalen för dig för {customer}.\n\nÖppna länken för att komma in:\n{link}\n\nLänken fungerar en gång, i sju dagar. Sedan kan du be om en ny på inloggningssidan, eller välja ett lösenord.\n\nHälsningar {me}\n{firm}", "Hello {first_name},\n\n{firm} has opened the customer portal to you on behalf of {customer}.\n\nOpen the link to come in:\n{link}\n\nThe link works once, for seven days. After that you can ask for a new one on the sign-in page, or choose a password.\n\nRegards {me}\n{firm}";
}
