//! What own fields are for, in the firm's words, and what of them contacts see in the portal.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    error::Problem,
    field::{Field, OwnKind},
    id::{ContactId, CustomerId, OwnFieldId},
    language::Language,
    list::ListKind,
    section::Section,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    own_field::{self, HELP_NAMES, Wanted},
    portal::details,
};

const fn wanted(name: &str) -> Wanted<'_> {
    Wanted { labels: [name, "", ""], help: [""; 3], in_portal: false, section: Section::Own, tab: None }
}

/// Declares a field; `wanted` says of what.
async fn declare(pool: &PgPool, firm: &Firm, kind: OwnKind, wanted: Wanted<'_>) -> (OwnFieldId, &'static Field) {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let id = own_field::add(&mut tx, kind, &wanted).await.unwrap();
    tx.commit().await.unwrap();
    let key: String = value(pool, &format!("select key from own_field where id = '{id}'")).await;
    firm.tx(pool, firm.reader).await;
    (id, domain::field::own(&key).unwrap())
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_field_is_for_is_told_in_each_language_logged_and_refused_where_it_can_not_be(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let help = ["Rammen vi er enige om", "", "What we agreed on"];
    let (id, field) = declare(&pool, &firm, OwnKind::Line, Wanted { help, ..wanted("Ramme") }).await;
    let text = field.explained.unwrap();
    assert_eq!(
        text.get(Language::Sv),
        "Rammen vi er enige om",
        "the first that is there stands for those that are not"
    );
    assert_eq!(text.get(Language::En), "What we agreed on");

    let long = "x".repeat(301);
    for (help, name, problem) in [
        (["", long.as_str(), ""], HELP_NAMES[1], Problem::TooLong { max: 300 }),
        (["", "", "a\u{7}b"], HELP_NAMES[2], Problem::ControlCharacters),
    ] {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        let refused = told(own_field::change(&mut tx, id, 1, &Wanted { help, ..wanted("Ramme") }).await);
        assert_eq!(refused.problem_of(name), Some(problem));
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    own_field::change(&mut tx, id, 1, &Wanted { in_portal: true, ..wanted("Ramme") }).await.unwrap();
    tx.commit().await.unwrap();
    firm.tx(&pool, firm.reader).await;
    assert_eq!(domain::field::own(field.key).unwrap().explained, None, "taken away again");
    let logged = format!(
        "select changes -> 'help_nb' ->> 0 || ' ' || (changes -> 'in_portal' ->> 1) from change_log where row_id = '{id}' and operation = 'UPDATE'"
    );
    assert_eq!(value::<String>(&pool, &logged).await, "Rammen vi er enige om true");
}

/// What a contact sees of them: names and values.
async fn seen(pool: &PgPool, firm: &Firm, secret: &str) -> Vec<(&'static str, String)> {
    let mut tx = firm.portal(pool, secret).await;
    let home = tx.session().home;
    let of = details::read(&mut tx).await.unwrap();
    let shown = |field: &&'static Field| of.shown_values.shown(field, &of.names, Language::Nb, home);
    of.shown.iter().map(|field| (field.label.nb, shown(field))).collect()
}

async fn fill(pool: &PgPool, customer: CustomerId, contact: ContactId, of_customer: &str, of_contact: &str) {
    run(pool, &format!("update customer set own = '{of_customer}' where id = '{customer}'")).await;
    run(pool, &format!("update contact set own = '{of_contact}' where id = '{contact}'")).await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn contacts_see_what_the_firm_shows_of_their_own_customer_and_nothing_else(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let shown = |name| Wanted { in_portal: true, ..wanted(name) };
    let (_, agreed) = declare(&pool, &firm, OwnKind::Choice, shown("Avtaletype")).await;
    let (_, hidden) = declare(&pool, &firm, OwnKind::Line, wanted("Bare for oss")).await;
    let (gone, retired) = declare(&pool, &firm, OwnKind::Line, shown("Ute av bruk")).await;
    let (_, empty) = declare(&pool, &firm, OwnKind::Line, shown("Tomt")).await;
    let (_, diet) =
        declare(&pool, &firm, OwnKind::Line, Wanted { section: Section::Contacts, ..shown("Allergier") }).await;
    let choice = firm.add_list_item(&pool, ListKind::from_key(agreed.key).unwrap(), "Rammeavtale").await;

    let jonas = firm
        .add_contact(
            &pool,
            firm.customer,
            json!({"first_name": "Jonas", "last_name": "Dahl", "email": "jonas@kunde.example"}),
        )
        .await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, &[]).await;
    let whole = json!({agreed.key: choice.to_string(), hidden.key: "taus", retired.key: "gammel"}).to_string();
    fill(&pool, firm.customer, jonas, &whole, &json!({diet.key: "Nøtter"}).to_string()).await;
    fill(&pool, firm.customer, firm.contact, &whole, &json!({diet.key: "Melk"}).to_string()).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    own_field::retire(&mut tx, gone, true).await.unwrap();
    tx.commit().await.unwrap();

    let mine = [("Avtaletype", "Rammeavtale".to_owned()), ("Allergier", "Nøtter".to_owned())];
    assert_eq!(seen(&pool, &firm, &secret).await, mine);
    assert!(!seen(&pool, &firm, &secret).await.iter().any(|(name, _)| *name == empty.label.nb), "nothing to see of it");

    // Another customer's contact sees their own.
    let other = firm.add_customer(&pool, json!({"name": "Annen AS"})).await;
    let kari = firm
        .add_contact(&pool, other, json!({"first_name": "Kari", "last_name": "Lie", "email": "kari@annen.example"}))
        .await;
    let secret = firm.open_portal(&pool, other, kari, &[]).await;
    assert_eq!(seen(&pool, &firm, &secret).await, []);
}
