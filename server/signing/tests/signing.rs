//! What counts as a signature and what does not, against a provider on the loopback.

#![expect(clippy::unwrap_used, reason = "tests")]

mod issuer;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use issuer::{CLIENT, Issuer, parameter};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use signing::{Binding, Evidence, FORMAT, Failure, Invalid, Provider, Signature, write_archive};
use std::io::Cursor;

const BACK: &str = "https://kundekort.example/sign-return";

fn provider(issuer: &Issuer) -> Provider {
    Provider::new(&issuer.address, CLIENT, Some("hemmelig"), Some("urn:bankid")).unwrap()
}

fn binding(file: &[u8]) -> Binding {
    Binding {
        document: hex::encode(Sha256::digest(file)),
        request: "r1".to_owned(),
        signer: "s1".to_owned(),
        text: "Jeg signerer".to_owned(),
        salt: signing::new_secret(),
    }
}

#[tokio::test]
async fn whoever_signs_is_led_there_with_all_that_binds_them_to_the_file() {
    let issuer = Issuer::start().await;
    let nonce = binding(b"%PDF-1.7").nonce();
    let begun = provider(&issuer).begin(BACK, &nonce, "nb").await.unwrap();
    assert!(begun.address.starts_with(&format!("{}/authorize?", issuer.address)));
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("nonce", &nonce),
        ("state", &begun.state),
        ("prompt", "login"),
        ("max_age", "0"),
        ("acr_values", "urn%3Abankid"),
        ("ui_locales", "nb"),
        ("scope", "openid+profile"),
        ("code_challenge_method", "S256"),
        ("code_challenge", &URL_SAFE_NO_PAD.encode(Sha256::digest(&begun.verifier))),
        ("redirect_uri", "https%3A%2F%2Fkundekort.example%2Fsign-return"),
    ] {
        assert_eq!(parameter(&begun.address, name), value, "{name}");
    }
    assert!(!begun.address.contains("hemmelig") && !format!("{:?}", provider(&issuer)).contains("hemmelig"));
}

#[tokio::test]
async fn a_token_counts_when_all_of_it_is_right_and_else_not() {
    let issuer = Issuer::start().await;
    let provider = provider(&issuer);
    let nonce = binding(b"%PDF-1.7").nonce();
    let begun = Timestamp::now();
    let finish = async |code: &str| provider.finish(BACK, code, "verifier", &nonce, begun).await;
    let good = issuer.claims(&nonce, "Kari Nordmann");
    issuer.say(&good);
    let identity = finish("good").await.unwrap();
    assert_eq!((identity.name.as_str(), identity.subject.as_str()), ("Kari Nordmann", "9578-6000-4-30793"));
    assert!(matches!(finish("bad").await, Err(Failure::Unreachable(_))), "a code that is none");

    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        claims
    };
    let now = begun.as_second();
    for (name, value) in [
        ("nonce", json!("another")),
        ("iss", json!("https://other.example")),
        ("aud", json!("another")),
        ("aud", json!([CLIENT, "another"])),
        ("exp", json!(now - 1)),
    ] {
        issuer.say(&with(name, value));
        assert!(matches!(finish("good").await, Err(Failure::Token(_))), "{name}");
    }
    issuer.say_forged(&good);
    assert!(matches!(finish("good").await, Err(Failure::Token(_))), "signed by somebody else");
    let body = URL_SAFE_NO_PAD.encode(good.to_string());
    let unsigned = URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#);
    issuer.say_raw(&format!("{unsigned}.{body}."));
    assert!(finish("good").await.is_err(), "not signed at all");
    let by_secret = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#);
    issuer.say_raw(&format!("{by_secret}.{body}.AAAA"));
    assert!(matches!(finish("good").await, Err(Failure::Token(_))), "by a secret that we know too");

    issuer.say(&with("acr", json!("urn:password")));
    assert!(matches!(finish("good").await, Err(Failure::Means(Some(_)))));
    issuer.say(&with("auth_time", json!(now - 3600)));
    assert!(matches!(finish("good").await, Err(Failure::NotNow)), "they were there already");
    issuer.say(&with("auth_time", Value::Null));
    assert!(matches!(finish("good").await, Err(Failure::NotNow)));
    issuer.say(&with("name", json!(" ")));
    assert!(matches!(finish("good").await, Err(Failure::NoName)));
    issuer.say(&with("sub", json!("13097248022")));
    assert!(matches!(finish("good").await, Err(Failure::NationalNumber)), "it is not ours to keep");
}

#[tokio::test]
async fn evidence_proves_one_file_and_no_other() {
    let issuer = Issuer::start().await;
    let file = b"%PDF-1.7 en avtale".to_vec();
    let binding = binding(&file);
    issuer.say(&issuer.claims(&binding.nonce(), "Kari Nordmann"));
    let begun = Timestamp::now() - SignedDuration::from_secs(5);
    let identity = provider(&issuer).finish(BACK, "good", "verifier", &binding.nonce(), begun).await.unwrap();
    let evidence = Evidence {
        format: FORMAT.to_owned(),
        request: "r1".to_owned(),
        firm: "Nord".to_owned(),
        customer: "Kunde".to_owned(),
        document: "Avtale".to_owned(),
        file_name: "avtale.pdf".to_owned(),
        sha256: hex::encode(Sha256::digest(&file)),
        asked_by: "Ola".to_owned(),
        asked_at: begun.to_string(),
        signatures: vec![Signature::new("Kari Nordmann", binding, identity, Timestamp::now())],
    };
    // As it is read back from the archive that somebody got.
    let mut archive = Cursor::new(Vec::new());
    write_archive(&mut archive, &mut file.as_slice(), &evidence, ("Bevis.txt", "Signert")).unwrap();
    let mut archive = zip::ZipArchive::new(archive).unwrap();
    assert_eq!(std::io::read_to_string(archive.by_name("avtale.pdf").unwrap()).unwrap().as_bytes(), file);
    let evidence: Evidence = serde_json::from_reader(archive.by_name("evidence.json").unwrap()).unwrap();
    assert_eq!(evidence.verify(&file), Ok(()));

    let mut other_file = file.clone();
    other_file[12] ^= 1;
    assert_eq!(evidence.verify(&other_file), Err(Invalid::File));
    // Whoever makes the rest fit the other file has no token for it.
    let sha256 = hex::encode(Sha256::digest(&other_file));
    let mut other = evidence.clone();
    other.sha256.clone_from(&sha256);
    assert_eq!(other.verify(&other_file), Err(Invalid::Binding));
    other.signatures[0].binding.document = sha256;
    assert_eq!(other.verify(&other_file), Err(Invalid::Binding));
    other.signatures[0].nonce = other.signatures[0].binding.nonce();
    assert!(matches!(other.verify(&other_file), Err(Invalid::Token(_))));

    let change = |edit: fn(&mut Evidence)| {
        let mut other = evidence.clone();
        edit(&mut other);
        other.verify(&file).unwrap_err()
    };
    assert_eq!(change(|one| one.signatures.clear()), Invalid::Empty);
    assert_eq!(change(|one| one.format = "x".to_owned()), Invalid::Format);
    assert_eq!(change(|one| one.request = "r2".to_owned()), Invalid::Binding);
    assert_eq!(change(|one| one.signatures[0].binding.text = "Jeg gir bort alt".to_owned()), Invalid::Binding);
    assert_eq!(change(|one| one.signatures[0].name = "Ola Nordmann".to_owned()), Invalid::Said);
    assert_eq!(change(|one| one.signatures[0].subject = "x".to_owned()), Invalid::Said);
    assert!(matches!(change(|one| one.signatures[0].id_token.push('x')), Invalid::Token(_)));
    let late = |one: &mut Evidence| one.signatures[0].signed_at = "2040-01-01T00:00:00Z".to_owned();
    assert!(matches!(change(late), Invalid::Token(_)), "after it had expired");
}

#[test]
fn a_provider_is_at_an_encrypted_address_or_here() {
    for good in ["https://signing.example", "http://127.0.0.1:4000", "http://localhost:4000/oidc"] {
        assert!(Provider::new(good, CLIENT, None, None).is_ok(), "{good}");
    }
    for (issuer, id) in
        [("http://signing.example", CLIENT), ("signing.example", CLIENT), ("", CLIENT), ("https://a.example", " ")]
    {
        assert!(Provider::new(issuer, id, None, None).is_err(), "{issuer} {id}");
    }
}
