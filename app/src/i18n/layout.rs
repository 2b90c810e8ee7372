//! Words of arranging the card for the firm, for a role, and as a colleague has.

domain::texts! {
    MENU: "Oppsettet", "Upplägget", "The layout";
    EVERYBODY: "alle", "alla", "everybody";
    ADMINISTRATOR: "administratorer", "administratörer", "administrators";
    CONSULTANT: "konsulenter", "konsulter", "consultants";
    READ_ONLY: "dem som bare leser", "dem som bara läser", "those who only read";
    ARRANGING: "Du ordner kortet for {who}.", "Du ordnar kortet för {who}.", "You are arranging the card for {who}.";
    OTHERS: "Når du publiserer, ser {n} andre det slik. Det de har ordnet selv, blir stående.", "När du publicerar ser {n} andra det så. Det som de har ordnat själva står kvar.", "When you publish, {n} others see it so. What they have arranged themselves stays.";
    ONE_OTHER: "Når du publiserer, ser én annen det slik. Det vedkommende har ordnet selv, blir stående.", "När du publicerar ser en annan det så. Det som personen har ordnat själv står kvar.", "When you publish, one other person sees it so. What they have arranged themselves stays.";
    NOBODY_ELSE: "Ingen andre i firmaet ser det foreløpig.", "Ingen annan i företaget ser det för tillfället.", "Nobody else in the firm sees it for the time being.";
    IS_WHAT_COUNTS: "Slik er det nå. Flytt, lukk og skjul seksjoner; ingen andre ser noe før du publiserer.", "Så är det nu. Flytta, stäng och dölj sektioner; ingen annan ser något förrän du publicerar.", "This is how it is now. Move, fold and hide sections; nobody else sees anything before you publish.";
    PUBLISH: "Publiser", "Publicera", "Publish";
    DISCARD: "Forkast", "Kasta", "Discard";
    LEAVE: "Ferdig", "Klar", "Done";
    FOR_WHOM: "For hvem", "För vem", "For whom";
    ON_WHAT: "På hva slags enhet", "På vilken sorts enhet", "On what kind of device";
    DESK: "PC", "Dator", "Computer";
    PHONE: "Telefon", "Telefon", "Phone";
    TRYING: "Slik har {who} ordnet kortet.", "Så har {who} ordnat kortet.", "This is how {who} has arranged the card.";
    ADOPT: "Ta den i bruk", "Använd den", "Keep it";
    GO_BACK: "Tilbake til min", "Tillbaka till min", "Back to mine";
    TRY: "Prøv en kollegas visning", "Prova en kollegas vy", "Try a colleague's view";
    TRY_ADVICE: "Se hvordan en kollega har ordnet kortet. Din egen visning er urørt til du tar en annen i bruk, og den kan angres.", "Se hur en kollega har ordnat kortet. Din egen vy är orörd tills du använder en annan, och det går att ångra.", "See how a colleague has arranged the card. Your own view is untouched until you keep another, and that can be undone.";
    TRY_NOBODY: "Ingen kolleger har ordnet kortet selv på denne typen enhet.", "Inga kollegor har ordnat kortet själva på den här sortens enhet.", "No colleague has arranged the card on this kind of device.";
    LOOK: "Se den", "Se den", "Look at it";
    ARRANGE: "Ordne kortet for firmaet", "Ordna kortet för företaget", "Arrange the card for the firm";
    TITLE: "Kortets oppsett", "Kortets upplägg", "Layout of the card";
    ADVICE: "Hvor seksjonene står, hvilke som er åpne og hvilke som er skjult, for alle og for hver rolle. Du ordner det på et kort, ser det slik de vil se det, og publiserer.", "Var sektionerna står, vilka som är öppna och vilka som är dolda, för alla och för varje roll. Du ordnar det på ett kort, ser det som de kommer att se det och publicerar.", "Where sections stand, which are open and which are hidden, for everybody and for each role. You arrange it on a card, see it as they will, and publish.";
    ONE_OWN_STAYS: "Én har ordnet noe selv. Det blir stående.", "En har ordnat något själv. Det står kvar.", "One person has arranged something themselves. That stays.";
    OWN_STAYS: "{n} har ordnet noe selv. Det blir stående.", "{n} har ordnat något själva. Det står kvar.", "{n} have arranged something themselves. That stays.";
    FOR: "For {who}", "För {who}", "For {who}";
    AS_PRODUCT: "Som i produktet", "Som i produkten", "As in the product";
    AS_FIRM: "Som for alle", "Som för alla", "As for everybody";
    SINCE: "{device}: {when}, {who}", "{device}: {when}, {who}", "{device}: {when}, {who}";
    DRAFT: "utkast", "utkast", "draft";
    ARRANGE_IT: "Ordne", "Ordna", "Arrange";
    EARLIER: "Tidligere ({n})", "Tidigare ({n})", "Earlier ({n})";
    BRING_BACK: "Hent fram som utkast", "Ta fram som utkast", "Bring back as a draft";
    NO_CARD: "Registrer en kunde først: oppsettet ordnes på et kort.", "Registrera en kund först: upplägget ordnas på ett kort.", "Register a customer first: the layout is arranged on a card.";
    PRODUCT_DEFAULT: "Tilbake til produktets oppsett", "Tillbaka till produktens upplägg", "Back to the product's layout";
    FIRM_DEFAULT: "Tilbake til det som gjelder for alle", "Tillbaka till det som gäller för alla", "Back to what counts for everybody";
}
