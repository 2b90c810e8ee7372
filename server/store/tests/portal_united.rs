//! What becomes of the portal of contacts who are one person.

use crate::common::{Firm, run, value};
use crate::twins::{merged, of, split_again};
use domain::{email::Email, id::ContactId, portal::PortalRight};
use serde_json::json;
use sqlx::PgPool;
use store::{Store, portal::door};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_is_united_with_another_contact_keeps_the_portal_until_they_are_split(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let other = firm.add_customer(&pool, json!({"name": "Sveis"})).await;
    let named = |name: &str, email: &str| json!({"first_name": name, "last_name": "Dahl", "email": email});
    let jonas = firm.add_contact(&pool, other, named("Jonas", "jonas@kunde.example")).await;
    let kept = firm.add_contact(&pool, firm.customer, named("Jonas", "Jonas@kunde.example")).await;
    let siri = firm.add_contact(&pool, other, named("Siri", "siri@kunde.example")).await;
    let staying = firm.add_contact(&pool, firm.customer, named("Siri", "siri@kunde.example")).await;
    firm.open_portal(&pool, other, jonas, &[PortalRight::Enquire]).await;
    firm.open_portal(&pool, other, siri, PortalRight::ALL).await;
    firm.open_portal(&pool, firm.customer, staying, &[]).await;
    run(&pool, "update portal_account set password_hash = 'hash of ' || contact_id").await;
    // All have a second step, each with another secret, but one of those who stay.
    run(&pool, "update portal_account set second_secret = convert_to(contact_id::text, 'utf8'), second_since = now(), second_set = 3, second_used = '{7}'").await;
    run(&pool, &format!("update portal_account set second_secret = null, second_since = null, second_set = 0, second_used = '{{}}' where contact_id = '{staying}'")).await;
    let found = async |address: &str| door::accounts(&store, &Email::parse(address).unwrap()).await.unwrap();
    let (merge, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let accounts = found("jonas@kunde.example").await;
    assert_eq!(accounts.iter().map(|account| account.contact).collect::<Vec<_>>(), [kept]);
    assert_eq!(accounts[0].password_hash, Some(format!("hash of {jonas}")));
    let second = async |contact: ContactId| {
        value::<String>(&pool, &format!("select convert_from(second_secret, 'utf8') || second_set || second_used::text from portal_account where contact_id = '{contact}'")).await
    };
    assert_eq!(second(kept).await, format!("{jonas}3{{7}}"), "a password never comes without its second step");
    let rights = async |contact: ContactId| {
        value::<Vec<String>>(&pool, &format!("select rights from portal_access where contact_id = '{contact}'")).await
    };
    assert_eq!(rights(kept).await, ["enquire"]);
    // One that has the portal already stays as it is.
    let accounts = found("siri@kunde.example").await;
    assert_eq!((accounts.len(), accounts[0].contact), (1, staying));
    assert_eq!(accounts[0].password_hash, Some(format!("hash of {staying}")));
    assert!(rights(staying).await.is_empty());
    assert_eq!(second(staying).await, format!("{siri}3{{7}}"), "a second step is never lost by it");
    split_again(&pool, &firm, merge).await;
    let accounts = found("jonas@kunde.example").await;
    assert_eq!(accounts.iter().map(|account| account.contact).collect::<Vec<_>>(), [jonas]);
    assert_eq!(found("siri@kunde.example").await.len(), 2, "each at their own again");
}
