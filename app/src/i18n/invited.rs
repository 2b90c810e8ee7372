//! Words of inviting contacts to activities.

domain::texts! {
    TITLE: "Innkalling", "Kallelse", "Invitation";
    HINT: "Kontaktpersoner som er med, kan kalles inn på e-post. De får møtet i sin egen kalender og svarer derfra eller med en lenke.", "Kontaktpersoner som är med kan kallas via e-post. De får mötet i sin egen kalender och svarar därifrån eller med en länk.", "Contact persons who take part can be invited by e-mail. They get the meeting in their own calendar and answer from there or by a link.";
    ADD_PEOPLE: "Velg kontaktpersoner", "Välj kontaktpersoner", "Choose contact persons";
    INVITE_NEW: "Send dem innkalling på e-post", "Skicka dem en kallelse via e-post", "Send them an invitation by e-mail";
    NOT_INVITED: "Ikke innkalt", "Inte kallad", "Not invited";
    NO_EMAIL: "Har ingen e-postadresse", "Har ingen e-postadress", "Has no e-mail address";
    DOES_NOT_KNOW: "Vet ikke at det er endret", "Vet inte att det är ändrat", "Not told of the change";
    NOT_DELIVERED: "E-posten kom ikke frem", "E-postmeddelandet kom inte fram", "The e-mail did not arrive";
    NOT_TOLD_OFF: "Vet ikke at det er avlyst", "Vet inte att det är inställt", "Not told that it is called off";
    NOT_TOLD_OUT: "Er ikke med lenger og vet det ikke", "Är inte med längre och vet det inte", "Takes no part any more and does not know";
    MESSAGE: "Melding til dem (valgfri)", "Meddelande till dem (valfritt)", "Message to them (optional)";
    MESSAGE_HINT: "Notatet på aktiviteten følger aldri med.", "Anteckningen på aktiviteten följer aldrig med.", "The note on the activity never goes along.";
    SEND: "Send innkalling til {names}", "Skicka kallelse till {names}", "Send invitation to {names}";
    SEND_CHANGE: "Send endringen til {names}", "Skicka ändringen till {names}", "Send the change to {names}";
    SEND_OFF: "Send avlysning til {names}", "Skicka återbud till {names}", "Send the cancellation to {names}";
    SEND_ALL: "Send til {names}", "Skicka till {names}", "Send to {names}";
    AND_MORE: "{name} og {n} til", "{name} och {n} till", "{name} and {n} more";
    WAS_SENT: "Sendt", "Skickat", "Sent";
    ALL_KNOW: "Alle vet det som det er nå.", "Alla vet det som det är nu.", "All know already how it is.";
    IS_OVER: "Innkallingen kan ikke besvares lenger.", "Kallelsen kan inte besvaras längre.", "The invitation can't be answered any more.";
    DELETE_TELLS: "De som er innkalt, får en avlysning på e-post når aktiviteten slettes.", "De som är kallade får ett återbud via e-post när aktiviteten tas bort.", "Those who are invited are told by e-mail when the activity is deleted.";
    DELETE_TELLS_ALL: "De som er innkalt, får en avlysning på e-post når hele rekken slettes.", "De som är kallade får ett återbud via e-post när hela serien tas bort.", "Those who are invited are told by e-mail when the whole series is deleted.";

    LOGS: "Innkallinger", "Kallelser", "Invitations";
    LOG_INVITED: "kalte inn", "kallade", "invited";
    LOG_CHANGED: "endret innkallingen av", "ändrade kallelsen av", "changed the invitation of";
    LOG_ANSWERED: "noterte svaret fra", "noterade svaret från", "noted the answer of";
    LOG_REPLIED: "svarte på innkallingen av", "svarade på kallelsen av", "answered the invitation of";
    LOG_CALLED_OFF: "sendte avlysning til", "skickade återbud till", "called it off for";
    LOG_REMOVED: "fjernet innkallingen av", "tog bort kallelsen av", "removed the invitation of";
    ANSWER: "Svar", "Svar", "Answer";
    NOTE: "Beskjed", "Besked", "Message";

    NOTICE_COMING: "{who} kommer: {what}, {when}", "{who} kommer: {what}, {when}", "{who} is coming: {what}, {when}";
    NOTICE_MAYBE: "{who} kommer kanskje: {what}, {when}", "{who} kommer kanske: {what}, {when}", "{who} may come: {what}, {when}";
    NOTICE_NOT_COMING: "{who} kommer ikke: {what}, {when}", "{who} kommer inte: {what}, {when}", "{who} is not coming: {what}, {when}";

    MAIL_SUBJECT: "Innkalling: {what}, {when}", "Kallelse: {what}, {when}", "Invitation: {what}, {when}";
    MAIL_CHANGED: "Endret: {what}, {when}", "Ändrat: {what}, {when}", "Changed: {what}, {when}";
    MAIL_OFF: "Avlyst: {what}, {when}", "Inställt: {what}, {when}", "Cancelled: {what}, {when}";
    MAIL_INVITES: "Hei {name},\n\n{who} i {firm} inviterer deg til «{what}».", "Hej {name},\n\n{who} på {firm} bjuder in dig till ”{what}”.", "Hello {name},\n\n{who} at {firm} invites you to “{what}”.";
    MAIL_TELLS_CHANGE: "Hei {name},\n\n{who} i {firm} har endret «{what}». Slik er det nå:", "Hej {name},\n\n{who} på {firm} har ändrat ”{what}”. Så här är det nu:", "Hello {name},\n\n{who} at {firm} has changed “{what}”. This is how it is now:";
    MAIL_TELLS_OFF: "Hei {name},\n\n«{what}» {when} er avlyst for deg. Hilsen {who} i {firm}.", "Hej {name},\n\n”{what}” {when} är inställt för dig. Hälsningar {who} på {firm}.", "Hello {name},\n\n“{what}”, {when}, is called off for you. Regards, {who} at {firm}.";
    MAIL_WHEN: "Når: {when}", "När: {when}", "When: {when}";
    MAIL_EXCEPT: "Unntatt: {days}", "Utom: {days}", "Except: {days}";
    NOT_THEN: "ikke denne dagen", "inte den dagen", "not on that day";
    MAIL_WHERE: "Hvor: {place}", "Var: {place}", "Where: {place}";
    MAIL_WITH: "Hvem: {names}", "Vilka: {names}", "Who: {names}";
    MAIL_ANSWER: "Si om du kommer, her eller fra kalenderen din:\n{link}\n\nLenken er din. Ikke send den videre.", "Säg om du kommer, här eller från din kalender:\n{link}\n\nLänken är din. Skicka den inte vidare.", "Say whether you are coming, here or from your calendar:\n{link}\n\nThe link is yours. Don't pass it on.";

    PAGE_TITLE: "Innkalling: {what}", "Kallelse: {what}", "Invitation: {what}";
    INVITES: "{who} i {firm} inviterer deg, {name}.", "{who} på {firm} bjuder in dig, {name}.", "{who} at {firm} invites you, {name}.";
    WHEN: "Når", "När", "When";
    EXCEPT: "Unntatt", "Utom", "Except";
    WHERE: "Hvor", "Var", "Where";
    WITH: "Hvem", "Vilka", "Who";
    ASK: "Kommer du?", "Kommer du?", "Are you coming?";
    YES: "Ja, jeg kommer", "Ja, jag kommer", "Yes, I'm coming";
    MAYBE: "Kanskje", "Kanske", "Maybe";
    NO: "Nei", "Nej", "No";
    YOUR_NOTE: "Beskjed til {firm} (valgfri)", "Besked till {firm} (valfritt)", "Message to {firm} (optional)";
    YOU_COME: "Du har svart at du kommer.", "Du har svarat att du kommer.", "You have answered that you are coming.";
    YOU_MAY_COME: "Du har svart at du kanskje kommer.", "Du har svarat att du kanske kommer.", "You have answered that you may come.";
    YOU_STAY_AWAY: "Du har svart at du ikke kommer.", "Du har svarat att du inte kommer.", "You have answered that you are not coming.";
    CHANGE_MIND: "Du kan svare på nytt så lenge det er tid.", "Du kan svara på nytt så länge det är tid.", "You can answer anew as long as there is time.";
    TO_CALENDAR: "Legg i kalenderen", "Lägg i kalendern", "Add to calendar";
    OVER_CALLED_OFF: "Det er avlyst. {firm} vet mer.", "Det är inställt. {firm} vet mer.", "It is called off. {firm} knows more.";
    OVER_PAST: "Det er over.", "Det är över.", "It is over.";
    OVER_CLOSED: "{firm} når deg ikke lenger på adressen som lenken gikk til.", "{firm} når dig inte längre på adressen som länken gick till.", "{firm} no longer reaches you at the address to which the link went.";
    UNKNOWN_ADVICE: "Åpne den nyeste e-posten med innkallingen og følg lenken der.", "Öppna det senaste e-postmeddelandet med kallelsen och följ länken där.", "Open the newest e-mail with the invitation and follow the link there.";
}
