//! A Microsoft Graph on the loopback, with the sign-in of applications: one site with one library, answering by the
//! shapes of Microsoft's documentation.

#![expect(clippy::unwrap_used, reason = "tests")]

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use domain::sharepoint::{Handle, SiteAddress};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

pub const DIRECTORY: &str = "8d0b0a5e-3c1b-4d3b-9a52-0b4d8c2f6e11";
pub const CLIENT: &str = "2f1c7c56-7a0e-4f8a-8f0e-6a3f3a1d9b02";
pub const SECRET: &str = "~hemmelig+ord/8Q";
pub const SITE: &str = "https://firma.sharepoint.com/sites/salg";
pub const DRIVE: &str = "b!t18F8ybsHUq1z3LTz8xvZqP8";
const SITE_ID: &str = "firma.sharepoint.com,2c712604-1370-44e7-a1f5-426573fda80a,2d2244c3-251a-49ea-93a8-39e1c3a060fe";
pub const ROOT: &str = "01ROOT";

struct Node {
    id: String,
    parent: Option<String>,
    name: String,
    /// None of a folder.
    content: Option<Vec<u8>>,
}

/// What it knows, and what it shall do.
pub struct Known {
    nodes: Vec<Node>,
    made: usize,
    /// Methods and addresses that were asked for.
    pub asked: Vec<String>,
    /// What is answered next instead of the truth: status, `Retry-After`, and only for addresses with that in them.
    pub instead: VecDeque<(u16, Option<&'static str>, &'static str)>,
    /// Items of a page.
    pub page: usize,
    /// The token that counts.
    pub token: String,
    /// Where files are said to be, instead of where they are.
    pub led_to: Option<String>,
    /// Where next pages are said to be.
    pub next: Option<String>,
    /// What stands on every page of a folder besides what is there.
    pub odd: Vec<Value>,
    /// How late it answers, where the address has that in it.
    pub late: Option<(Duration, &'static str)>,
}

#[derive(Clone)]
pub struct Graph {
    pub address: String,
    known: Arc<Mutex<Known>>,
}

fn error(status: StatusCode, code: &str) -> Response {
    let told = json!({"error": {"code": code, "message": "…", "innerError": {"date": "2026-11-29T10:00:00", "request-id": "x"}}});
    (status, Json(told)).into_response()
}

fn not_found() -> Response {
    error(StatusCode::NOT_FOUND, "itemNotFound")
}

fn refused(status: StatusCode, kind: &str, code: u32) -> Response {
    let told = json!({"error": kind, "error_description": format!("AADSTS{code}: … Trace ID: x"), "error_codes": [code],
        "timestamp": "2026-11-29 10:00:00Z", "trace_id": "x", "correlation_id": "x"});
    (status, Json(told)).into_response()
}

/// A part of an address, decoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap()
}

impl Graph {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let root = Node { id: ROOT.to_owned(), parent: None, name: "root".to_owned(), content: None };
        let known = Known {
            nodes: vec![root],
            made: 0,
            asked: Vec::new(),
            instead: VecDeque::new(),
            page: 200,
            token: "t1".to_owned(),
            led_to: None,
            next: None,
            odd: Vec::new(),
            late: None,
        };
        let graph = Self { address, known: Arc::new(Mutex::new(known)) };
        let router = Router::new().fallback(answer).with_state(graph.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        graph
    }

    pub fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap()
    }

    pub fn site() -> SiteAddress {
        SiteAddress::parse(SITE).unwrap()
    }

    pub fn handle(id: &str) -> Handle {
        Handle::parse(id).unwrap()
    }

    /// Puts something into a folder; a folder where there is no content.
    pub fn add(&self, parent: &str, name: &str, content: Option<&[u8]>) -> String {
        self.known().add(parent, name, content.map(<[u8]>::to_vec))
    }

    /// Makes folders, one in another from the top; gives the last.
    pub fn folders(&self, names: &[&str]) -> String {
        names.iter().fold(ROOT.to_owned(), |parent, name| self.add(&parent, name, None))
    }

    /// What is in a folder: names, and what is in files.
    pub fn content(&self, folder: &str) -> Vec<(String, Option<Vec<u8>>)> {
        let known = self.known();
        let inside = known.nodes.iter().filter(|node| node.parent.as_deref() == Some(folder));
        inside.map(|node| (node.name.clone(), node.content.clone())).collect()
    }

    /// The id of what is called so.
    pub fn named(&self, name: &str) -> String {
        self.known().nodes.iter().find(|node| node.name == name).unwrap().id.clone()
    }

    /// Takes something away.
    pub fn remove(&self, id: &str) {
        self.known().nodes.retain(|node| node.id != id);
    }

    /// How often an address was asked for with that in it.
    pub fn times(&self, what: &str) -> usize {
        self.known().asked.iter().filter(|asked| asked.contains(what)).count()
    }
}

impl Known {
    fn add(&mut self, parent: &str, name: &str, content: Option<Vec<u8>>) -> String {
        self.made += 1;
        let id = format!("01ITEM{:06}", self.made);
        self.nodes.push(Node { id: id.clone(), parent: Some(parent.to_owned()), name: name.to_owned(), content });
        id
    }

    fn child(&self, parent: &str, name: &str) -> Option<&Node> {
        // Libraries know no capital letters.
        let is_it =
            |node: &&Node| node.parent.as_deref() == Some(parent) && node.name.to_lowercase() == name.to_lowercase();
        self.nodes.iter().find(is_it)
    }

    fn told(&self, node: &Node) -> Value {
        let mut told = json!({"id": node.id, "name": node.name, "size": node.content.as_ref().map_or(0, Vec::len),
            "webUrl": format!("{SITE}/Delte%20dokumenter/{}", node.id), "lastModifiedDateTime": "2026-11-20T09:30:00Z",
            "lastModifiedBy": {"user": {"email": "kari@firma.example", "id": "x", "displayName": "Kari Dahl"}}});
        if node.content.is_some() {
            told["file"] = json!({"mimeType": "application/pdf", "hashes": {"quickXorHash": "x"}});
        } else {
            let count = self.nodes.iter().filter(|inside| inside.parent.as_ref() == Some(&node.id)).count();
            told["folder"] = json!({"childCount": count});
        }
        told["parentReference"] = json!({"driveType": "documentLibrary", "driveId": DRIVE});
        if let Some(parent) = &node.parent {
            told["parentReference"]["id"] = json!(parent);
            told["parentReference"]["path"] = json!(format!("/drives/{DRIVE}/root:"));
        } else {
            told["root"] = json!({});
        }
        told
    }

    fn of_item(&mut self, method: &Method, address: &str, rest: &str, query: &str, body: &[u8]) -> Response {
        if let Some((id, name)) = rest.strip_suffix(":/content").and_then(|rest| rest.split_once(":/")) {
            assert_eq!(*method, Method::PUT);
            assert!(query.contains("@microsoft.graph.conflictBehavior=rename"));
            let (name, mut number) = (decoded(name), 0);
            let mut free = name.clone();
            while self.child(id, &free).is_some() {
                number += 1;
                let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
                free = format!("{stem} {number}.{ending}");
            }
            let id = self.add(id, &free, Some(body.to_vec()));
            let node = self.nodes.iter().find(|node| node.id == id).unwrap();
            return (StatusCode::CREATED, Json(self.told(node))).into_response();
        }
        let (id, what) = rest.split_once('/').unwrap_or((rest, ""));
        let Some(node) = self.nodes.iter().find(|node| node.id == id) else { return not_found() };
        match (method.as_str(), what) {
            ("GET", "") => Json(self.told(node)).into_response(),
            ("GET", "content") => {
                let place = self.led_to.clone().unwrap_or(format!("{address}/download/{id}?tempauth=v1.x"));
                (StatusCode::FOUND, [(header::LOCATION, place)]).into_response()
            }
            ("GET", "children") => self.children(address, id, query),
            ("POST", "children") => {
                let wanted: Value = serde_json::from_slice(body).unwrap();
                assert_eq!(
                    (&wanted["folder"], &wanted["@microsoft.graph.conflictBehavior"]),
                    (&json!({}), &json!("fail"))
                );
                let name = wanted["name"].as_str().unwrap();
                if self.child(id, name).is_some() {
                    return error(StatusCode::CONFLICT, "nameAlreadyExists");
                }
                let made = self.add(id, name, None);
                let node = self.nodes.iter().find(|node| node.id == made).unwrap();
                (StatusCode::CREATED, Json(self.told(node))).into_response()
            }
            _ => error(StatusCode::BAD_REQUEST, "invalidRequest"),
        }
    }

    fn children(&self, address: &str, id: &str, query: &str) -> Response {
        let from: usize =
            query.split('&').find_map(|pair| pair.strip_prefix("$skiptoken=")).map_or(0, |at| at.parse().unwrap());
        let inside: Vec<&Node> = self.nodes.iter().filter(|node| node.parent.as_deref() == Some(id)).collect();
        let there = inside.iter().skip(from).take(self.page).map(|node| self.told(node));
        let value: Vec<Value> = self.odd.iter().cloned().chain(there).collect();
        let mut told = json!({"@odata.context": "x", "value": value});
        if from + self.page < inside.len() {
            let next =
                format!("{address}/v1.0/drives/{DRIVE}/items/{id}/children?$top=200&$skiptoken={}", from + self.page);
            told["@odata.nextLink"] = json!(self.next.clone().unwrap_or(next));
        }
        Json(told).into_response()
    }
}

/// Lets an application in that knows the secret.
fn token(known: &Known, directory: &str, body: &[u8]) -> Response {
    let form = String::from_utf8(body.to_vec()).unwrap();
    let value = |name: &str| form.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(decoded);
    assert_eq!(value("grant_type").as_deref(), Some("client_credentials"));
    assert_eq!(value("scope").as_deref(), Some("https://graph.microsoft.com/.default"));
    if directory != DIRECTORY {
        return refused(StatusCode::BAD_REQUEST, "invalid_request", 90_002);
    }
    if value("client_id").as_deref() != Some(CLIENT) {
        return refused(StatusCode::BAD_REQUEST, "unauthorized_client", 700_016);
    }
    match value("client_secret").as_deref() {
        Some(SECRET) => {}
        Some("utgått") => return refused(StatusCode::UNAUTHORIZED, "invalid_client", 7_000_222),
        _ => return refused(StatusCode::UNAUTHORIZED, "invalid_client", 7_000_215),
    }
    Json(json!({"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": known.token}))
        .into_response()
}

async fn answer(State(graph): State<Graph>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let late = graph.known().late.filter(|(_, of)| path.contains(of));
    if let Some((late, _)) = late {
        tokio::time::sleep(late).await;
    }
    let mut known = graph.known();
    known.asked.push(format!("{method} {path}"));
    if let Some(at) = known.instead.iter().position(|(.., of)| path.contains(of)) {
        let (status, retry, _) = known.instead.remove(at).unwrap();
        let mut answer = error(StatusCode::from_u16(status).unwrap(), "x");
        if let Some(retry) = retry {
            answer.headers_mut().insert(header::RETRY_AFTER, retry.parse().unwrap());
        }
        return answer;
    }
    if let Some(directory) = path.strip_suffix("/oauth2/v2.0/token") {
        return token(&known, directory.trim_start_matches('/'), &body);
    }
    let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap());
    if let Some(id) = path.strip_prefix("/download/") {
        assert_eq!(authorization, None, "the token is for Graph alone");
        let node = known.nodes.iter().find(|node| node.id == id);
        return node.and_then(|node| node.content.clone()).map_or_else(not_found, IntoResponse::into_response);
    }
    if authorization != Some(format!("Bearer {}", known.token).as_str()) {
        return error(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken");
    }
    let Some(path) = path.strip_prefix("/v1.0/") else { return not_found() };
    match path {
        "sites/firma.sharepoint.com:/sites/salg" => {
            return Json(json!({"id": SITE_ID, "webUrl": SITE, "displayName": "Salg"})).into_response();
        }
        path if path.starts_with("sites/") && decoded(path) == format!("sites/{SITE_ID}/drive") => {
            return Json(json!({"id": DRIVE, "driveType": "documentLibrary", "name": "Dokumenter"})).into_response();
        }
        _ => {}
    }
    let Some(rest) = path.strip_prefix(&format!("drives/{DRIVE}/")) else { return not_found() };
    if let Some(of_item) = rest.strip_prefix("items/") {
        let (of_item, address) = (of_item.to_owned(), graph.address.clone());
        return known.of_item(&method, &address, &of_item, query, &body);
    }
    let Some(names) = rest.strip_prefix("root") else { return not_found() };
    let found = names
        .trim_start_matches(':')
        .split('/')
        .filter(|name| !name.is_empty())
        .try_fold(&known.nodes[0], |parent, name| known.child(&parent.id, &decoded(name)));
    found.map_or_else(not_found, |node| Json(known.told(node)).into_response())
}
