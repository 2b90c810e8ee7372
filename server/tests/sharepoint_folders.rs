//! Which folder in `SharePoint` is a customer's over time: when it is renamed, when settings change and folders are moved,
//! when there are more than are shown; and what is said where only a part was done.

use crate::{
    common::{run, sign_in, value},
    sharepoint::{Reader, choose, why},
    site::{Answer, SCRIPT},
};
use axum::http::StatusCode;
use domain::{error::Problem, sharepoint::Failure};
use serde_json::json;
use sqlx::PgPool;

impl Reader {
    async fn set(&self, what: &str) {
        run(&self.pool, &format!("update firm_sharepoint set {what}")).await;
    }

    async fn rename(&self, name: &str) {
        let id = self.firm.customer;
        run(&self.pool, &format!("update customer set name = '{name}' where id = '{id}'")).await;
    }

    async fn kept(&self) -> i64 {
        value(&self.pool, "select count(*) from customer_folder").await
    }

    async fn put_all(&self, names: &[&str]) -> Answer {
        let customer = self.firm.customer.to_string().into_bytes();
        let mut parts = vec![("customer", None, customer)];
        parts.extend(names.iter().map(|name| ("file", Some(*name), b"Hei".to_vec())));
        self.site.post_parts(app::sharepoint::UPLOAD, Some(&self.secret), &SCRIPT, &parts).await
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_renamed_customer_keeps_its_folder_and_is_given_nobody_elses(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    reader.graph.add(&folder, "avtale.txt", Some(b"x"));
    reader.rename("Annet navn").await;
    reader.rename("Tredje navn").await;
    let page = reader.get("").await.body;
    assert!(page.contains("avtale.txt") && !page.contains("Opprett mappen"), "{page}");

    // Without the number in it, a name that is another's now leads to the other's folder.
    reader.set("pattern = '{name}'").await;
    let named = reader.graph.add(&reader.kunder, "Første kunde nord", None);
    reader.graph.add(&named, "navnet.txt", Some(b"x"));
    assert!(reader.get("").await.body.contains("navnet.txt"), "nobody else is called that");
    let other = reader.firm.add_customer(&pool, json!({"name": "første kunde Nord"})).await;
    let page = reader.get("").await.body;
    assert!(page.contains("ingen mappe som heter «Tredje navn»") && !page.contains("navnet.txt"), "{page}");
    run(&pool, &format!("update customer set name = 'Noe helt annet' where id = '{other}'")).await;
    run(&pool, "delete from former_name where name ilike 'Første kunde nord'").await;

    // Whoever puts something there has seen that it is the right one: from then on it is that.
    reader.set("pattern = '{number} {name}'").await;
    reader.graph.known().instead.push_back((507, None, "/content"));
    reader.rename("Første kunde nord").await;
    assert_eq!(why(&reader.put_all(&["a.txt"]).await, "file"), Some(Failure::Full));
    assert_eq!(reader.kept().await, 0, "nothing was put there");
    assert_eq!(reader.put_all(&["a.txt"]).await.status, StatusCode::OK);
    assert_eq!(reader.kept().await, 1);
    reader.set("pattern = 'Kunde {number}'").await;
    assert!(reader.get("").await.body.contains("avtale.txt"));
    // What somebody chose stays chosen.
    let year = reader.graph.add(&reader.kunder, "2025", None);
    reader.post("choose", &format!("&folder={year}")).await;
    assert_eq!(reader.put_all(&["b.txt"]).await.status, StatusCode::OK);
    assert_eq!(value::<String>(&pool, "select item_id from customer_folder").await, year);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_chosen_folder_counts_as_long_as_it_could_be_chosen(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let (folder, file) = choose(&pool, &reader.firm, &reader.graph).await;
    reader.graph.folders(&["Annet"]);
    assert!(reader.get("").await.body.contains("avtale.pdf"));
    reader.set("folder = ''").await;
    assert!(reader.get("").await.body.contains("avtale.pdf"), "below the top it is too");
    let mappe = format!("Kunder/Mappe {}", reader.firm.customer);
    for base in ["Annet", mappe.as_str()] {
        reader.set(&format!("folder = '{base}'")).await;
        let page = reader.get("").await.body;
        assert!(page.contains("Mappen «Mappe» er ikke der lenger") && page.contains("choose=folder"), "{base}: {page}");
        assert!(!page.contains("avtale.pdf"));
        assert_eq!(reader.get(&format!("/{file}/file")).await.status, StatusCode::NOT_FOUND, "{base}");
        assert_eq!(why(&reader.put(&folder, "a.txt", b"Hei").await, "file"), Some(Failure::NotFound), "{base}");
    }
    reader.set("folder = 'Kunder'").await;
    run(&pool, "update customer_folder set drive_id = 'b!annet'").await;
    assert!(reader.get("").await.body.contains("Mappen «Mappe» er ikke der lenger"));
    run(&pool, &format!("update customer_folder set drive_id = '{}'", crate::sharepoint::graph::DRIVE)).await;

    // Where it can't be told, whoever may choose has the ways out.
    for (secret, ways) in
        [(reader.secret.clone(), true), (sign_in(&pool, reader.firm.tenant, reader.firm.reader).await, false)]
    {
        reader.graph.known().instead.push_back((403, None, "/drives/"));
        let page = reader.site.get(&reader.address(""), Some(&secret)).await.body;
        assert!(page.contains("Appen har ikke tilgang"), "{page}");
        assert_eq!(page.contains("choose=folder") && page.contains("sharepoint-forget"), ways, "{page}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn without_the_folder_of_all_customers_the_settings_are_wrong_and_no_customer_is(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    assert!(reader.get("").await.body.contains("Opprett mappen"));
    reader.set("folder = 'Borte'").await;
    for rest in ["", "?part=section", "?choose=folder"] {
        let page = reader.get(rest).await.body;
        assert!(
            page.contains("ikke mappen med alle kunder") && page.contains("administrator kan ordne det"),
            "{rest}: {page}"
        );
        assert!(!page.contains("Opprett mappen"), "{rest}");
    }
    assert_eq!(why(&reader.post("create", "").await, "folder"), Some(Failure::NoBase));
    assert_eq!(why(&reader.put_all(&["a.txt"]).await, "file"), Some(Failure::NoBase));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_more_folders_than_are_shown_one_is_found_by_its_name(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    for at in 0..1001 {
        reader.graph.add(&reader.kunder, &format!("Mappe {at}"), None);
    }
    let last = reader.graph.add(&reader.kunder, "Sist & størst", None);
    let below = reader.graph.add(&last, "Avtaler", None);
    reader.graph.add(&reader.kunder, "notat.txt", Some(b"x"));
    reader.graph.folders(&["Ledelsen"]);
    let page = reader.get("?choose=folder").await.body;
    assert!(
        page.contains("Bare de første 1") && page.contains("Mappe 7<") && !page.contains("Sist &amp;"),
        "it is cut"
    );
    for (name, found) in [("Sist%20%26%20st%C3%B8rst", &last), ("sist+%26+st%C3%B8rst%2Favtaler", &below)] {
        let page = reader.get(&format!("?choose=folder&name={name}")).await.body;
        assert!(page.contains(&format!("value=\"{found}\"")) && !page.contains("Mappe 7<"), "{page}");
    }
    assert_eq!(reader.post("choose", &format!("&folder={last}")).await.status, StatusCode::OK);
    for name in ["Ledelsen", "..%2FLedelsen", "..", "notat.txt", "Ingen", "a%3Ab", "%2F"] {
        let page = reader.get(&format!("?choose=folder&name={name}")).await.body;
        assert!(page.contains("ingen mappe som heter") && !page.contains("name=\"folder\""), "{name}: {page}");
    }
    assert!(reader.get("?choose=folder&name=+").await.body.contains("Mappe 7<"), "no name is none");

    reader.post("forget", "").await;
    for at in 0..1001 {
        reader.graph.add(&folder, &format!("{at}.txt"), Some(b"x"));
    }
    assert!(reader.get("?part=section").await.body.contains("med minst 1"));
    let admin = sign_in(&pool, reader.firm.tenant, reader.firm.administrator).await;
    let tried = reader.site.get("/settings/sharepoint?try=1", Some(&admin)).await.body;
    assert!(tried.contains("er funnet, med minst 1"), "{tried}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_several_files_it_is_told_how_many_are_there(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    reader.graph.known().instead.push_back((400, None, "b.txt:/content"));
    let answer = reader.put_all(&["a.txt", "b.txt", "c.txt"]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let partly = Problem::SharePointPartly { done: 1, of: 3, why: Failure::NameRefused };
    assert_eq!(answer.error().problem_of("file"), Some(partly));
    assert_eq!(reader.graph.content(&folder).len(), 1);
    assert_eq!(reader.kept().await, 1, "what was found is kept, for something is in it");
    reader.graph.known().instead.push_back((507, None, "a.txt:/content"));
    assert_eq!(why(&reader.put_all(&["a.txt", "b.txt"]).await, "file"), Some(Failure::Full), "none is there");
    assert_eq!(reader.put_all(&["d.txt", "e.txt"]).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_file_that_is_not_to_be_had_leads_to_a_page_that_says_why(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    let file = reader.graph.add(&folder, "a.txt", Some(b"x"));
    for rest in ["", "?part=section"] {
        let page = reader.get(rest).await.body;
        assert_eq!(page.matches(&format!("/{file}/file\"")).count(), 2, "{page}");
        assert!(!page.contains(" download"), "a link that downloads shows no page: {page}");
    }
    reader.graph.known().instead.push_back((429, Some("5"), "/download/"));
    let answer = reader.get(&format!("/{file}/file")).await;
    assert!(answer.status == StatusCode::BAD_GATEWAY && answer.body.contains("Prøv igjen om 5 sekunder"));
    // The part says in a line what came, and whether that failed.
    let part = reader.get("?part=section").await.body;
    assert!(part.contains("data-failed") && part.contains("data-said=\"Microsoft har for mye"), "{part}");
    assert!(!part.contains("role=\"status\" data-color"), "and is no line itself");
    let other =
        Reader { graph: reader.graph.clone(), site: crate::site::Site::new(&pool).reaching(&reader.graph), ..reader };
    let part = other.get("?part=section").await.body;
    assert!(!part.contains("data-failed") && part.contains("data-said=\"1 element\""), "{part}");
}
