//! Customers that became one: what leads where, and what a merge that comes too late is told.

use crate::common::{Firm, run, sign_in, value};
use crate::site::{BROWSER, Site};
use app::i18n::merge as words;
use axum::http::StatusCode;
use domain::{language::Language::Nb, merge::Request};
use serde_json::json;
use sqlx::PgPool;

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_old_address_leads_to_the_one_that_stays_and_says_so(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let stranger = Firm::make(&pool, "syd").await;
    let other = firm.add_customer(&pool, json!({"name": "Havbruk Vest", "number": 10412})).await;
    let contact = firm.add_contact(&pool, other, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let request = Request { customers: vec![firm.customer, other], ..Request::default() };
    store::merge::merge(&mut tx, &request, None).await.unwrap();
    tx.commit().await.unwrap();
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    for (from, to) in [
        (format!("/customers/{other}"), format!("/customers/{}?merged=10412", firm.customer)),
        (
            format!("/customers/{other}/log?entries=200"),
            format!("/customers/{}/log?entries=200&merged=10412", firm.customer),
        ),
        (format!("/customers/{other}?merged=1"), format!("/customers/{}?merged=10412", firm.customer)),
        (
            format!("/customers/{other}/contacts/{contact}"),
            format!("/customers/{}/contacts/{contact}?merged=10412", firm.customer),
        ),
    ] {
        let answer = site.get(&from, Some(&reader)).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, to.as_str()));
        assert_eq!(site.get(&to, Some(&reader)).await.status, StatusCode::OK, "{to}");
    }
    let page = site.get(&format!("/customers/{}?merged=10412", firm.customer), Some(&reader)).await;
    assert!(
        page.body.contains(
            &words::LED_HERE.with(Nb, &[("number", &domain::field::grouped(10412)), ("name", "Havbruk Vest")])
        )
    );
    // Only what is so is said.
    for number in ["10001", "x", ""] {
        let page = site.get(&format!("/customers/{}?merged={number}", firm.customer), Some(&reader)).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("merged-notice"), "{number}");
    }
    let theirs = sign_in(&pool, stranger.tenant, stranger.administrator).await;
    assert_eq!(site.get(&format!("/customers/{other}"), Some(&theirs)).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_plain_form_that_comes_too_late_shows_again_with_what_was_chosen(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Havbruk Vest", "phone": "+4775500120"})).await;
    run(&pool, &format!("update customer set phone = '+4775500199' where id = '{}'", firm.customer)).await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let address = format!("/customers/merge?customers={},{other}", firm.customer);
    let page = site.get(&address, Some(&secret)).await;
    let seen =
        page.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    run(&pool, &format!("update customer set nickname = 'Ny' where id = '{other}'")).await;
    let form = format!("customers={},{other}&seen={seen}&asked=1&choice[phone]={other}", firm.customer);
    let referer = format!("https://kundekort.example{address}");
    let headers = [BROWSER[0], BROWSER[1], ("referer", referer.as_str())];
    let answer = site.post(app::merge::ACTION, Some(&secret), &headers, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with(&format!("{address}&form=")), "{}", answer.location());
    assert_eq!(value::<i64>(&pool, "select count(*) from customer_merge").await, 0);
    let again = site.get(answer.location(), Some(&secret)).await;
    assert!(again.body.contains(words::CHANGED_SINCE.get(Nb)));
    let chosen = format!("id=\"choice-phone-{other}\" name=\"choice[phone]\" value=\"{other}\" checked");
    assert!(again.body.contains(&chosen), "{}", again.body);
    let seen =
        again.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let form = form.replace(form.split("seen=").nth(1).and_then(|rest| rest.split('&').next()).unwrap(), &seen);
    let answer = site.post(app::merge::ACTION, Some(&secret), &headers, &form).await;
    assert_eq!(answer.location(), format!("/customers/{}", firm.customer));
    assert_eq!(
        value::<String>(&pool, &format!("select phone from customer where id = '{}'", firm.customer)).await,
        "+4775500120"
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_an_address_names_wrongly_is_left_out(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    for query in [
        "",
        "?customers=",
        "?customers=x,y",
        "?customer=%00",
        "?customers=01900000-0000-7000-8000-000000000000",
        "?keep=x&choice[name]=&unite[x]=y",
    ] {
        let page = site.get(&format!("/customers/merge{query}"), Some(&secret)).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
    }
    let one = format!("/customers/merge?customers={}&customers={}", firm.customer, firm.customer);
    assert!(site.get(&one, Some(&secret)).await.body.contains(words::NEED_TWO.get(Nb)));
    for query in ["?show=x&after=y", "?show=later", "?after=01900000-0000-7000-8000-000000000000"] {
        assert_eq!(
            site.get(&format!("/customers/doubles{query}"), Some(&secret)).await.status,
            StatusCode::OK,
            "{query}"
        );
    }
    assert_eq!(site.get("/customers/merges?before=x", Some(&secret)).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_typed_about_a_merged_customer_stands_at_the_one_that_stays(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Havbruk Vest", "number": 10412})).await;
    run(&pool, &format!("update customer set phone = '+4775500199' where id = '{}'", firm.customer)).await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let request = Request { customers: vec![firm.customer, other], ..Request::default() };
    store::merge::merge(&mut tx, &request, None).await.unwrap();
    tx.commit().await.unwrap();
    let from = format!("https://kundekort.example/customers/{other}?merged=10001&edit=phone");
    let sent: Vec<_> = BROWSER.iter().copied().chain([("referer", from.as_str())]).collect();
    for (path, typed, shown) in [
        ("/api/staff/customer-fields", "version=99&patch[phone]=75500177", "75500177"),
        ("/api/staff/comment-add", "body=Ringte+dem+i+dag", "Ringte dem i dag"),
    ] {
        let typed = format!("customer={other}&{typed}");
        let answer = site.post(path, Some(&secret), &sent, &typed).await;
        let start = format!("/customers/{}?merged=10412&form=", firm.customer);
        assert!(answer.status == StatusCode::SEE_OTHER && answer.location().starts_with(&start), "{answer:?}");
        let page = site.get(answer.location(), Some(&secret)).await;
        assert!(page.status == StatusCode::OK && page.body.contains(shown), "{path}");
        assert!(page.body.contains("merged-notice"), "{path}");
        // The version that was read was another customer's: what the heir has is no less worth.
        let is_unread = page.body.contains("name=\"version\" value=\"0\"");
        assert_eq!(is_unread, path.ends_with("customer-fields"), "{path}");
    }
    let page = site.get(&format!("/customers/{}?edit=phone", firm.customer), Some(&secret)).await;
    assert!(page.body.contains("75 50 01 99"), "{}", page.body);
    let typed = format!("customer={}&version=0&patch[phone]=75500177", firm.customer);
    let here = format!("https://kundekort.example/customers/{}", firm.customer);
    let again: Vec<_> = BROWSER.iter().copied().chain([("referer", here.as_str())]).collect();
    let answer = site.post("/api/staff/customer-fields", Some(&secret), &again, &typed).await;
    let page = site.get(answer.location(), Some(&secret)).await;
    assert!(page.body.contains("75 50 01 99") && page.body.contains("75500177"), "both are shown: {}", page.body);
    // What has nothing typed in it says that it was not done.
    let pressed = format!("customer={other}&tag=01900000-0000-7000-8000-000000000000");
    let answer = site.post("/api/staff/tag-remove", Some(&secret), &sent, &pressed).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    // Neither is written before somebody looks at it there; and what never was anybody's leads nowhere.
    assert_eq!(value::<i64>(&pool, "select count(*) from comment where body like 'Ringte dem%'").await, 0);
    let nobody = "customer=01900000-0000-7000-8000-000000000000&body=Ringte";
    let answer = site.post("/api/staff/comment-add", Some(&secret), &sent, nobody).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
