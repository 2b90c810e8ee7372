//! A diary says of a meeting that those who are invited don't know how it is now.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run};
use domain::id::ActivityId;
use serde_json::json;
use sqlx::PgPool;
use store::activity::{Asked, invited::untold};

/// Whether the diary says of the meeting that somebody who is invited doesn't know how it is.
async fn is_untold(pool: &PgPool, firm: &Firm, activity: ActivityId) -> bool {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let asked = Asked { from: "2091-03-01", to: "2091-04-30", ..Asked::default() };
    let shown = store::activity::diary(&mut tx, &asked).await.unwrap();
    assert!(shown.iter().any(|one| one.id == activity), "it is in the diary");
    untold(&mut tx, &shown).await.unwrap().contains(&activity)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_diary_says_of_what_some_who_are_invited_know_otherwise(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let person =
        |name: &str| json!({"first_name": name, "last_name": "Dahl", "email": format!("{name}@kunde.example")});
    let jonas = firm.add_contact(&pool, firm.customer, person("jonas")).await;
    let eva = firm.add_contact(&pool, firm.customer, person("eva")).await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas, eva]).await;
    let other = firm.add_meeting(&pool, "Annet", &[jonas]).await;
    assert!(!is_untold(&pool, &firm, id).await, "nobody is invited yet");
    firm.invite_contacts(&pool, id).await;
    firm.invite_contacts(&pool, other).await;
    assert!(!is_untold(&pool, &firm, id).await);
    for change in [
        "update activity set starts_on = '2091-03-06' where id = :id",
        "update activity set contacts = contacts[1:1] where id = :id",
        "update activity set state = 'cancelled' where id = :id",
    ] {
        run(&pool, &change.replace(":id", &format!("'{id}'"))).await;
        assert!(is_untold(&pool, &firm, id).await, "after {change}");
        assert!(!is_untold(&pool, &firm, other).await, "the other is as it was");
        firm.invite_contacts(&pool, id).await;
        assert!(!is_untold(&pool, &firm, id).await, "all are told after {change}");
    }
    firm.fail_mails(&pool, other).await;
    assert!(is_untold(&pool, &firm, other).await, "the mail did not arrive");
    run(&pool, &format!("update activity set starts_on = '2001-03-05' where id = '{other}'")).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let past = store::activity::read(&mut tx, other).await.unwrap();
    assert!(untold(&mut tx, &[past]).await.unwrap().is_empty(), "what is over is told to nobody");
}
