//! Words of the terms of departments, and of values that follow them.

domain::texts! {
    TITLE: "Vilkår for {name}", "Villkor för {name}", "Terms of {name}";
    LINK: "Vilkår", "Villkor", "Terms";
    ADVICE: "Gjelder kundene som hører til avdelingen, i stedet for firmaets. En kunde kan ha sine egne; de står på kortet. Hører en kunde til flere avdelinger, gjelder den første i rekkefølgen som har valgt.", "Gäller kunderna som hör till avdelningen, i stället för företagets. En kund kan ha egna; de står på kortet. Hör en kund till flera avdelningar gäller den första i ordningen som har valt.", "Applies to the customers of the department, instead of the firm's. A customer can have its own; they stand on the card. Where a customer belongs to several departments, the first in the order that has chosen counts.";
    RETIRED: "Avdelingen brukes ikke lenger, men vilkårene gjelder fortsatt for kundene som hører til den.", "Avdelningen används inte längre, men villkoren gäller fortfarande för kunderna som hör till den.", "The department is no longer used, but its terms still apply to the customers that belong to it.";
    BELONG: "Til avdelingen hører {customers}.", "Till avdelningen hör {customers}.", "{customers} in the department.";
    ELSEWHERE: "{n} følger en annen avdeling.", "{n} följer en annan avdelning.", "{n} with another department's.";
    FOLLOW_DEPARTMENT: "{n} følger avdelingen sin.", "{n} följer sin avdelning.", "{n} with their department's.";

    DEPARTMENTS: "avdelingens", "avdelningens", "the department's";
    DEPARTMENTS_NAMED: "avdelingens ({name})", "avdelningens ({name})", "the department's ({name})";
    CHOSEN: "avdelingens egen", "avdelningens egen", "the department's own";
    AS_DEPARTMENT: "Avdelingens: {value}", "Avdelningens: {value}", "The department's: {value}";
    DEPARTMENT_AGAIN: "Bruk avdelingens: {value}", "Använd avdelningens: {value}", "Use the department's: {value}";
    FOLLOWS_DEPARTMENT: "følger avdelingen", "följer avdelningen", "follows the department";
    FOLLOWS_ABOVE: "følger avdelingen eller firmaet", "följer avdelningen eller företaget", "follows the department or the firm";
    UNCHANGED: "Avdelingen har ikke valgt noe her ennå.", "Avdelningen har inte valt något här ännu.", "The department has not chosen anything here yet.";
}
