//! Customers become one and are split again: what moves, what leads where, and that nothing is lost.

use crate::common::{Firm, customer_patch, run, told, value};
use crate::twins::{merged, now, of, snapshot, split_again};
use domain::{
    error::{ErrorCode, Problem},
    id::CustomerId,
    undo::Why,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::merge::{DECLARED, How, led_to, merge, preview, resolve, split};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_refers_to_a_customer_is_declared(pool: PgPool) {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select distinct c.relname::text, a.attname::text
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            and (a.attname = 'customer_id' or exists (
                select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'customer'::regclass
                    and a.attnum = any (f.conkey) and a.attname not in ('tenant_id', 'id')))
        order by 1, 2",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    for (table, column) in &columns {
        assert!(
            DECLARED.iter().any(|declared| declared.relation == table && declared.refers == column),
            "{table}.{column} refers to a customer, and nobody has said what becomes of its rows when the customer is merged into another. \
             Add a line to DECLARED in server/store/src/merge/declared.rs: Move (they go over), Unite(columns) where a customer has each such \
             thing once, Copy(columns) where the merged customer still refers to its own, or Leave (legal documents stay with whom they were written for)."
        );
    }
    for declared in DECLARED {
        let stands = (declared.relation.to_owned(), declared.refers.to_owned());
        assert!(columns.contains(&stands), "{stands:?} is declared and is no column that refers to a customer");
    }
    // What a customer has once each must be united, or moving would clash.
    let unique: Vec<(String, String, Vec<String>)> = sqlx::query_as(
        "select c.relname::text, r.refers, array(select a.attname::text from unnest(i.indkey::smallint[]) as k (number)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where a.attname not in ('tenant_id', r.refers) order by 1)
        from unnest($1::text[], $2::text[]) as r (relation, refers)
        join pg_class c on c.oid = r.relation::regclass
        join pg_index i on i.indrelid = c.oid and i.indisunique
        where exists (select from unnest(i.indkey::smallint[]) as k (number) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
            where a.attname = r.refers)",
    )
    .bind(DECLARED.iter().map(|declared| declared.relation).collect::<Vec<_>>())
    .bind(DECLARED.iter().map(|declared| declared.refers).collect::<Vec<_>>())
    .fetch_all(&pool)
    .await
    .unwrap();
    for (table, column, keys) in unique {
        let declared =
            DECLARED.iter().find(|declared| declared.relation == table && declared.refers == column).unwrap();
        let united = match declared.how {
            How::Unite(united) | How::Copy(united) => {
                united.iter().map(|key| (*key).to_owned()).collect::<std::collections::BTreeSet<_>>()
            }
            How::Leave => continue,
            How::Move => std::collections::BTreeSet::new(),
        };
        assert_eq!(
            united,
            keys.into_iter().collect(),
            "{table} has each of these once to a customer: declare it as Unite or Copy with these columns"
        );
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn everything_goes_over_and_comes_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm
        .add_customer_with(
            &pool,
            json!({"name": "Sveis Bodø", "phone": "+4775500120", "nickname": "Sveisen"}),
            json!({"first_name": "ola", "last_name": "nordmann", "mobile": "+4790011223"}),
        )
        .await;
    firm.add_contact(&pool, other, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    firm.add_comment(&pool, other, "Ringte i går.", true).await;
    firm.add_link(&pool, other, "https://a.example").await;
    firm.add_link(&pool, other, "https://b.example").await;
    firm.add_link(&pool, firm.customer, "https://b.example").await;
    firm.add_logo(&pool, other).await;
    firm.fill_sharepoint(&pool, other).await;
    firm.add_proposal(&pool, other, "phone", "+4799887766").await;
    firm.add_proposal(&pool, firm.customer, "phone", "+4799887767").await;
    firm.put_tag_on(&pool, other).await;
    run(&pool, &format!("update customer set tags = array['{}'::uuid] where id = '{}'", firm.other_tag, firm.customer))
        .await;
    let below = firm.add_customer(&pool, json!({"name": "Datter"})).await;
    run(&pool, &format!("update customer set parent_id = '{other}' where id = '{below}'")).await;
    for who in [firm.consultant, firm.neighbour] {
        let mut tx = firm.tx(&pool, who).await;
        store::search::note_opened(&mut tx, other).await.unwrap();
        store::card::read(&mut tx, other, store::card::Wanted::default(), domain::language::Language::Nb)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::search::note_opened(&mut tx, firm.customer).await.unwrap();
    tx.commit().await.unwrap();
    let until = now(&pool).await;
    let before = snapshot(&pool, &firm, &until).await;

    let (id, command) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let stands: Value = value(&pool, &format!("select jsonb_build_array(name, phone, nickname, logo is not null, cardinality(tags)) from customer where id = '{}'", firm.customer)).await;
    assert_eq!(stands, json!(["Første kunde nord", "+4775500120", "Sveisen", true, 2]));
    let count = |table: &str| {
        let sql = format!("select count(*) from {table} where customer_id = '{}'", firm.customer);
        let pool = pool.clone();
        async move { value::<i64>(&pool, &sql).await }
    };
    // Ola is one person and stays behind as a row; the same address and a field's proposal stay once.
    assert_eq!(
        (count("contact").await, count("comment").await, count("customer_link").await, count("proposal").await),
        (2, 2, 2, 1)
    );
    let ola: Value = value(&pool, &format!("select to_jsonb(mobile) from contact where id = '{}'", firm.contact)).await;
    assert_eq!(ola, "+4790011223", "what the other Ola had is his now");
    let parent: uuid::Uuid = value(&pool, &format!("select parent_id from customer where id = '{below}'")).await;
    assert_eq!(parent, firm.customer.0);
    let commands: i64 =
        value(&pool, &format!("select count(distinct command_id) from change_log where at > '{until}'")).await;
    assert_eq!(commands, 1, "it is one command");
    assert!(
        value::<i64>(
            &pool,
            &format!(
                "select count(*) from change_log where command_id = '{command}' and customer_id = '{}'",
                firm.customer
            )
        )
        .await
            >= 3
    );

    let undone = split_again(&pool, &firm, id).await;
    assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
    assert_eq!(snapshot(&pool, &firm, &until).await, before);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_merged_customer_is_nowhere_and_leads_to_the_one_that_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Havbruk Vest", "number": 10412})).await;
    let third = firm.add_customer(&pool, json!({"name": "Tredje", "number": 10500})).await;
    merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(store::customer::values(&mut tx, other).await).code, ErrorCode::NotFound);
    let patch = customer_patch(&[("nickname", "Nytt")]);
    assert_eq!(told(store::customer::change(&mut tx, other, 1, &patch).await).code, ErrorCode::NotFound);
    assert_eq!(
        told(
            store::contact::add(
                &mut tx,
                other,
                &crate::common::contact_patch(&[("first_name", "A"), ("last_name", "B")])
            )
            .await
        )
        .code,
        ErrorCode::NotFound
    );
    let names = |found: &domain::search::SearchResults| {
        found.customers.iter().map(|hit| (hit.id, hit.former.clone())).collect::<Vec<_>>()
    };
    let found = store::search::search(&mut tx, "10412", true, 8).await.unwrap();
    assert_eq!(names(&found), [(firm.customer, "10412 Havbruk Vest".to_owned())]);
    let found = store::search::search(&mut tx, "havbruk", true, 8).await.unwrap();
    assert_eq!(names(&found), [(firm.customer, "Havbruk Vest".to_owned())]);
    assert!(store::company::offer(&mut tx, "Havbruk", None).await.unwrap().iter().all(|offered| offered.id != other));
    let people = store::search::search(&mut tx, "ola nordmann", false, 8).await.unwrap();
    assert!(people.contacts.iter().all(|hit| hit.customer != other));
    let query = domain::register::RegisterQuery { scope: domain::register::Scope::Firm, ..Default::default() };
    let columns = domain::register::usual_columns();
    let page = store::register::page(&mut tx, &query, &columns, None).await.unwrap();
    assert!(page.rows.iter().all(|row| row.id != other) && !page.rows.is_empty());
    let number: i64 = value(&pool, "select count(*) from customer where merged_into is null").await;
    assert_eq!(store::register::totals(&mut tx, &query, &columns).await.unwrap().count, number);
    let similar =
        store::similar::similar(&mut tx, &store::similar::Known { name: "Havbruk Vest", ..Default::default() }, None)
            .await
            .unwrap();
    assert!(similar.iter().all(|one| one.id != other));
    assert_eq!(led_to(&mut tx, other).await.unwrap().map(|led| (led.to, led.number)), Some((firm.customer, 10412)));
    assert_eq!(led_to(&mut tx, firm.customer).await.unwrap(), None);
    drop(tx);
    // Onwards: all of them lead to the last, and what is named twice is one.
    let (onwards, _) = merged(&pool, &firm, &of(&[third, firm.customer])).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(led_to(&mut tx, other).await.unwrap().map(|led| led.to), Some(third));
    assert_eq!(resolve(&mut tx, &[other, third, firm.customer]).await.unwrap(), [third]);
    let found = store::search::search(&mut tx, "10412", false, 8).await.unwrap();
    assert_eq!(found.customers[0].id, third);
    let first = store::merge::list(&mut tx, None, 10).await.unwrap();
    let inner = first.iter().find(|merge| merge.customer == firm.customer).unwrap();
    assert!(inner.is_merged);
    assert_eq!(told(split(&mut tx, inner.id).await).problem_of("entry"), Some(Problem::MergedSince));
    assert_eq!(told(merge(&mut tx, &of(&[third, other]), None).await).code, ErrorCode::Conflict);
    drop(tx);
    split_again(&pool, &firm, onwards).await;
    split_again(&pool, &firm, inner.id).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(store::customer::values(&mut tx, other).await.unwrap().values.text("name"), "Havbruk Vest");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn numbers_of_a_merged_customer_lead_to_the_one_that_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let numbered = json!({"name": "Havbruk Vest", "number": 10412, "organisation_number": "974760673"});
    let other = firm.add_customer(&pool, numbered).await;
    // The newest, so that it is the one that stays.
    run(&pool, &format!("update customer set organisation_number = '988077917' where id = '{}'", firm.customer)).await;
    let third = firm.add_customer(&pool, json!({"name": "Tredje", "number": 10500})).await;
    let found = async |query: &str| {
        let mut tx = firm.tx(&pool, firm.reader).await;
        let found = store::search::search(&mut tx, query, true, 8).await.unwrap();
        found.customers.into_iter().map(|hit| (hit.id, hit.former)).collect::<Vec<_>>()
    };
    let (made, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let led = |to: CustomerId| vec![(to, "10412 Havbruk Vest".to_owned())];
    for query in ["974760673", "974 760 673"] {
        assert_eq!(found(query).await, led(firm.customer), "{query}");
    }
    assert_eq!(found("988077917").await, [(firm.customer, String::new())]);
    // Onwards through later merges.
    let (onwards, _) = merged(&pool, &firm, &of(&[third, firm.customer])).await;
    assert_eq!(found("974760673").await, led(third));
    split_again(&pool, &firm, onwards).await;
    split_again(&pool, &firm, made).await;
    assert_eq!(found("974760673").await, [(other, String::new())], "as before");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_changed_or_added_since_stays_and_is_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other =
        firm.add_customer(&pool, json!({"name": "Sveis", "phone": "+4775500120", "email": "post@a.example"})).await;
    let eva = firm.add_contact(&pool, other, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    let nils = firm.add_contact(&pool, other, json!({"first_name": "Nils", "last_name": "Vik"})).await;
    let (id, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let version = store::customer::values(&mut tx, firm.customer).await.unwrap().version;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(&[("phone", "75500199")])).await.unwrap();
    store::contact::change(&mut tx, firm.customer, eva, 9, &crate::common::contact_patch(&[("position", "Sjef")]))
        .await
        .unwrap();
    store::contact::delete(&mut tx, firm.customer, nils).await.unwrap();
    store::comment::add(&mut tx, firm.customer, "Kom etterpå", store::comment::Place::default()).await.unwrap();
    tx.commit().await.unwrap();
    let undone = split_again(&pool, &firm, id).await;
    let mut kept: Vec<(&str, &str, Why)> =
        undone.kept.iter().map(|kept| (kept.column.as_str(), kept.subject.as_str(), kept.why)).collect();
    kept.sort_by_key(|kept| (kept.0, kept.1));
    assert_eq!(
        kept,
        [
            ("", "Eva Berg", Why::Changed),
            ("", "Kom etterpå", Why::Added),
            ("", "Nils Vik", Why::Gone),
            ("phone", "", Why::Changed),
        ]
    );
    let stands: Value =
        value(&pool, &format!("select jsonb_build_array(phone, email) from customer where id = '{}'", firm.customer))
            .await;
    assert_eq!(stands, json!(["+4775500199", null]));
    let eva: Value =
        value(&pool, &format!("select jsonb_build_array(customer_id, position) from contact where id = '{eva}'")).await;
    assert_eq!(eva, json!([other, "Sjef"]), "she goes back as she is now");
    let comments: i64 =
        value(&pool, &format!("select count(*) from comment where customer_id = '{}'", firm.customer)).await;
    assert_eq!(comments, 2);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_is_undone_from_the_log_and_done_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Sveis", "phone": "+4775500120"})).await;
    let until = now(&pool).await;
    let before = snapshot(&pool, &firm, &until).await;
    let (_, command) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let done = store::undo::just_done(&mut tx, firm.customer, command).await.unwrap().unwrap();
    let undone = store::undo::undo(&mut tx, firm.customer, done.entry).await.unwrap();
    assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
    let again = tx.command();
    tx.commit().await.unwrap();
    assert_eq!(snapshot(&pool, &firm, &until).await, before);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let done = store::undo::just_done(&mut tx, firm.customer, again).await.unwrap().unwrap();
    assert!(done.is_undo && !done.is_redo);
    assert!(store::undo::undo(&mut tx, firm.customer, done.entry).await.unwrap().taken);
    tx.commit().await.unwrap();
    let is_merged: bool =
        value(&pool, &format!("select merged_into is not null from customer where id = '{other}'")).await;
    assert!(is_merged);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_since_the_preview_other_firms_and_readers_are_refused(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let stranger = Firm::make(&pool, "syd").await;
    let other = firm.add_customer(&pool, json!({"name": "Sveis"})).await;
    let both = [firm.customer, other];
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let seen = preview(&mut tx, &both).await.unwrap().seen;
    drop(tx);
    run(&pool, &format!("update customer set nickname = 'Ny' where id = '{other}'")).await;
    let until = now(&pool).await;
    let before = snapshot(&pool, &firm, &until).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(merge(&mut tx, &of(&both), Some(&seen)).await).code, ErrorCode::Conflict);
    tx.commit().await.unwrap();
    assert_eq!(snapshot(&pool, &firm, &until).await, before, "nothing is half done");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let seen = preview(&mut tx, &both).await.unwrap().seen;
    assert_eq!(told(merge(&mut tx, &of(&[firm.customer, stranger.customer]), None).await).code, ErrorCode::NotFound);
    assert_eq!(told(preview(&mut tx, &[firm.customer, stranger.customer]).await).code, ErrorCode::NotFound);
    for few in [&both[..1], &[other, other]] {
        assert_eq!(told(merge(&mut tx, &of(few), None).await).problem_of("customers"), Some(Problem::NothingToMerge));
    }
    merge(&mut tx, &of(&both), Some(&seen)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(merge(&mut tx, &of(&both), None).await).code, ErrorCode::Forbidden);
    let id = store::merge::list(&mut tx, None, 1).await.unwrap()[0].id;
    assert_eq!(told(split(&mut tx, id).await).code, ErrorCode::Forbidden);
    let mut tx = stranger.tx(&pool, stranger.administrator).await;
    assert_eq!(told(split(&mut tx, id).await).code, ErrorCode::NotFound);
    assert_eq!(led_to(&mut tx, other).await.unwrap(), None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_parent_and_its_child_become_one_without_a_ring(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let add = |name: &'static str| firm.add_customer(&pool, json!({ "name": name }));
    let (top, a, x, b) = (add("Topp").await, add("A").await, add("X").await, add("B").await);
    for (below, above) in [(a, top), (x, a), (b, x)] {
        run(&pool, &format!("update customer set parent_id = '{above}' where id = '{below}'")).await;
    }
    let until = now(&pool).await;
    let before = snapshot(&pool, &firm, &until).await;
    // B stays: what stood between them is below it now, and it stands where A stood.
    let (id, _) = merged(&pool, &firm, &of(&[b, a])).await;
    let parents: Value =
        value(&pool, &format!("select jsonb_object_agg(name, parent_id) from customer where id in ('{x}', '{b}')"))
            .await;
    assert_eq!(parents, json!({"X": b, "B": top}));
    split_again(&pool, &firm, id).await;
    assert_eq!(snapshot(&pool, &firm, &until).await, before);
    let (id, _) = merged(&pool, &firm, &of(&[top, b, x])).await;
    let parent: uuid::Uuid = value(&pool, &format!("select parent_id from customer where id = '{a}'")).await;
    assert_eq!(parent, top.0);
    split_again(&pool, &firm, id).await;
    assert_eq!(snapshot(&pool, &firm, &until).await, before);
}
