//! Customers' folders in `SharePoint` over HTTP: what a card and its page show, what is put there, and what is said where
//! Microsoft is not to be had.

#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../sharepoint/tests/graph.rs"]
pub mod graph;

use crate::{
    common::{Firm, run, sign_in, value},
    site::{Answer, BROWSER, SCRIPT, Site},
};
use axum::http::StatusCode;
use domain::{error::Problem, sharepoint::Failure};
use graph::{CLIENT, DIRECTORY, DRIVE, Graph, SECRET};
use serde_json::json;
use sqlx::PgPool;
use std::sync::OnceLock;
use store::sharepoint::{Chosen, Setting, change, place};

/// One for all tests that need no own, on a thread of its own.
pub fn shared() -> &'static Graph {
    static SHARED: OnceLock<Graph> = OnceLock::new();
    SHARED.get_or_init(|| {
        let (told, heard) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                told.send(Graph::start().await).unwrap();
                std::future::pending::<()>().await;
            });
        });
        heard.recv().unwrap()
    })
}

/// Sets the firm's `SharePoint` up, with `Kunder` as the folder with all customers.
pub async fn set_up(pool: &PgPool, firm: &Firm) {
    run(pool, &format!("delete from firm_sharepoint where tenant_id = '{}'", firm.tenant)).await;
    let setting = Setting {
        is_on: true,
        directory_id: DIRECTORY.to_owned(),
        client_id: CLIENT.to_owned(),
        site: Graph::site().shown(),
        folder: "Kunder".to_owned(),
        ..Setting::default()
    };
    let sealed = crate::site::mailboxes().key.seal(SECRET, &place(firm.tenant, DIRECTORY, CLIENT)).unwrap();
    let mut tx = firm.tx(pool, firm.administrator).await;
    change(&mut tx, &setting, Some(&sealed)).await.unwrap();
    tx.commit().await.unwrap();
}

/// A customer's folder as somebody chose it, with a file in it: the ids of both.
pub async fn choose(pool: &PgPool, firm: &Firm, graph: &Graph) -> (String, String) {
    let kunder = graph.content(graph::ROOT).into_iter().any(|(name, _)| name == "Kunder");
    let kunder = if kunder { graph.named("Kunder") } else { graph.folders(&["Kunder"]) };
    let folder = graph.add(&kunder, &format!("Mappe {}", firm.customer), None);
    let file = graph.add(&folder, "avtale.pdf", Some(b"%PDF-1.7"));
    let chosen = Chosen { drive: Graph::handle(DRIVE), item: Graph::handle(&folder), name: "Mappe".to_owned() };
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::sharepoint::choose(&mut tx, firm.customer, &chosen).await.unwrap();
    tx.commit().await.unwrap();
    (folder, file)
}

/// A consultant of a firm that has its `SharePoint` set up.
pub struct Reader {
    pub pool: PgPool,
    pub firm: Firm,
    pub graph: Graph,
    pub site: Site,
    pub secret: String,
    pub kunder: String,
}

impl Reader {
    /// A firm with its `SharePoint` set up, and a consultant of it.
    pub async fn make(pool: &PgPool) -> Self {
        let firm = Firm::make(pool, "nord").await;
        set_up(pool, &firm).await;
        let graph = Graph::start().await;
        let kunder = graph.folders(&["Kunder"]);
        let secret = sign_in(pool, firm.tenant, firm.consultant).await;
        let site = Site::new(pool).reaching(&graph);
        Self { pool: pool.clone(), firm, graph, site, secret, kunder }
    }

    pub async fn number(&self) -> i64 {
        value(&self.pool, &format!("select number from customer where id = '{}'", self.firm.customer)).await
    }

    /// The folder that is called as such folders are.
    pub async fn usual(&self) -> String {
        let name = format!("{} Første kunde nord", self.number().await);
        self.graph.add(&self.kunder, &name, None)
    }

    pub fn address(&self, rest: &str) -> String {
        format!("/customers/{}/sharepoint{rest}", self.firm.customer)
    }

    pub async fn get(&self, rest: &str) -> Answer {
        self.site.get(&self.address(rest), Some(&self.secret)).await
    }

    pub async fn post(&self, function: &str, rest: &str) -> Answer {
        let form = format!("customer={}{rest}", self.firm.customer);
        self.site.post(&format!("/api/staff/sharepoint-{function}"), Some(&self.secret), &SCRIPT, &form).await
    }

    pub async fn put(&self, folder: &str, name: &str, content: &[u8]) -> Answer {
        let customer = self.firm.customer.to_string().into_bytes();
        let parts = [
            ("customer", None, customer),
            ("folder", None, folder.as_bytes().to_vec()),
            ("file", Some(name), content.to_vec()),
        ];
        self.site.post_parts(app::sharepoint::UPLOAD, Some(&self.secret), &SCRIPT, &parts).await
    }
}

pub fn why(answer: &Answer, field: &str) -> Option<Failure> {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    match answer.error().problem_of(field) {
        Some(Problem::SharePoint { why }) => Some(why),
        _ => None,
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_has_the_section_where_it_is_set_up_and_never_waits_for_microsoft(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    reader.usual().await;
    let card = format!("/customers/{}", reader.firm.customer);
    let page = reader.site.get(&card, Some(&reader.secret)).await.body;
    assert!(
        page.contains("data-section=\"sharepoint\"") && !page.contains("data-late="),
        "closed, it asks for nothing"
    );
    let open = "device=desk&change=open&section=sharepoint";
    reader.site.post("/api/staff/layout", Some(&reader.secret), &SCRIPT, open).await;
    let page = reader.site.get(&card, Some(&reader.secret)).await.body;
    let late = format!("data-late=\"{card}/sharepoint?part=section\"");
    assert!(page.contains(&late) && page.contains(&format!("href=\"{card}/sharepoint\"")), "{page}");
    assert_eq!(reader.graph.times(""), 0, "the card asks Microsoft nothing");
    run(&pool, "update firm_sharepoint set is_on = false").await;
    let page = reader.site.get(&card, Some(&reader.secret)).await.body;
    assert!(!page.contains("data-section=\"sharepoint\""));
    let page = reader.get("").await;
    assert!(page.status == StatusCode::OK && page.body.contains("SharePoint er ikke satt opp"));
    assert_eq!(reader.graph.times(""), 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_folder_is_listed_with_the_way_to_it_and_its_files_are_fetched_through_us(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    let inside = reader.graph.add(&folder, "Avtaler <2026>", None);
    let file = reader.graph.add(&inside, "Møte #1 50 %.pdf", Some(b"%PDF-1.7 innhold"));
    for at in 0..9 {
        reader.graph.add(&folder, &format!("{at}.txt"), Some(b"x"));
    }
    let page = reader.get("").await.body;
    assert!(page.contains("Avtaler &lt;2026&gt;") && page.contains(&format!("?folder={inside}")), "{page}");
    assert!(page.contains("8.txt") && page.contains("endret") && page.contains("av Kari Dahl"));
    assert!(page.contains("target=\"_blank\" rel=\"noopener noreferrer\""));
    let part = reader.get("?part=section").await.body;
    assert!(part.contains("data-part=\"sharepoint\"") && part.contains("Vis alle 10") && !part.contains("8.txt"));
    let below = reader.get(&format!("?folder={inside}")).await.body;
    assert!(
        below.contains("Møte #1 50 %.pdf") && below.contains("aria-current=\"page\">Avtaler &lt;2026&gt;"),
        "{below}"
    );
    let fetched = reader.get(&format!("/{file}/file")).await;
    assert_eq!((fetched.status, fetched.bytes.as_slice()), (StatusCode::OK, b"%PDF-1.7 innhold".as_slice()));
    assert_eq!(fetched.header("content-type"), "application/octet-stream");
    assert_eq!(fetched.header("content-disposition"), "attachment; filename*=UTF-8''M%C3%B8te%20%231%2050%20%25.pdf");
    assert!(fetched.header("content-security-policy").contains("default-src 'none'"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nothing_outside_the_customers_folder_is_read_changed_or_chosen(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let ours = reader.usual().await;
    let theirs = reader.graph.add(&reader.kunder, "10999 En annen", None);
    let foreign = reader.graph.add(&theirs, "hemmelig.pdf", Some(b"x"));
    let board = reader.graph.folders(&["Ledelsen"]);
    for outside in [theirs.as_str(), &board, &reader.kunder, graph::ROOT, "01NOTHING", "..", "..%2f", "a%20b"] {
        let page = reader.get(&format!("?folder={outside}")).await;
        assert!(page.body.contains("ingen slik mappe eller fil hos denne kunden"), "{outside}");
        assert!(!page.body.contains("hemmelig.pdf"), "{outside}");
    }
    assert_eq!(reader.get(&format!("/{foreign}/file")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.get(&format!("/{ours}/file")).await.status, StatusCode::NOT_FOUND, "no folder is a file");
    for outside in [theirs.as_str(), graph::ROOT, "../x"] {
        assert_eq!(why(&reader.put(outside, "a.txt", b"Hei").await, "file"), Some(Failure::NotFound), "{outside}");
    }
    // What may be chosen is below the folder with all customers, and not that itself.
    for outside in [board.as_str(), graph::ROOT, reader.kunder.as_str(), foreign.as_str(), "../x"] {
        let answer = reader.post("choose", &format!("&folder={outside}")).await;
        assert_eq!(why(&answer, "folder"), Some(Failure::NotFound), "{outside}");
    }
    let page = reader.get(&format!("?choose=folder&in={board}")).await.body;
    assert!(page.contains("Mappen er ikke funnet"));
    assert_eq!(value::<i64>(&pool, "select count(*) from customer_folder").await, 0);
    assert_eq!(reader.graph.content(&theirs).len(), 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_folder_that_is_not_there_is_made_or_another_is_chosen(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let number = reader.number().await;
    let name = format!("{number} Første kunde nord");
    let page = reader.get("").await.body;
    assert!(page.contains(&format!("ingen mappe som heter «{name}»")) && page.contains("Opprett mappen"), "{page}");
    assert_eq!(reader.post("create", "").await.status, StatusCode::OK);
    assert!(reader.graph.content(&reader.kunder).iter().any(|(made, _)| *made == name));
    assert!(reader.get("").await.body.contains("Mappen er tom"));
    assert_eq!(why(&reader.post("create", "").await, "folder"), Some(Failure::AlreadyThere));

    let year = reader.graph.add(&reader.kunder, "2025", None);
    let other = reader.graph.add(&year, "Bodø Sveis (gammel)", None);
    reader.graph.add(&other, "gammel.txt", Some(b"x"));
    let page = reader.get("?choose=folder").await.body;
    assert!(page.contains("2025") && page.contains("aria-label=\"Velg 2025\""), "{page}");
    assert!(reader.get(&format!("?choose=folder&in={year}")).await.body.contains("Velg Bodø Sveis (gammel)"));
    assert_eq!(reader.post("choose", &format!("&folder={other}")).await.status, StatusCode::OK);
    let page = reader.get("").await.body;
    assert!(page.contains("gammel.txt") && page.contains(&format!("Bruk «{name}» igjen")), "{page}");
    let log = reader.site.get(&format!("/customers/{}/log", reader.firm.customer), Some(&reader.secret)).await.body;
    assert!(log.contains("byttet SharePoint-mappe til") && log.contains("Bodø Sveis (gammel)"), "{log}");
    reader.graph.remove(&other);
    assert!(reader.get("").await.body.contains("Mappen «Bodø Sveis (gammel)» er ikke der lenger"));
    assert_eq!(reader.post("forget", "").await.status, StatusCode::OK);
    assert!(reader.get("").await.body.contains("Mappen er tom"), "it is found by its name again");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn files_are_put_there_by_whoever_may_change_the_customer(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    let inside = reader.graph.add(&folder, "Avtaler", None);
    assert_eq!(reader.put("", "C:\\x\\Notat: uke 48.txt", "Møte".as_bytes()).await.status, StatusCode::OK);
    assert_eq!(reader.put(&inside, "notat.txt", b"Hei").await.status, StatusCode::OK);
    assert_eq!(reader.put(&inside, "notat.txt", b"Igjen").await.status, StatusCode::OK);
    assert!(
        reader.graph.content(&folder).contains(&("Notat- uke 48.txt".to_owned(), Some("Møte".as_bytes().to_vec())))
    );
    let names: Vec<_> = reader.graph.content(&inside).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["notat.txt", "notat 1.txt"], "nothing is overwritten");
    let refused = reader.put("", "program.exe", b"MZ\0\0").await;
    assert_eq!(refused.error().problem_of("file"), Some(Problem::DocumentKind { file: 1 }));
    reader.graph.known().instead.push_back((507, None, "/content"));
    assert_eq!(why(&reader.put("", "a.txt", b"Hei").await, "file"), Some(Failure::Full));

    let page = reader.get("").await.body;
    assert!(page.contains("id=\"new-files\"") && page.contains("choose=folder"));
    let readers = Reader { secret: sign_in(&pool, reader.firm.tenant, reader.firm.reader).await, ..reader };
    let page = readers.get("").await.body;
    assert!(page.contains("Avtaler") && !page.contains("id=\"new-files\"") && !page.contains("choose=folder"));
    assert!(!readers.get("?choose=folder").await.body.contains("name=\"folder\""));
    assert_eq!(readers.put("", "a.txt", b"Hei").await.status, StatusCode::FORBIDDEN);
    for function in ["create", "choose", "forget"] {
        assert_eq!(readers.post(function, &format!("&folder={inside}")).await.status, StatusCode::FORBIDDEN);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_goes_wrong_is_said_in_its_place_and_the_card_works_on(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let folder = reader.usual().await;
    let file = reader.graph.add(&folder, "a.txt", Some(b"x"));
    for (status, retry, said) in [
        (403, None, "Appen har ikke tilgang"),
        (500, None, "SharePoint svarer ikke akkurat nå"),
        (418, None, "noe som ikke kan leses"),
        (429, Some("1"), "Prøv igjen om 1 sekunder"),
    ] {
        for rest in ["", "?part=section"] {
            reader.graph.known().instead.push_back((status, retry, "/drives/"));
            let page = reader.get(rest).await;
            assert!(
                page.status == StatusCode::OK && page.body.contains(said) && page.body.contains("Prøv igjen"),
                "{said}"
            );
            tokio::time::sleep(std::time::Duration::from_millis(if retry.is_some() { 1100 } else { 0 })).await;
        }
    }
    reader.graph.known().instead.push_back((500, None, "/content"));
    let failed = reader.get(&format!("/{file}/file")).await;
    assert!(failed.status == StatusCode::BAD_GATEWAY && failed.body.contains("SharePoint svarer ikke"));
    assert!(reader.get("").await.body.contains("a.txt"), "and then it is there again");
    // A key that is another opens nothing, and is not sent anywhere.
    run(&pool, "update firm_sharepoint_secret set sealed = 'x'").await;
    let asked = reader.graph.times("");
    assert!(reader.get("").await.body.contains("Den lagrede hemmeligheten kan ikke leses lenger"));
    assert_eq!(reader.graph.times(""), asked);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn settings_are_tried_at_once_and_the_secret_is_shown_to_nobody(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let graph = Graph::start().await;
    let site = Site::new(&pool).reaching(&graph);
    let admin = sign_in(&pool, firm.tenant, firm.administrator).await;
    let page = async |rest: &str| site.get(&format!("/settings/sharepoint{rest}"), Some(&admin)).await.body;
    let form = |version: i32, secret: &str, folder: &str| {
        let values = json!({"version": version, "is_on": "yes", "at[directory_id]": DIRECTORY, "at[client_id]": CLIENT, "secret": secret,
            "at[site]": graph::SITE, "at[folder]": folder, "at[pattern]": "{number} {name}"});
        serde_urlencoded::to_string(
            values
                .as_object()
                .unwrap()
                .iter()
                .map(|(key, value)| (key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
                .collect::<Vec<_>>(),
        )
        .unwrap()
    };
    let from_page = [BROWSER[0], BROWSER[1], ("referer", "https://kundekort.example/settings/sharepoint")];
    let save = async |form: &str| site.post("/api/staff/sharepoint-change", Some(&admin), &from_page, form).await;

    let failed = save(&form(0, "feil hemmelighet", "Kunder")).await;
    let told = site.get(failed.location(), Some(&admin)).await.body;
    assert!(told.contains(CLIENT) && !told.contains("feil hemmelighet"), "what was typed is there, but no secret");
    assert_eq!(save(&form(0, "feil", "Kunder")).await.location(), "/settings/sharepoint?try=1");
    assert!(page("?try=1").await.contains("Hemmeligheten er feil"));
    save(&form(1, SECRET, "Kunder")).await;
    assert!(page("?try=1").await.contains("ikke mappen med alle kunder"));
    graph.folders(&["Kunder", "10001 En"]);
    let works = page("?try=1").await;
    assert!(works.contains("Mappen «Kunder» er funnet, med 1 mapper i seg"), "{works}");
    save(&form(2, "", "")).await;
    let works = page("?try=1").await;
    assert!(works.contains("Dokumentbiblioteket er funnet") && works.contains("En hemmelighet er lagret"));
    for secret in [SECRET, "feil"] {
        assert!(!works.contains(&format!("value=\"{secret}\"")), "{secret}");
    }
    let log = site.get("/settings/log?area=sharepoint", Some(&admin)).await.body;
    assert!(log.contains("Mappen med alle kunder") && log.contains("Hemmeligheten satt") && !log.contains(SECRET));
    let kept =
        "select (select count(*) from form_state where typed::text like '%hemmelighet%' or typed::text like '%feil%')
        + (select count(*) from firm_sharepoint_secret where position('hemmelig'::bytea in sealed) > 0)
        + (select count(*) from change_log where changes::text like '%hemmelig+ord%')";
    assert_eq!(value::<i64>(&pool, kept).await, 0);

    // Others see that it is there and whom to ask; they try nothing.
    let consultant = sign_in(&pool, firm.tenant, firm.consultant).await;
    let asked = graph.times("");
    let seen = site.get("/settings/sharepoint?try=1", Some(&consultant)).await.body;
    assert!(seen.contains("Astrid nord") && !seen.contains("type=\"password\""));
    assert_eq!(graph.times(""), asked);
}
