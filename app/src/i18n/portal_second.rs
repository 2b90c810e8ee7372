//! Words of the second step of signing in to the portal, as contacts of customers read them.

domain::texts! {
    SECOND: "Totrinns innlogging", "Tvåstegsinloggning", "Two-step sign-in";
    ABOUT: "I tillegg til passord eller lenke viser du en kode fra en app på telefonen. Da hjelper det ingen andre å ha passordet ditt.", "Utöver lösenord eller länk visar du en kod från en app i telefonen. Då har ingen annan nytta av ditt lösenord.", "Besides a password or a link you show a code from an app on your phone. Then your password is of no use to anybody else.";
    OFF: "Av", "Av", "Off";
    ON: "På", "På", "On";
    ON_SINCE: "På siden {when}", "På sedan {when}", "On since {when}";
    IS_OFF_NOW: "Totrinns innlogging er slått av.", "Tvåstegsinloggningen är avstängd.", "Two-step sign-in is off now.";
    IS_ON_NOW: "Totrinns innlogging er på. Du er logget ut alle andre steder.", "Tvåstegsinloggningen är på. Du är utloggad på alla andra ställen.", "Two-step sign-in is on. You are signed out everywhere else.";
    CODES_NEW: "Reservekodene fra før virker ikke lenger.", "De tidigare reservkoderna fungerar inte längre.", "The spare codes from before no longer work.";
    SET_UP: "Slå på", "Slå på", "Turn on";
    CHANGE: "Endre", "Ändra", "Change";
    SCAN: "Les av bildet med appen", "Läs av bilden med appen", "Scan the picture with the app";
    SCAN_ADVICE: "Alle apper for engangskoder virker, for eksempel den som følger med telefonen.", "Alla appar för engångskoder fungerar, till exempel den som följer med telefonen.", "Any app for one-time codes works, such as the one that comes with the phone.";
    PICTURE: "QR-kode for appen", "QR-kod för appen", "QR code for the app";
    OPEN_APP: "Åpne i en app på denne enheten", "Öppna i en app på den här enheten", "Open in an app on this device";
    BY_HAND: "Kan du ikke lese av bildet?", "Kan du inte läsa av bilden?", "Can't scan the picture?";
    BY_HAND_ADVICE: "Skriv denne nøkkelen i appen:", "Skriv den här nyckeln i appen:", "Type this key into the app:";
    TYPE: "Skriv koden som appen viser", "Skriv koden som appen visar", "Type the code that the app shows";
    CODE: "Kode", "Kod", "Code";
    CODE_HINT: "Seks siffer fra appen.", "Sex siffror från appen.", "Six digits from the app.";
    ANY_HINT: "Seks siffer fra appen, eller en av kodene du skrev ned.", "Sex siffror från appen, eller en av koderna du skrev ner.", "Six digits from the app, or one of the codes that you wrote down.";
    TURN_ON: "Slå på totrinns innlogging", "Slå på tvåstegsinloggning", "Turn on two-step sign-in";
    TURN_OFF: "Slå av", "Stäng av", "Turn off";
    NEW_CODES: "Nye reservekoder", "Nya reservkoder", "New spare codes";
    CODES: "Reservekoder", "Reservkoder", "Spare codes";
    CODES_ADVICE: "Skriv dem ned eller ta utskrift, og legg dem et trygt sted. Hver virker én gang, når du ikke har telefonen. De vises et kvarter, eller til du sier at du har dem.", "Skriv ner dem eller skriv ut dem, och lägg dem på ett säkert ställe. Var och en fungerar en gång, när du inte har telefonen. De visas en kvart, eller tills du säger att du har dem.", "Write them down or print them, and keep them safe. Each works once, when you don't have your phone. They are shown for a quarter of an hour, or until you say that you have them.";
    CODES_LEFT: "Reservekoder igjen: {n}", "Reservkoder kvar: {n}", "Spare codes left: {n}";
    CODES_DONE: "Jeg har dem", "Jag har dem", "I have them";
    MANAGE: "Endre eller slå av", "Ändra eller stäng av", "Change or turn off";
    MANAGE_ADVICE: "Vis med en kode at det er du.", "Visa med en kod att det är du.", "Show with a code that it is you.";
    LOST: "Mistet både telefonen og kodene? Be kontakten din hos {firm} stenge innloggingen og invitere deg på nytt.", "Tappat både telefonen och koderna? Be din kontakt hos {firm} stänga inloggningen och bjuda in dig på nytt.", "Lost both phone and codes? Ask your contact at {firm} to close the login and invite you again.";
    STEP: "Ett trinn til", "Ett steg till", "One more step";
    STEP_ADVICE: "{name}, skriv koden fra appen for å komme inn hos {firm}.", "{name}, skriv koden från appen för att komma in hos {firm}.", "{name}, type the code from the app to enter at {firm}.";
    ENTER: "Gå inn", "Gå in", "Go in";
    GONE: "Innloggingen tok for lang tid", "Inloggningen tog för lång tid", "Signing in took too long";
    GONE_ADVICE: "Begynn på nytt, så går det fint.", "Börja om, så går det bra.", "Start again, and it will be fine.";
    AGAIN: "Logg inn på nytt", "Logga in på nytt", "Sign in again";
    ISSUER: "{firm} kundeportal", "{firm} kundportal", "{firm} customer portal";
    BACK: "Tilbake til kontoen", "Tillbaka till kontot", "Back to the account";
}
