//! The client against a Graph on the loopback: what is there, what must not be reached, and everything that can go
//! wrong.

#![expect(clippy::unwrap_used, reason = "tests")]

mod graph;

use domain::sharepoint::{Failure, ItemKind, MOST_SHOWN, SiteAddress};
use futures::TryStreamExt;
use graph::{CLIENT, DIRECTORY, Graph, ROOT, SECRET};
use serde_json::json;
use sharepoint::{Account, Library, Service};
use std::time::Duration;

fn account(secret: &str) -> Account {
    Account { directory: DIRECTORY.to_owned(), client: CLIENT.to_owned(), secret: secret.to_owned() }
}

fn service(graph: &Graph) -> Service {
    Service::at(&graph.address, &graph.address).unwrap()
}

async fn library(graph: &Graph) -> Library {
    service(graph).library(&account(SECRET), &Graph::site()).await.unwrap()
}

fn path(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

async fn bytes(library: &Library, id: &str) -> Result<Vec<u8>, Failure> {
    let content = library.content(&Graph::handle(id)).await?;
    let pieces: Vec<_> = content.into_stream().try_collect().await.map_err(|_| Failure::Unreachable)?;
    Ok(pieces.concat())
}

#[tokio::test]
async fn a_folder_with_odd_names_is_found_by_its_way_and_listed_folders_first() {
    let graph = Graph::start().await;
    let odd = "10001 Ærø & Søn 100 % #1";
    let folder = graph.folders(&["Salg", "Kunder", odd]);
    graph.add(&folder, "Tilbud 2 (50 %).pdf", Some(b"pdf"));
    graph.add(&folder, "Avtaler", None);
    let library = library(&graph).await;
    let found = library.at(&path(&["Salg", "Kunder", odd])).await.unwrap();
    assert_eq!((found.id.as_str(), found.name.as_str(), found.kind), (folder.as_str(), odd, ItemKind::Folder));
    assert_eq!(graph.named(odd), folder);
    let listing = library.children(&found.id).await.unwrap();
    let names: Vec<_> = listing.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!((names, listing.is_cut), (vec!["Avtaler", "Tilbud 2 (50 %).pdf"], false));
    let file = &listing.items[1];
    assert_eq!(
        (file.size, file.changed_by.as_str(), file.changed_at.as_str()),
        (3, "Kari Dahl", "2026-11-20T09:30:00Z")
    );
    assert!(file.web_url.as_ref().unwrap().starts_with("https://firma.sharepoint.com/"));
    assert_eq!(library.at(&[]).await.unwrap().id.as_str(), ROOT);
    assert_eq!(library.at(&path(&["Salg", "Kunder", "Ingen"])).await, Err(Failure::NotFound));
    assert_eq!(library.at(&path(&["Salg", "..", "Salg"])).await, Err(Failure::NotFound), "and is not asked for");
    assert_eq!(graph.times("/oauth2/v2.0/token"), 1, "one token for all");
    assert_eq!(graph.times("/sites/"), 2, "what was found out of the site is kept");
}

#[tokio::test]
async fn a_large_folder_comes_page_by_page_up_to_what_is_shown() {
    let graph = Graph::start().await;
    let folder = graph.folders(&["Kunder"]);
    for at in 0..450 {
        graph.add(&folder, &format!("{at}.txt"), Some(b"x"));
    }
    let library = library(&graph).await;
    let listing = library.children(&Graph::handle(&folder)).await.unwrap();
    assert_eq!((listing.items.len(), listing.is_cut, graph.times("/children")), (450, false, 3));
    for at in 450..1100 {
        graph.add(&folder, &format!("{at}.txt"), Some(b"x"));
    }
    let listing = library.children(&Graph::handle(&folder)).await.unwrap();
    assert_eq!((listing.items.len(), listing.is_cut), (MOST_SHOWN, true));
    // The rest of a folder is Graph's own, whatever it says.
    graph.known().next = Some("http://127.0.0.1:9/v1.0/next".to_owned());
    assert_eq!(library.children(&Graph::handle(&folder)).await, Err(Failure::Broken));
}

#[tokio::test]
async fn what_is_left_out_of_a_folder_is_told() {
    let graph = Graph::start().await;
    let (folder, empty) = (graph.folders(&["Kunder"]), graph.folders(&["Tom"]));
    graph.add(&folder, "a.txt", Some(b"x"));
    let library = library(&graph).await;
    let listed = async |id: &str| {
        let listing = library.children(&Graph::handle(id)).await.unwrap();
        (listing.items.into_iter().map(|item| item.name).collect::<Vec<_>>(), listing.is_cut)
    };
    for odd in [
        json!({"id": "a/b", "name": "x"}),
        json!({"id": "01A", "name": "x", "size": "stor"}),
        json!({"id": "01A"}),
        json!({"id": "01A", "name": "\u{7}"}),
        json!(7),
    ] {
        graph.known().odd = vec![odd.clone()];
        assert_eq!(listed(&folder).await, (vec!["a.txt".to_owned()], true), "{odd}");
    }
    graph.known().odd.clear();
    assert_eq!(listed(&folder).await, (vec!["a.txt".to_owned()], false));
    assert_eq!(listed(&empty).await, (vec![], false));
    // An empty page that leads on, again and again.
    graph.known().page = 0;
    let asked = graph.times("/children");
    assert_eq!(listed(&folder).await, (vec![], true));
    assert_eq!(graph.times("/children"), asked + 1);
}

#[tokio::test]
async fn what_is_not_below_the_folder_is_as_good_as_nothing() {
    let graph = Graph::start().await;
    let (ours, theirs) = (graph.folders(&["10001"]), graph.folders(&["10002"]));
    let inside = graph.add(&ours, "Avtaler", None);
    let deep = graph.add(&inside, "a.pdf", Some(b"x"));
    let foreign = graph.add(&theirs, "hemmelig.pdf", Some(b"x"));
    let library = library(&graph).await;
    let trail = async |id: &str| {
        let trail = library.trail(&Graph::handle(&ours), &Graph::handle(id)).await?;
        Ok::<_, Failure>(trail.into_iter().map(|item| item.name).collect::<Vec<_>>())
    };
    assert_eq!(trail(&deep).await.unwrap(), ["10001", "Avtaler", "a.pdf"]);
    assert_eq!(trail(&ours).await.unwrap(), ["10001"]);
    for outside in [foreign.as_str(), &theirs, ROOT, "01NOTHING"] {
        assert_eq!(trail(outside).await, Err(Failure::NotFound), "{outside}");
    }
    graph.remove(&inside);
    assert_eq!(trail(&deep).await, Err(Failure::NotFound), "nor what hangs on nothing any more");
}

#[tokio::test]
async fn a_file_is_fetched_where_graph_leads_without_the_token_and_no_further() {
    let graph = Graph::start().await;
    let large = vec![7; 3 * 1024 * 1024];
    let file = graph.add(ROOT, "film.mp4", Some(&large));
    let library = library(&graph).await;
    let content = library.content(&Graph::handle(&file)).await.unwrap();
    assert_eq!(content.size, Some(large.len() as u64));
    assert_eq!(bytes(&library, &file).await.unwrap(), large);
    for (led_to, failure) in [
        ("ftp://127.0.0.1/x".to_owned(), Failure::Broken),
        ("http://files.example/x".to_owned(), Failure::Broken),
        (format!("{}/download/01GONE", graph.address), Failure::NotFound),
        (format!("{}/v1.0/drives/{}/items/{file}/content", graph.address, graph::DRIVE), Failure::NotFound),
    ] {
        graph.known().led_to = Some(led_to.clone());
        assert_eq!(library.content(&Graph::handle(&file)).await.unwrap_err(), failure, "{led_to}");
    }
    graph.known().led_to = None;
    graph.known().instead.push_back((429, Some("7"), "/download/"));
    assert_eq!(library.content(&Graph::handle(&file)).await.unwrap_err(), Failure::Throttled { seconds: 7 });
    assert!(matches!(library.at(&[]).await, Err(Failure::Throttled { .. })), "and is left alone");
}

#[tokio::test]
async fn what_is_sent_may_take_longer_than_any_piece_of_an_answer() {
    let graph = Graph::start().await;
    let service = Service::pausing(&graph.address, &graph.address, Duration::from_millis(300)).unwrap();
    let library = service.library(&account(SECRET), &Graph::site()).await.unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), b"innhold").unwrap();
    graph.known().late = Some((Duration::from_millis(900), "/items/"));
    let put = library.put(&Graph::handle(ROOT), "a.txt", file.path()).await;
    assert_eq!(put.as_ref().map(|item| item.size), Ok(7));
    let id = put.unwrap().id;
    assert_eq!(library.content(&id).await.unwrap_err(), Failure::Unreachable, "what is read comes sooner, or not");
}

#[tokio::test]
async fn files_and_folders_are_put_there_and_nothing_is_overwritten() {
    let graph = Graph::start().await;
    let folder = graph.folders(&["Kunder"]);
    let at = Graph::handle(&folder);
    let library = library(&graph).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), b"innhold").unwrap();
    for expected in ["Møte #1 50 %.txt", "Møte #1 50 % 1.txt"] {
        let put = library.put(&at, "Møte #1 50 %.txt", file.path()).await.unwrap();
        assert_eq!((put.name.as_str(), put.size, put.parent.as_ref()), (expected, 7, Some(&at)));
    }
    let made = library.make_folder(&at, "10001 Ærø").await.unwrap();
    assert_eq!((made.kind, made.name.as_str()), (ItemKind::Folder, "10001 Ærø"));
    assert_eq!(library.make_folder(&at, "10001 ærø").await, Err(Failure::AlreadyThere));
    assert_eq!(graph.content(&folder).len(), 3);
    assert_eq!(graph.content(&folder)[0], ("Møte #1 50 %.txt".to_owned(), Some(b"innhold".to_vec())));
    assert_eq!(library.put(&at, "..", file.path()).await, Err(Failure::NotFound));
    for (status, failure) in
        [(507, Failure::Full), (403, Failure::NotAllowed), (404, Failure::NotFound), (400, Failure::NameRefused)]
    {
        graph.known().instead.push_back((status, None, "/content"));
        assert_eq!(library.put(&at, "a.txt", file.path()).await, Err(failure), "{status}");
    }
    graph.known().instead.push_back((400, None, "/children"));
    assert_eq!(library.make_folder(&at, "10002 x").await, Err(Failure::NameRefused));
}

#[tokio::test]
async fn why_one_is_not_let_in_is_told() {
    let graph = Graph::start().await;
    let service = service(&graph);
    let tried = async |account: &Account| service.library(account, &Graph::site()).await.map(drop);
    let good = account(SECRET);
    assert_eq!(
        tried(&Account { directory: "annen.example".to_owned(), ..good.clone() }).await,
        Err(Failure::UnknownDirectory)
    );
    assert_eq!(tried(&Account { client: "x".to_owned(), ..good.clone() }).await, Err(Failure::UnknownClient));
    assert_eq!(tried(&account("feil")).await, Err(Failure::WrongSecret));
    assert_eq!(tried(&account("utgått")).await, Err(Failure::SecretExpired));
    assert_eq!(tried(&good).await, Ok(()));
    let elsewhere = SiteAddress::parse("https://firma.sharepoint.com/sites/annet").unwrap();
    assert_eq!(service.library(&good, &elsewhere).await.map(drop), Err(Failure::NoSite));
    assert_eq!(format!("{good:?}").find(SECRET), None);
    assert_eq!(Service::default().library(&good, &Graph::site()).await.map(drop), Err(Failure::Off));
    // Which library the site has is known by now; that lets nobody in.
    let wrong = service.library(&account("gjettet"), &Graph::site()).await.unwrap();
    assert_eq!(wrong.at(&[]).await, Err(Failure::WrongSecret), "a token is its own secret's");
    assert!(service.library(&good, &Graph::site()).await.unwrap().at(&[]).await.is_ok());
}

#[tokio::test]
async fn whoever_is_refused_is_not_asked_for_anew_at_every_question() {
    let graph = Graph::start().await;
    let service = service(&graph);
    let tried = async |secret: &str| service.library(&account(secret), &Graph::site()).await.map(drop);
    for _ in 0..3 {
        assert_eq!(tried("feil").await, Err(Failure::WrongSecret));
    }
    assert_eq!(graph.times("/oauth2/v2.0/token"), 1);
    assert_eq!(tried(SECRET).await, Ok(()), "another secret is another question");
    service.forget(DIRECTORY);
    assert_eq!(tried("feil").await, Err(Failure::WrongSecret));
    assert_eq!(graph.times("/oauth2/v2.0/token"), 3, "whoever changes the settings is answered at once");
    // That nobody answered is remembered by nobody.
    service.forget(DIRECTORY);
    graph.known().instead.push_back((500, None, "/oauth2/"));
    assert_eq!(tried(SECRET).await, Err(Failure::Unreachable));
    assert_eq!(tried(SECRET).await, Ok(()));
}

#[tokio::test]
async fn a_token_that_is_not_taken_any_more_is_asked_for_once_again() {
    let graph = Graph::start().await;
    let library = library(&graph).await;
    graph.known().token = "t2".to_owned();
    assert!(library.at(&[]).await.is_ok());
    assert_eq!(graph.times("/oauth2/v2.0/token"), 2);
    for _ in 0..2 {
        graph.known().instead.push_back((401, None, "/root"));
    }
    assert_eq!(library.at(&[]).await, Err(Failure::NotAllowed), "and not again and again");
    assert_eq!(graph.times("/oauth2/v2.0/token"), 3);
}

#[tokio::test]
async fn every_other_answer_is_told_for_what_it_is() {
    let graph = Graph::start().await;
    let library = library(&graph).await;
    for (status, failure) in [
        (403, Failure::NotAllowed),
        (404, Failure::NotFound),
        (400, Failure::NotFound),
        (500, Failure::Unreachable),
        (503, Failure::Unreachable),
        (302, Failure::Broken),
        (418, Failure::Broken),
    ] {
        graph.known().instead.push_back((status, None, "/root"));
        assert_eq!(library.at(&[]).await, Err(failure), "{status}");
    }
    assert!(library.at(&[]).await.is_ok());
    let nobody = Service::at("http://127.0.0.1:9", "http://127.0.0.1:9").unwrap();
    assert_eq!(nobody.library(&account(SECRET), &Graph::site()).await.map(drop), Err(Failure::Unreachable));
    for wrong in ["http://graph.example", "graph", "ftp://127.0.0.1", ""] {
        assert!(Service::at(wrong, &graph.address).is_err() && Service::at(&graph.address, wrong).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn who_wants_to_be_left_alone_is() {
    let graph = Graph::start().await;
    let service = service(&graph);
    let library = service.library(&account(SECRET), &Graph::site()).await.unwrap();
    graph.known().instead.push_back((429, Some("120"), "/root"));
    assert_eq!(library.at(&[]).await, Err(Failure::Throttled { seconds: 120 }));
    let asked = graph.known().asked.len();
    assert!(matches!(library.at(&[]).await, Err(Failure::Throttled { seconds: 100..=120 })));
    assert_eq!(graph.known().asked.len(), asked, "nothing is asked meanwhile");
    // Another firm has its own measure.
    let other = Account { directory: "annen.example".to_owned(), ..account(SECRET) };
    assert_eq!(service.library(&other, &Graph::site()).await.map(drop), Err(Failure::UnknownDirectory));
    // The same firm in another process knows nothing of it.
    let service = self::service(&graph);
    graph.known().instead.push_back((503, Some("1"), "/oauth2/"));
    assert_eq!(
        service.library(&account(SECRET), &Graph::site()).await.map(drop),
        Err(Failure::Throttled { seconds: 1 })
    );
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert!(service.library(&account(SECRET), &Graph::site()).await.is_ok(), "and then it is asked again");
}
