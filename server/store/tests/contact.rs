//! Contact persons: who can be added and changed, and that a customer always keeps one.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch as patch, owner, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    id::{ContactId, CustomerId, UserId},
    language::Language,
    policy::Access,
    portal::PortalRight,
    user::Role,
};
use serde_json::json;
use sqlx::{AssertSqlSafe, PgPool};
use std::collections::BTreeMap;
use store::{
    StoreError, Tx,
    card::{ContactsWanted, Wanted},
    contact,
    field_right::{self, Decision},
};

/// A firm whose customer has two contacts; the second one's id.
async fn with_two(pool: &PgPool) -> (Firm, ContactId) {
    let firm = Firm::make(pool, "nord").await;
    let second = firm.add_contact(pool, firm.customer, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    (firm, second)
}

async fn active(pool: &PgPool) -> i64 {
    value(pool, "select count(*) from contact where ended_at is null").await
}

/// Ends, reopens or deletes in a transaction of its own.
async fn done(mut tx: Tx, customer: CustomerId, id: ContactId, ended: Option<bool>) -> Result<(), StoreError> {
    match ended {
        Some(ended) => contact::end(&mut tx, customer, id, ended).await?,
        None => contact::delete(&mut tx, customer, id).await?,
    }
    tx.commit().await.map(drop)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_is_added_with_all_its_fields(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (title, functions) = (firm.title.to_string(), firm.function.to_string());
    let values = [
        ("first_name", "Eva"),
        ("last_name", " Berg "),
        ("title", title.as_str()),
        ("functions", functions.as_str()),
        ("email", "eva@berg.example"),
        ("mobile", "99 88 77 66"),
    ];
    let id = contact::add(&mut tx, firm.customer, &patch(&values)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = contact::card(&mut tx, firm.customer, id, Language::Nb).await.unwrap();
    assert_eq!((card.contact.name().as_str(), card.contact.version, card.contact.ended), ("Eva Berg", 1, false));
    assert_eq!(
        (card.contact.values.text("mobile"), card.contact.values.text("email")),
        ("+4799887766", "eva@berg.example")
    );
    assert_eq!(card.names.get(&title).map(String::as_str), Some("Daglig leder"));
    assert_eq!((card.customer_name.as_str(), card.changed_by.as_str()), ("Første kunde nord", "Kari nord"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn numbers_of_a_contact_are_of_the_customers_country_and_else_of_the_firms(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let swede = [("first_name", "Eva"), ("last_name", "Berg"), ("mobile", "070-123 45 67"), ("phone", "08-123 456")];
    let add = async |values: &[(&str, &str)]| {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let id = contact::add(&mut tx, firm.customer, &patch(values)).await?;
        tx.commit().await?;
        Ok::<_, StoreError>(id)
    };
    assert_eq!(told(add(&swede).await).problem_of("mobile"), Some(Problem::Phone), "no number of a Norwegian customer");
    run(&pool, &format!("update customer set country = 'SE' where id = '{}'", firm.customer)).await;
    let id = add(&swede).await.unwrap();
    let kept = async |column: &str| -> String {
        value(&pool, &format!("select {column} from contact where id = '{id}'")).await
    };
    assert_eq!((kept("mobile").await.as_str(), kept("phone").await.as_str()), ("+46701234567", "+468123456"));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    contact::change(&mut tx, firm.customer, id, 1, &patch(&[("mobile", "412 34 567")])).await.unwrap();
    contact::change(&mut tx, firm.customer, id, 2, &patch(&[("phone", "070-123 45 68")])).await.unwrap();
    let wrong = told(contact::change(&mut tx, firm.customer, id, 3, &patch(&[("phone", "412 34 5")])).await);
    assert_eq!(wrong.problem_of("phone"), Some(Problem::Phone), "of neither");
    tx.commit().await.unwrap();
    assert_eq!((kept("mobile").await.as_str(), kept("phone").await.as_str()), ("+4741234567", "+46701234568"));
    // The other way: a Norwegian customer of a Swedish firm.
    run(&pool, "update tenant set country = 'SE'; update customer set country = 'NO'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    contact::change(&mut tx, firm.customer, id, 3, &patch(&[("phone", "75 50 01 20")])).await.unwrap();
    contact::change(&mut tx, firm.customer, id, 4, &patch(&[("mobile", "070-123 45 67")])).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((kept("mobile").await.as_str(), kept("phone").await.as_str()), ("+46701234567", "+4775500120"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_needs_both_names(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let both = ["first_name", "last_name"];
    for (values, missing) in [
        (vec![("email", "eva@berg.example")], &both[..]),
        (vec![("first_name", " "), ("last_name", "")], &both),
        (vec![("first_name", "Eva")], &both[1..]),
        (vec![("first_name", ""), ("last_name", "Berg")], &both[..1]),
    ] {
        let refused = told(contact::add(&mut tx, firm.customer, &patch(&values)).await);
        let told: Vec<_> = refused.fields.iter().map(|error| (error.field.as_str(), error.problem)).collect();
        assert_eq!(told, missing.iter().map(|key| (*key, Problem::Required)).collect::<Vec<_>>());
    }
    let refused = told(contact::change(&mut tx, firm.customer, firm.contact, 1, &patch(&[("last_name", "")])).await);
    assert_eq!(refused.problem_of("last_name"), Some(Problem::Required));
    tx.commit().await.unwrap();
    assert_eq!(active(&pool).await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_of_the_same_field_is_told_and_of_another_is_kept(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let save = async |user: UserId, version, values: &[(&str, &str)]| {
        let mut tx = firm.tx(&pool, user).await;
        contact::change(&mut tx, firm.customer, firm.contact, version, &patch(values)).await?;
        tx.commit().await.map(drop)
    };
    save(firm.consultant, 1, &[("position", "Sjef")]).await.unwrap();
    save(firm.neighbour, 1, &[("mobile", "99887766")]).await.unwrap();
    let refused = told(save(firm.neighbour, 1, &[("position", "Leder")]).await);
    let conflict = refused.conflicts.first().unwrap();
    assert_eq!((conflict.mine.as_str(), conflict.theirs.as_str(), conflict.was.as_str()), ("Leder", "Sjef", ""));
    assert_eq!((conflict.by.as_str(), conflict.version), ("Kari nord", 3));
    save(firm.neighbour, conflict.version, &[("position", "Leder")]).await.unwrap();
    assert_eq!(value::<String>(&pool, "select position || mobile from contact").await, "Leder+4799887766");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_last_active_contact_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for ended in [Some(true), None] {
        let tx = firm.tx(&pool, firm.consultant).await;
        let refused = told(done(tx, firm.customer, firm.contact, ended).await);
        assert_eq!((refused.code, refused.problem_of("contact")), (ErrorCode::Invalid, Some(Problem::LastContact)));
        assert_eq!(active(&pool).await, 1);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_of_two_can_be_ended_or_deleted(pool: PgPool) {
    let (firm, second) = with_two(&pool).await;
    done(firm.tx(&pool, firm.consultant).await, firm.customer, second, Some(true)).await.unwrap();
    assert_eq!(active(&pool).await, 1);
    let one_that_ended_is_not_enough =
        done(firm.tx(&pool, firm.consultant).await, firm.customer, firm.contact, None).await;
    assert_eq!(told(one_that_ended_is_not_enough).problem_of("contact"), Some(Problem::LastContact));
    done(firm.tx(&pool, firm.consultant).await, firm.customer, second, None).await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from contact").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_ended_contact_is_reopened(pool: PgPool) {
    let (firm, second) = with_two(&pool).await;
    done(firm.tx(&pool, firm.consultant).await, firm.customer, second, Some(true)).await.unwrap();
    done(firm.tx(&pool, firm.consultant).await, firm.customer, second, Some(false)).await.unwrap();
    assert_eq!(active(&pool).await, 2);
    done(firm.tx(&pool, firm.consultant).await, firm.customer, firm.contact, None).await.unwrap();
    assert_eq!(active(&pool).await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_last_one_may_go_when_another_comes_in_the_same_save(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    contact::delete(&mut tx, firm.customer, firm.contact).await.unwrap();
    contact::add(&mut tx, firm.customer, &patch(&[("first_name", "Eva"), ("last_name", "Berg")])).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(value::<String>(&pool, "select string_agg(first_name, ' ') from contact").await, "Eva");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_people_can_not_end_the_last_two_at_once(pool: PgPool) {
    for second_is_ended in [Some(true), None] {
        run(&pool, "truncate tenant, app_user, session_directory, account_directory cascade").await;
        let (firm, second) = with_two(&pool).await;
        let (mut mine, mut yours) = (firm.tx(&pool, firm.consultant).await, firm.tx(&pool, firm.neighbour).await);
        contact::end(&mut mine, firm.customer, firm.contact, true).await.unwrap();
        match second_is_ended {
            Some(ended) => contact::end(&mut yours, firm.customer, second, ended).await.unwrap(),
            None => contact::delete(&mut yours, firm.customer, second).await.unwrap(),
        }
        let (mine, yours) = tokio::join!(mine.commit(), yours.commit());
        assert_ne!(mine.is_ok(), yours.is_ok(), "exactly one of them");
        assert_eq!(told(if mine.is_ok() { yours } else { mine }).problem_of("contact"), Some(Problem::LastContact));
        assert_eq!(active(&pool).await, 1);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_only_reads_changes_no_contact(pool: PgPool) {
    let (firm, second) = with_two(&pool).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let values = patch(&[("first_name", "Eva"), ("last_name", "Berg")]);
    for outcome in [
        contact::add(&mut tx, firm.customer, &values).await.map(drop),
        contact::change(&mut tx, firm.customer, second, 1, &values).await,
        contact::end(&mut tx, firm.customer, second, true).await,
        contact::delete(&mut tx, firm.customer, second).await,
    ] {
        assert_eq!(told(outcome).code, ErrorCode::Forbidden);
    }
    assert!(contact::card(&mut tx, firm.customer, second, Language::Nb).await.is_ok());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_is_found_only_under_its_own_customer(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Andre"})).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (customer, id) in [(other, firm.contact), (firm.customer, ContactId::generate())] {
        for outcome in [
            contact::card(&mut tx, customer, id, Language::Nb).await.map(drop),
            contact::change(&mut tx, customer, id, 1, &patch(&[("position", "Sjef")])).await,
            contact::end(&mut tx, customer, id, true).await,
            contact::delete(&mut tx, customer, id).await,
        ] {
            assert_eq!(told(outcome).code, ErrorCode::NotFound);
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_new_customer_comes_with_a_contact_or_not_at_all(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, "alter table customer enable trigger keep_one").await;
    let (tenant, active, consultant) = (firm.tenant, firm.active, firm.consultant);
    let customer = format!(
        "insert into customer (tenant_id, id, number, name, status, responsible) values ('{tenant}', '{tenant}', 7, 'Ny', '{active}', '{consultant}')"
    );
    let person = format!(
        "insert into contact (tenant_id, id, customer_id, first_name, last_name) values ('{tenant}', '{tenant}', '{tenant}', 'Eva', 'Berg')"
    );
    let mut alone = owner(&pool, tenant).await;
    sqlx::raw_sql(AssertSqlSafe(customer.as_str())).execute(&mut *alone).await.unwrap();
    assert_eq!(told(alone.commit().await.map_err(StoreError::from)).problem_of("contact"), Some(Problem::LastContact));
    let mut together = owner(&pool, tenant).await;
    sqlx::raw_sql(AssertSqlSafe(format!("{customer}; {person}"))).execute(&mut *together).await.unwrap();
    together.commit().await.unwrap();
}

/// The first names of the Viks that a card shows.
async fn on_card(pool: &PgPool, firm: &Firm, wanted: Wanted) -> String {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let card = store::card::read(&mut tx, firm.customer, wanted, Language::Nb).await.unwrap();
    let names = card.contacts.iter().filter(|one| one.values.text("last_name") == "Vik");
    names.map(|one| one.values.text("first_name").to_owned()).collect()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_of_many_shows_the_reference_person_those_with_a_function_and_those_changed_last(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    // The later in the alphabet, the later it was changed.
    let viks = |from: char, count: i32, functions: &str, ended: &str| {
        format!(
            "insert into contact (tenant_id, id, customer_id, first_name, last_name, functions, ended_at, changed_at)
            select tenant_id, gen_random_uuid(), id, chr(letter), 'Vik', {functions}, {ended}, now() - (130 - letter) * interval '1 day'
            from customer, generate_series({0}, {0} - 1 + {count}) letter where id = '{1}';",
            u32::from(from),
            firm.customer
        )
    };
    let function = firm.function;
    let of_the_first = format!("case chr(letter) when 'A' then array['{function}']::uuid[] else '{{}}' end");
    run(&pool, &viks('A', 12, &of_the_first, "null")).await;
    let statement =
        "update customer set reference_person = (select id from contact where first_name = 'B') where id = ";
    run(&pool, &format!("{statement} '{}'", firm.customer)).await;
    let (all, few) = (ContactsWanted::All, ContactsWanted::Few);
    let only = |contacts| Wanted { contacts, ..Wanted::default() };
    assert_eq!(on_card(&pool, &firm, Wanted::default()).await, "");
    assert_eq!(on_card(&pool, &firm, only(few)).await, "ABCDEFGHIJKL", "up to twenty all are there");

    // With the contact that the firm was made with these are ten of 25.
    run(&pool, &viks('M', 12, "'{}'", "null")).await;
    assert_eq!(on_card(&pool, &firm, only(few)).await, "ABRSTUVWX", "by name, whatever brought them here");
    assert_eq!(on_card(&pool, &firm, only(all)).await, "ABCDEFGHIJKLMNOPQRSTUVWX");

    // Those that have ended are as many beside them, and not instead.
    run(&pool, &viks('a', 20, "'{}'", "now()")).await;
    let with_ended = Wanted { inactive_contacts: true, ..only(few) };
    assert_eq!(on_card(&pool, &firm, with_ended).await, "ABRSTUVWXabcdefghijklmnopqrst");
    run(&pool, &viks('u', 1, "'{}'", "now()")).await;
    assert_eq!(on_card(&pool, &firm, with_ended).await, "ABRSTUVWXlmnopqrstu");
    assert_eq!(on_card(&pool, &firm, only(few)).await, "ABRSTUVWX");

    // However many have a function, what was just added is in sight.
    run(&pool, &format!("update contact set functions = array['{function}']::uuid[] where first_name <> 'L'")).await;
    let latest = firm.add_contact(&pool, firm.customer, json!({"first_name": "Z", "last_name": "Vik"})).await;
    assert!(on_card(&pool, &firm, only(few)).await.ends_with('Z'), "{latest}");
    run(
        &pool,
        &format!(
            "delete from contact where id = '{latest}'; update contact set functions = '{{}}' where first_name <> 'A'"
        ),
    )
    .await;

    // Who may not see functions doesn't see from the choice who has one either.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let field = domain::field::contact("functions").unwrap();
    let kept = Decision { field, role: Role::Consultant, read: Access::Change, wanted: Access::None };
    field_right::decide(&mut tx, &[kept]).await.unwrap();
    tx.commit().await.unwrap();
    run(&pool, "begin; set local session_replication_role = replica; update contact set changed_at = now() - interval '1 year' where first_name in ('A', 'B'); commit").await;
    let shown = on_card(&pool, &firm, only(few)).await;
    assert!(shown.len() >= 9 && !shown.contains(['A', 'B']), "those changed last alone: {shown}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_tells_what_contacts_may_in_the_portal_where_their_door_is_open(pool: PgPool) {
    let (firm, eva) = with_two(&pool).await;
    run(&pool, &format!("update contact set email = 'eva@kunde.example' where id = '{eva}'")).await;
    let rights = [PortalRight::ALL[0], PortalRight::ALL[1]];
    firm.open_portal(&pool, firm.customer, eva, &rights).await;
    let told = async |contacts: ContactsWanted| {
        let mut tx = firm.tx(&pool, firm.reader).await;
        let wanted = Wanted { contacts, ..Wanted::default() };
        store::card::read(&mut tx, firm.customer, wanted, Language::Nb).await.unwrap().portal_rights
    };
    assert_eq!(told(ContactsWanted::Few).await, BTreeMap::from([(eva, 2)]), "Eva alone");
    assert_eq!(told(ContactsWanted::None).await, BTreeMap::new());
    let closed = [
        format!("update portal_access set is_open = false where contact_id = '{eva}'"),
        format!(
            "update portal_access set is_open = true; insert into firm_portal (tenant_id, is_open) values ('{}', false)",
            firm.tenant
        ),
    ];
    for statement in closed {
        run(&pool, &statement).await;
        assert_eq!(told(ContactsWanted::All).await, BTreeMap::new(), "{statement}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn lists_of_contacts_are_in_the_alphabet_of_the_firms_country(pool: PgPool) {
    for (country, order) in [("NO", "Berg Zander Ängel Ærlig Øst Aas Ås"), ("SE", "Aas Berg Zander Ås Ängel Ærlig Øst")]
    {
        let firm = Firm::make(&pool, country).await;
        run(&pool, &format!("update tenant set country = '{country}' where id = '{}'", firm.tenant)).await;
        run(&pool, "update contact set last_name = 'Zander', first_name = 'Z'").await;
        for (first, last) in [("A", "Ås"), ("Q", "Øst"), ("A", "Aas"), ("B", "Ærlig"), ("C", "Berg"), ("D", "Ängel")]
        {
            // Two that are one letter apart are told apart by their first names.
            let first = if country == "NO" && last == "Ås" { "B" } else { first };
            firm.add_contact(&pool, firm.customer, json!({"first_name": first, "last_name": last})).await;
        }
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let wanted = Wanted { contacts: ContactsWanted::Few, ..Wanted::default() };
        let card = store::card::read(&mut tx, firm.customer, wanted, Language::Nb).await.unwrap();
        let names: Vec<&str> = card.contacts.iter().map(|contact| contact.values.text("last_name")).collect();
        assert_eq!(names.join(" "), order, "{country}");
        let choices = contact::choices(&mut tx, firm.customer).await.unwrap();
        let chosen: Vec<&str> = choices.iter().filter_map(|choice| choice.label.split(' ').next_back()).collect();
        assert_eq!(chosen.join(" "), order, "{country}");
    }
}
