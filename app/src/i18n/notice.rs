//! Words of notices.

domain::texts! {
    NOTICES: "Varsler", "Aviseringar", "Notices";
    ONE_UNREAD: "Varsler, 1 ulest", "Aviseringar, 1 oläst", "Notices, 1 unread";
    UNREAD: "Varsler, {count} uleste", "Aviseringar, {count} olästa", "Notices, {count} unread";
    ARRIVED: "Du har fått et varsel", "Du har fått en avisering", "You have a new notice";
    READ_ALL: "Merk alle som lest", "Markera alla som lästa", "Mark all as read";
    MARK_READ: "Merk som lest", "Markera som läst", "Mark as read";
    MARK_UNREAD: "Merk som ulest", "Markera som oläst", "Mark as unread";
    IS_UNREAD: "Ulest:", "Oläst:", "Unread:";
    EMPTY: "Ingen varsler ennå. Når en kollega skriver @ og navnet ditt i en kommentar, eller svarer deg, står det her.", "Inga aviseringar ännu. När en kollega skriver @ och ditt namn i en kommentar, eller svarar dig, står det här.", "No notices yet. When a colleague writes @ and your name in a comment, or answers you, it stands here.";
    HOW_TOLD: "Om du også får e-post, velger du i", "Om du också får e-post väljer du i", "Whether you get e-mail too, you choose in your";
    TO_PROFILE: "profilen", "profilen", "profile";
    SOMEBODY: "Noen", "Någon", "Somebody";
    MENTIONED: "{who} nevnte deg hos {customer}", "{who} nämnde dig hos {customer}", "{who} mentioned you at {customer}";
    REMINDER: "Påminnelse: {what}, {when}", "Påminnelse: {what}, {when}", "Reminder: {what}, {when}";
    ANSWERED: "{who} svarte deg hos {customer}", "{who} svarade dig hos {customer}", "{who} answered you at {customer}";
    MAIL_BODY: "Hei {name},\n\n{told}\n\n–\nDu velger i profilen om du vil ha slik e-post: {profile}", "Hej {name},\n\n{told}\n\n–\nDu väljer i profilen om du vill ha sådan e-post: {profile}", "Hello {name},\n\n{told}\n\n–\nYou choose in your profile whether you want such e-mail: {profile}";
    DAY_SUBJECT: "{count} uleste varsler i Kundekort", "{count} olästa aviseringar i Kundekort", "{count} unread notices in Kundekort";
    BY_MAIL: "E-post når jeg blir nevnt", "E-post när jag blir nämnd", "E-mail when I am mentioned";
    BY_MAIL_ADVICE: "Gjelder når noen skriver @ og navnet ditt eller avdelingen din, eller svarer deg, og påminnelser om aktiviteter. I snakkeboblen øverst står det uansett.", "Gäller när någon skriver @ och ditt namn eller din avdelning, eller svarar dig, och påminnelser om aktiviteter. I pratbubblan överst står det ändå.", "When somebody writes @ and your name or your department, or answers you, and reminders of activities. The speech bubble on top tells it in any case.";
    MAIL_NOW: "Med en gang", "Direkt", "At once";
    MAIL_DAILY: "Én gang om dagen, klokken 7", "En gång om dagen, klockan 7", "Once a day, at 7 o'clock";
    MAIL_NONE: "Aldri", "Aldrig", "Never";
}
