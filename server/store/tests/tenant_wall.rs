//! A firm never meets what belongs to another: not by the store, and not by the database itself.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, application, contact_patch, customer_patch, refusal, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    id::RegistrationId,
    language::Language,
    layout::{Change, Device},
    list::ListKind,
    register::{RegisterQuery, Scope},
    section::Section,
};
use sqlx::PgPool;
use store::{card::Wanted, form_state::FormState};

const DENIED: &str = "42501";
/// What belongs to one person, and is seen by nobody else of the firm.
const PERSONAL: [&str; 2] = ["mailbox", "mailbox_message"];
const DIRECTORIES: &str = "account_directory calendar_feed_directory invitation_directory invitation_link job_queue mailbox_queue mention_digest \
    outgoing_queue portal_directory portal_link portal_second portal_session_directory reminder_due session_directory signing_link";

/// All tables that belong to firms, from the catalogue, with whether their wall is on and forced.
async fn tenant_tables(pool: &PgPool) -> Vec<(String, bool, bool)> {
    sqlx::query_as(
        "select c.relname::text, c.relrowsecurity, c.relforcerowsecurity from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and (c.relname = 'tenant' or exists (
            select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
        order by 1",
    )
    .fetch_all(pool)
    .await
    .unwrap()
}

/// Registers a customer, which gives it a number of the firm's series.
async fn register(pool: &PgPool, firm: &Firm) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let me = firm.consultant.to_string();
    let must =
        [("name", "Ny"), ("kind", "company"), ("customer_type", "ordinary"), ("country", "NO"), ("responsible", &me)];
    let new = store::registration::New {
        request: RegistrationId::generate(),
        customer: &customer_patch(&must),
        contact: &contact_patch(&[("first_name", "Eva"), ("last_name", "Berg")]),
        others: &[],
        registry: &[],
    };
    store::registration::register(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
}

/// Rows of what is told of work on many: exports, imports, merges and doubles.
async fn reports(pool: &PgPool, firm: &Firm) {
    let other = firm.add_customer(pool, serde_json::json!({"name": "Den andre"})).await;
    firm.add_relation(pool, firm.customer, other).await;
    firm.add_responsible(pool, firm.customer).await;
    let (tenant, user, customer) = (firm.tenant, firm.consultant, firm.customer);
    for statement in [
        format!(
            "insert into customer_export (tenant_id, user_id, query, format, columns, count)
            values ('{tenant}', '{user}', 'scope=firm', 'csv', '{{name}}', 1)"
        ),
        format!(
            "insert into import (tenant_id, id, user_id, file_name, found, headers, samples, columns, settings, source)
            values ('{tenant}', '{customer}', '{user}', 'kunder.csv', '{{}}', '[]', '[]', '[]', '{{}}', 'x')"
        ),
        format!("insert into import_source (tenant_id, digest, columns, settings) values ('{tenant}', 'x', '[]', '{{}}')"),
        format!(
            "insert into import_row (tenant_id, import_id, ordinal, cells, verdict, customer_id)
            values ('{tenant}', '{customer}', 2, '[]', 'same', '{customer}')"
        ),
        format!(
            "with merge as (insert into customer_merge (tenant_id, customer_id, merged, merged_names, created_by, changed_by)
                values ('{tenant}', '{customer}', '{{{other}}}', '{{Den andre}}', '{user}', '{user}') returning id)
            insert into customer_merge_part (tenant_id, merge_id, place, kind, content) select '{tenant}', id, 1, 'request', '{{}}' from merge"
        ),
        format!(
            "insert into double_candidate (tenant_id, one, other, reasons, score)
            select '{tenant}', least(a, b), greatest(a, b), '{{name}}', 40 from (select '{customer}'::uuid as a, '{other}'::uuid as b) two"
        ),
        format!("insert into double_search (tenant_id, searched_at) values ('{tenant}', now())"),
        format!(
            "insert into employee (tenant_id, id, number, first_name, last_name) values ('{tenant}', '{customer}', 1001, 'Eva', 'Berg');
            insert into customer_employee (tenant_id, customer_id, employee_id, starts_on) values ('{tenant}', '{customer}', '{customer}', '2026-01-01');
            insert into invitation (tenant_id, id, user_id) values ('{tenant}', '{customer}', '{user}');
            insert into invitation_directory (token_hash, tenant_id, invitation_id) values ('{customer}', '{tenant}', '{customer}');
            insert into calendar_feed_directory (token_hash, tenant_id, user_id) values ('{customer}', '{tenant}', '{user}')"
        ),
        format!(
            "insert into outgoing (tenant_id, id, kind, purpose, recipients, sender_name, body, message_id)
            values ('{tenant}', '{customer}', 'email', 'dialog', '{{a@b.example}}', 'x', 'x', '{customer}@b.example');
            insert into outgoing_file (tenant_id, outgoing_id, place, document_id, number)
            select tenant_id, '{customer}', 1, document_id, number from document_version where tenant_id = '{tenant}' limit 1;
            insert into message_template (tenant_id, kind, name, body) values ('{tenant}', 'sms', 'x', 'x');
            insert into firm_mail (tenant_id, sender_name) values ('{tenant}', 'x');
            insert into mention_digest (tenant_id, user_id, since) values ('{tenant}', '{user}', now());
            insert into dialog (tenant_id, id, customer_id, kind, direction) values ('{tenant}', '{customer}', '{customer}', 'call', 'in')"
        ),
    ] {
        run(pool, &statement).await;
    }
}

/// A firm that has a row in every table that others can ask for.
async fn full(pool: &PgPool, name: &str) -> Firm {
    let firm = Firm::make(pool, name).await;
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::layout::change(&mut tx, &[Device::Desk], Change::Open(Section::Log, false)).await.unwrap();
    let error = domain::error::ApiError::new(ErrorCode::Invalid);
    store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    store::form_state::keep(&mut tx, &FormState { form: "/f".to_owned(), typed: Vec::new(), error }).await.unwrap();
    tx.commit().await.unwrap();
    firm.add_link(pool, firm.customer, "https://a.example/").await;
    let document = firm.add_document(pool, firm.customer, "Avtale").await;
    firm.fill_portal(pool, document).await;
    firm.fill_signing(pool).await;
    firm.fill_invited(pool).await;
    firm.fill_sharepoint(pool, firm.customer).await;
    let kind = firm.add_list_item(pool, ListKind::RateKind, "Beredskap").await;
    firm.add_rate(pool, firm.customer, kind).await;
    firm.add_line(pool, firm.customer, "Miljøgebyr").await;
    let of = firm.add_activity_type(pool, "Befaring", "event").await;
    let activity = firm.add_activity(pool, firm.customer, of, "Befaring").await;
    firm.add_factor(pool, firm.customer, "", "1,9", "1.1.2026", "").await;
    firm.change_settings(pool).await;
    firm.choose_department_terms(pool, firm.department, &[("payment_days", "25")]).await;
    firm.decide_fields(pool).await;
    firm.add_own_field(pool, domain::field::OwnKind::Line, "Eget felt").await;
    firm.add_tab(pool, &[Section::Notes]).await;
    firm.choose_countries_and_modules(pool).await;
    firm.keep_field(pool, "fax").await;
    firm.add_logo(pool, firm.customer).await;
    firm.add_proposal(pool, firm.customer, "nickname", "Verftet").await;
    firm.call_on_consultant(pool, firm.customer).await;
    firm.add_mailbox(pool, firm.consultant, firm.customer).await;
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::activity::remind(&mut tx, activity, Some(domain::activity::Lead::Hour)).await.unwrap();
    store::comment::delete(&mut tx, firm.customer, firm.comment).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    store::search::note_opened(&mut tx, firm.customer).await.unwrap();
    store::help::vote(&mut tx, "card", Some(true)).await.unwrap();
    store::advice::see_news(&mut tx, "2026-11-28").await.unwrap();
    let view = store::register::NewView {
        name: "Alle",
        shared: true,
        query: &domain::register::RegisterQuery::default(),
        columns: None,
    };
    store::register::save_as(&mut tx, view).await.unwrap();
    store::register::choose_columns(
        &mut tx,
        &domain::register::usual_columns(),
        &domain::register_width::Widths::new(),
    )
    .await
    .unwrap();
    let kind = domain::job::JobKind::Change;
    let job = store::job::queue(&mut tx, kind, &serde_json::json!({}), None).await.unwrap();
    store::job::add_customers(&mut tx, job, kind, &[firm.customer]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(pool, firm.administrator).await;
    store::advice::dismiss(&mut tx, domain::advice::Advice::Doubles, true).await.unwrap();
    tx.commit().await.unwrap();
    let id = firm.customer;
    let renamed = format!(
        "update customer set name = name || ' AS' where id = '{id}'; update customer set name = left(name, -3) where id = '{id}'"
    );
    for statement in renamed.split("; ") {
        run(pool, statement).await;
    }
    firm
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_table_of_a_firm_is_walled_by_force(pool: PgPool) {
    let tables = tenant_tables(&pool).await;
    assert!(tables.len() >= 14, "{tables:?}");
    for (table, on, forced) in tables {
        let is_directory = DIRECTORIES.split_whitespace().any(|name| name == table);
        assert_eq!((on, forced), (!is_directory, !is_directory), "{table}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn without_a_firm_there_is_nothing_to_see(pool: PgPool) {
    let firm = full(&pool, "nord").await;
    register(&pool, &firm).await;
    reports(&pool, &firm).await;
    for (table, ..) in tenant_tables(&pool).await {
        let count = format!("select count(*) from {table}");
        assert!(value::<i64>(&pool, &count).await > 0, "{table} has a row to hide");
        if DIRECTORIES.split_whitespace().any(|name| name == table) {
            continue;
        }
        for (tenant, sees) in [(None, false), (Some(firm.tenant), !PERSONAL.contains(&table.as_str()))] {
            let mut application = application(&pool, tenant).await;
            let seen: i64 =
                sqlx::query_scalar(sqlx::AssertSqlSafe(count.as_str())).fetch_one(&mut *application).await.unwrap();
            assert_eq!(seen > 0, sees, "{table}");
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_application_knows_neither_directories_nor_attempts(pool: PgPool) {
    let firm = full(&pool, "nord").await;
    for statement in [
        "select from account_directory",
        "select from session_directory",
        "select from job_queue",
        "select from invitation_directory",
        "select from calendar_feed_directory",
        "select find_invitation('')",
        "select take_invitation('', '')",
        "select take_job()",
        "select from outgoing_queue",
        "select from mention_digest",
        "select from reminder_due",
        "select take_reminder(now())",
        "select from mailbox_queue",
        "select from signing_link",
        "select from invitation_link",
        "select resume_invited('')",
        "select from calendar_of_outgoing(current_tenant(), current_tenant(), current_tenant())",
        "select resume_signing('')",
        "select take_mailbox('1 minute')",
        "select open_mailbox(current_tenant(), current_tenant())",
        "select take_digest(now())",
        "select unread_notices(current_tenant(), current_tenant())",
        "select take_outgoing('{email}')",
        "select hand_over_outgoing(current_tenant(), current_tenant(), current_tenant())",
        "select finish_outgoing(current_tenant(), current_tenant(), current_tenant(), 'sent', null, null, null)",
        "select report_outgoing(current_tenant(), current_tenant(), '', 'delivered', null)",
        "select from files_of_outgoing(current_tenant(), current_tenant(), current_tenant())",
        "select open_job(current_tenant(), current_tenant(), current_tenant())",
        "select from sign_in_attempt",
        "insert into sign_in_attempt (digest) values ('')",
        "select find_account('kari@nord.example')",
        "select resume_session('', null)",
        "select session_role('')",
        "select open_session(current_tenant(), current_tenant(), '', '', '')",
        "select enter_portal(current_tenant(), current_tenant(), '', '', '', '')",
        "select find_portal_second(''), begin_portal_session(current_tenant(), current_tenant(), '', '', '')",
        "select take_portal_code(current_tenant(), current_tenant(), 1, 1, 1, true)",
        "select pass_portal_second('', 1, 1, 1, true, '', '', '')",
    ] {
        assert_eq!(refusal(&pool, Some(firm.tenant), statement).await.as_deref(), Some(DENIED), "{statement}");
    }
    assert_eq!(refusal(&pool, Some(firm.tenant), "select from customer").await, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_database_lets_no_row_into_another_firm(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let insert = |tenant| {
        format!("insert into list_item (tenant_id, kind, nb, sv, en) values ('{tenant}', 'industry', 'a', 'a', 'a')")
    };
    assert_eq!(refusal(&pool, Some(ours.tenant), &insert(ours.tenant)).await, None);
    assert_eq!(refusal(&pool, Some(ours.tenant), &insert(theirs.tenant)).await.as_deref(), Some(DENIED));
    let give_away = format!("update customer set tenant_id = '{}'", theirs.tenant);
    assert_eq!(refusal(&pool, Some(ours.tenant), &give_away).await.as_deref(), Some(DENIED));
    let mut application = application(&pool, Some(ours.tenant)).await;
    for table in ["customer", "contact", "comment", "list_item"] {
        let touched = format!("update {table} set version = version where tenant_id = '{}'", theirs.tenant);
        let done = sqlx::query(sqlx::AssertSqlSafe(touched)).execute(&mut *application).await.unwrap();
        assert_eq!(done.rows_affected(), 0, "{table}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nothing_of_another_firm_can_be_read(pool: PgPool) {
    let (ours, theirs) = (full(&pool, "nord").await, full(&pool, "syd").await);
    let mut tx = ours.tx(&pool, ours.administrator).await;
    assert!(store::customer::values(&mut tx, ours.customer).await.is_ok());
    assert_eq!(told(store::customer::values(&mut tx, theirs.customer).await).code, ErrorCode::NotFound);
    assert_eq!(
        told(store::card::read(&mut tx, theirs.customer, Wanted::default(), Language::Nb).await).code,
        ErrorCode::NotFound
    );
    assert_eq!(
        told(store::contact::card(&mut tx, theirs.customer, theirs.contact, Language::Nb).await).code,
        ErrorCode::NotFound
    );
    assert_eq!(
        told(store::contact::card(&mut tx, ours.customer, theirs.contact, Language::Nb).await).code,
        ErrorCode::NotFound
    );
    assert_eq!(store::comment::list(&mut tx, ours.customer, true, 9, None).await.unwrap().len(), 2);
    assert_eq!(store::comment::list(&mut tx, theirs.customer, true, 9, None).await.unwrap(), []);
    assert!(!store::log::list(&mut tx, ours.customer, None, 9, Language::Nb).await.unwrap().0.is_empty());
    assert!(store::log::list(&mut tx, theirs.customer, None, 9, Language::Nb).await.unwrap().0.is_empty());

    let statuses = store::list::choices(&mut tx, ListKind::Status, Language::Nb).await.unwrap();
    assert!(statuses.iter().any(|choice| choice.value == ours.active.to_string()));
    assert!(!statuses.iter().any(|choice| choice.value == theirs.active.to_string()));
    assert!(store::list::staff(&mut tx).await.unwrap().iter().all(|choice| choice.label.ends_with("nord")));

    assert_eq!(store::search::search(&mut tx, "nord", false, 9).await.unwrap().customers.len(), 1);
    let found = store::search::search(&mut tx, "syd", false, 9).await.unwrap();
    assert!(found.customers.is_empty() && found.contacts.is_empty());
    let all = store::search::search(&mut tx, "ola", false, 9).await.unwrap();
    assert!(all.contacts.iter().all(|hit| hit.customer == ours.customer) && all.contacts.len() == 1);

    let firm = RegisterQuery { scope: Scope::Firm, ..RegisterQuery::default() };
    let page = store::register::page(&mut tx, &firm, &[], None).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), vec![ours.customer]);
    assert_eq!(store::register::totals(&mut tx, &firm, &[]).await.unwrap().count, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nothing_of_another_firm_can_be_changed(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let second =
        theirs.add_contact(&pool, theirs.customer, serde_json::json!({"first_name": "Eva", "last_name": "Berg"})).await;
    run(&pool, "delete from change_log").await;
    let mut tx = ours.tx(&pool, ours.administrator).await;
    let name = customer_patch(&[("name", "Vår")]);
    let person = contact_patch(&[("first_name", "Per"), ("last_name", "Vik")]);
    let (customer, contact, comment) = (theirs.customer, theirs.contact, theirs.comment);
    for (what, outcome) in [
        ("customer", store::customer::change(&mut tx, customer, 1, &name).await.map(drop)),
        ("add contact", store::contact::add(&mut tx, customer, &person).await.map(drop)),
        ("contact", store::contact::change(&mut tx, customer, contact, 1, &person).await),
        ("contact under our customer", store::contact::change(&mut tx, ours.customer, contact, 1, &person).await),
        ("end", store::contact::end(&mut tx, customer, contact, true).await),
        ("delete", store::contact::delete(&mut tx, customer, second).await),
        (
            "add comment",
            store::comment::add(&mut tx, customer, "Hei", store::comment::Place::default()).await.map(drop),
        ),
        (
            "comment",
            store::comment::change(
                &mut tx,
                customer,
                comment,
                store::comment::Changed {
                    version: 1,
                    body: "Hei",
                    author: ours.consultant,
                    at: "2026-01-01T00:00:00Z",
                },
            )
            .await,
        ),
        ("fix", store::comment::fix(&mut tx, customer, comment, true).await),
        ("delete comment", store::comment::delete(&mut tx, customer, comment).await),
    ] {
        assert_eq!(told(outcome).code, ErrorCode::NotFound, "{what}");
    }
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from change_log").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_belongs_to_another_firm_can_not_be_chosen(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let mut tx = ours.tx(&pool, ours.consultant).await;
    for (key, own, foreign) in [
        ("status", ours.potential.to_string(), theirs.potential.to_string()),
        ("industry", ours.industry.to_string(), theirs.industry.to_string()),
        ("responsible", ours.neighbour.to_string(), theirs.neighbour.to_string()),
    ] {
        let refused =
            told(store::customer::change(&mut tx, ours.customer, 9, &customer_patch(&[(key, &foreign)])).await);
        assert_eq!(refused.problem_of(key), Some(Problem::Choice), "{key}");
        store::customer::change(&mut tx, ours.customer, 9, &customer_patch(&[(key, &own)])).await.unwrap();
    }
    for (key, own, foreign) in [("title", ours.title, theirs.title), ("functions", ours.function, theirs.function)] {
        let (own, foreign) = (own.to_string(), foreign.to_string());
        let refused = told(
            store::contact::change(&mut tx, ours.customer, ours.contact, 9, &contact_patch(&[(key, &foreign)])).await,
        );
        assert_eq!(refused.problem_of(key), Some(Problem::Choice), "{key}");
        store::contact::change(&mut tx, ours.customer, ours.contact, 9, &contact_patch(&[(key, &own)])).await.unwrap();
    }
    let at = "2026-01-01T00:00:00Z";
    let refused = told(
        store::comment::change(
            &mut tx,
            ours.customer,
            ours.comment,
            store::comment::Changed { version: 1, body: "Hei", author: theirs.consultant, at },
        )
        .await,
    );
    assert_eq!(refused.problem_of("author"), Some(Problem::Choice));
    store::comment::change(
        &mut tx,
        ours.customer,
        ours.comment,
        store::comment::Changed { version: 1, body: "Hei", author: ours.neighbour, at },
    )
    .await
    .unwrap();
}
