//! Words of the firm's departments.

domain::texts! {
    TITLE: "Avdelinger", "Avdelningar", "Departments";
    ADVICE: "Avdelingene i firmaet. Kunder, ansatte og brukere hører til dem. En avdeling som ikke brukes lenger, blir stående der den er valgt, men kan ikke velges på nytt.", "Företagets avdelningar. Kunder, anställda och användare hör till dem. En avdelning som inte används längre står kvar där den är vald, men kan inte väljas på nytt.", "The firm's departments. Customers, employees and users belong to them. A department that is no longer used stays where it was chosen, and can't be chosen anew.";
    EMPTY: "Firmaet har ingen avdelinger ennå.", "Företaget har inga avdelningar än.", "The firm has no departments yet.";
    NAME: "Navn", "Namn", "Name";
    NEW: "Ny avdeling", "Ny avdelning", "New department";
    ADD: "Legg til", "Lägg till", "Add";
    ADDED: "Avdelingen er lagt til", "Avdelningen är tillagd", "The department is added";
    RENAMED: "Navnet er lagret", "Namnet är sparat", "The name is saved";
    EDIT: "Gi nytt navn", "Byt namn", "Rename";
    TOUCHES: "Det nye navnet vises hos alle som hører til: {who}.", "Det nya namnet visas hos alla som hör till: {who}.", "The new name shows with all who belong to it: {who}.";
    UP: "Flytt opp", "Flytta upp", "Move up";
    DOWN: "Flytt ned", "Flytta ner", "Move down";
    RETIRE: "Slutt å bruke", "Sluta använda", "Stop using";
    RESTORE: "Ta i bruk igjen", "Börja använda igen", "Use again";
    RETIRED: "brukes ikke lenger", "används inte längre", "no longer used";
    MENU: "Mer om {name}", "Mer om {name}", "More about {name}";
    PERSON: "1 bruker", "1 användare", "1 user";
    PEOPLE: "{n} brukere", "{n} användare", "{n} users";
    EMPLOYEE: "1 ansatt", "1 anställd", "1 employee";
    EMPLOYEES: "{n} ansatte", "{n} anställda", "{n} employees";
}
