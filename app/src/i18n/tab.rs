//! Words of the card's tabs.

domain::texts! {
    MORE: "Mer", "Mer", "More";
    NOTHING: "Ingenting er lagt i denne fanen ennå.", "Inget ligger i den här fliken än.", "Nothing has been put in this tab yet.";
    TITLE: "Faner på kundekortet", "Flikar på kundkortet", "Tabs of the customer card";
    SHORT: "Faner", "Flikar", "Tabs";
    ADVICE: "Hvilke faner kortet har, i hvilken rekkefølge, og om de står i sikte eller i menyen ved siden av. Egne faner viser egne felter og de seksjonene du velger.", "Vilka flikar kortet har, i vilken ordning, och om de är synliga eller ligger i menyn bredvid. Egna flikar visar egna fält och de sektioner du väljer.", "Which tabs the card has, in which order, and whether they are in sight or in the menu beside. Own tabs show own fields and the sections that you choose.";
    TOUCHES: "Vises på alle firmaets kort: {n}.", "Visas på alla företagets kort: {n}.", "Shown on all of the firm's cards: {n}.";
    NEW: "Ny fane", "Ny flik", "New tab";
    ADD: "Legg til fanen", "Lägg till fliken", "Add the tab";
    SECTIONS: "Seksjoner i fanen", "Sektioner i fliken", "Sections in the tab";
    SECTIONS_HELP: "De står fortsatt i oversikten også.", "De står kvar i översikten också.", "They stay in the overview too.";
    HOLDS_FIELDS: "Felter: {fields}", "Fält: {fields}", "Fields: {fields}";
    HOLDS_SECTIONS: "Seksjoner: {sections}", "Sektioner: {sections}", "Sections: {sections}";
    EMPTY_TAB: "Tom ennå. Velg seksjoner, eller legg egne felter i den.", "Tom än. Välj sektioner, eller lägg egna fält i den.", "Empty so far. Choose sections, or put own fields in it.";
    OWN: "egen", "egen", "own";
    PLACE_OF: "Hvor {tab} står", "Var {tab} står", "Where {tab} stands";
    MENU: "Mer om {tab}", "Mer om {tab}", "More about {tab}";
    EDIT: "Endre navn og innhold", "Ändra namn och innehåll", "Change name and content";
    UP: "Flytt opp", "Flytta upp", "Move up";
    DOWN: "Flytt ned", "Flytta ner", "Move down";
    REMOVE: "Fjern fanen", "Ta bort fliken", "Remove the tab";
    REMOVE_ASK: "Fjerne fanen {tab}? Felter i den flyttes til seksjonen Egne felter, og ingen verdier går tapt.", "Ta bort fliken {tab}? Fält i den flyttas till sektionen Egna fält, och inga värden går förlorade.", "Remove the tab {tab}? Fields in it move to the section Own fields, and no value is lost.";
    KEEP: "Behold den", "Behåll den", "Keep it";
    ALWAYS: "Oversikten er alltid med.", "Översikten är alltid med.", "The overview is always there.";
    IN_TAB: "Fanen {tab}", "Fliken {tab}", "The tab {tab}";
    TOO_MANY: "Et firma kan ha {max} egne faner.", "Ett företag kan ha {max} egna flikar.", "A firm can have {max} tabs of its own.";
    SAVE_PLACE: "Flytt", "Flytta", "Move";
}
