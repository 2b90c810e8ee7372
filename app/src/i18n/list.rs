//! Words of the firm's lists.

domain::texts! {
    TITLE: "Lister", "Listor", "Lists";
    WHICH: "Hvilken liste", "Vilken lista", "Which list";
    EMPTY: "Listen er tom ennå.", "Listan är tom ännu.", "The list is still empty.";
    FREE: "fri", "fri", "free";
    RETIRED: "brukes ikke lenger", "används inte längre", "no longer used";
    MERGED_INTO: "slått sammen med {name}", "sammanslagen med {name}", "merged into {name}";
    MENU: "Valg for {name}", "Val för {name}", "Options for {name}";
    RENAME: "Gi nytt navn", "Byt namn", "Rename";
    RENAMED: "Navnet er lagret", "Namnet är sparat", "The name is saved";
    RETIRE: "Slutt å bruke", "Sluta använda", "Stop using";
    RESTORE: "Ta i bruk igjen", "Börja använda igen", "Use again";
    PROMOTE: "Gjør til fast merkelapp", "Gör till fast tagg", "Make it a managed tag";
    MERGE: "Slå sammen med …", "Slå ihop med …", "Merge into …";
    MERGE_THAT: "Slå «{name}» sammen med", "Slå ihop ”{name}” med", "Merge “{name}” into";
    MERGE_HELP: "Alle som har den ene, får den andre i stedet. Hver endring står i loggen.", "Alla som har den ena får den andra i stället. Varje ändring står i loggen.", "Everything that has the one gets the other instead. Each change is in the log.";
    MERGE_NOW: "Slå sammen", "Slå ihop", "Merge";
    MERGED: "De to er slått sammen", "De två är sammanslagna", "The two are merged";
    NORWEGIAN: "Norsk", "Norska", "Norwegian";
    SWEDISH: "Svensk", "Svenska", "Swedish";
    ENGLISH: "Engelsk", "Engelska", "English";
    NEW: "Ny verdi", "Nytt värde", "New value";
    MEANS: "Betyr", "Betyder", "Means";
    IS_MEMBER: "Gir medlemskap", "Ger medlemskap", "Makes a member";
    TERM_KIND: "Regnes", "Räknas", "Counted as";
    TERM_DAYS: "Antall dager", "Antal dagar", "Number of days";
    TERM_HELP: "Gjelder straks for alle kunder som har betingelsen. Det som betales straks, har ingen dager.", "Gäller genast för alla kunder som har villkoret. Det som betalas genast har inga dagar.", "Counts at once for all customers who have the term. What is due immediately has no days.";
    ADD: "Legg til", "Lägg till", "Add";
    ADDED: "Verdien er lagt til", "Värdet är tillagt", "The value is added";
}
