use super::*;

fn read(raw: &str) -> Letter {
    letter(raw.replace('\n', "\r\n").as_bytes(), true, None)
}

#[test]
fn a_message_is_its_head_its_text_and_the_names_of_its_files() {
    let read = read(
        "From: =?utf-8?q?K=C3=A5re_S=C3=B8rlie?= <kare@kunde.example>\nTo: Kari <kari@firma.example>\nCc: per@kunde.example\n\
        Subject: =?iso-8859-1?q?M=F8te?=\nDate: Fri, 27 Nov 2026 09:30:00 +0100\nMessage-ID: <a1@kunde.example>\n\
        In-Reply-To: <b@firma.example>\nReferences: <a@firma.example> <b@firma.example>\n\
        MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=iso-8859-1\n\
        Content-Transfer-Encoding: quoted-printable\n\nHei p=E5 deg\n--x\nContent-Type: application/pdf\n\
        Content-Disposition: attachment; filename=\"avtale.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n",
    );
    assert_eq!(read.from, [Correspondent { name: "Kåre Sørlie".into(), address: "kare@kunde.example".into() }]);
    assert_eq!(
        read.to.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(),
        ["kari@firma.example", "per@kunde.example"]
    );
    assert_eq!((read.subject.as_str(), read.body.as_str()), ("Møte", "Hei på deg"));
    assert_eq!(read.message_id, "a1@kunde.example");
    assert_eq!(read.answers, ["b@firma.example", "a@firma.example"]);
    assert_eq!(read.at, "2026-11-27T08:30:00Z");
    assert_eq!(read.files, [Enclosure { name: "avtale.pdf".into(), size: Some(5) }]);
    assert!(read.is_whole);
}

#[test]
fn html_is_text_and_nothing_of_it_runs_or_loads() {
    let read = read(
        "From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>x</title><style>p{color:red}</style></head><body>\
        <script>alert(1)</script><div>Hei &amp; h&aring;</div><div>Linje&nbsp;to</div><img src=\"https://spor.example/a.png\" onerror=\"alert(2)\">\
        <table><tr><td>En</td></tr><tr><td>To</td></tr></table><a href=\"javascript:alert(3)\">Klikk</a><!-- <b>gjemt</b> --></body></html>",
    );
    assert_eq!(read.body, "Hei & hå\n\nLinje\u{a0}to\n\nEn\n\nTo\n\nKlikk");
    let all = format!("{read:?}");
    for bad in ["script", "alert", "spor.example", "color", "gjemt"] {
        assert!(!all.contains(bad), "{bad}: {all}");
    }
}

#[test]
fn the_plain_text_counts_where_there_is_both() {
    let read = read(
        "From: a@b.example\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nSom tekst\n--x\n\
        Content-Type: text/html\n\n<p>Som HTML</p>\n--x--\n",
    );
    assert_eq!((read.body.as_str(), read.files.len()), ("Som tekst", 0));
}

#[test]
fn what_can_not_be_read_harms_nothing() {
    let nothing = read("");
    assert!(nothing.message_id.starts_with("sha256:") && !nothing.at.is_empty());
    assert_eq!(read("").message_id, nothing.message_id);
    for raw in [
        "Subject: a\u{0}b\nDate: Mon, 99 Foo 20266 99:99:99 +9999\n\nx\u{0}y\u{7}",
        "Date: Thu, 01 Jan 9999 00:00:00 +0000\n\nfremtid",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x",
        "Content-Type: text/plain; charset=finnes-ikke\nContent-Transfer-Encoding: base64\n\n!!!!",
        "Content-Type: text/html\n\n<div <div <<<</div>>>&#x110000;&#99999999999;&",
        "From: \"<<>>\" <>, , ;;; undisclosed:;\nMessage-ID: <\u{7}>\nIn-Reply-To: <a b> <>\n\nx",
        "\n\n\n",
    ] {
        let one = read(raw);
        assert!(!one.message_id.is_empty() && one.at.parse::<Timestamp>().is_ok(), "{one:?}");
        assert!(one.at.parse::<Timestamp>().unwrap() < Timestamp::now().checked_add(48.hours()).unwrap(), "{one:?}");
        let all = format!("{}{}{:?}", one.subject, one.body, one.from);
        assert!(!all.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{one:?}");
        assert_eq!(read(raw).message_id, one.message_id, "it is known again");
    }
}

#[test]
fn what_is_long_is_cut() {
    let long = read(&format!("Subject: {}\n\n{}", "s".repeat(5000), "ord ".repeat(40_000)));
    assert_eq!((long.subject.chars().count(), long.body.chars().count() <= 50_000, long.is_whole), (300, true, false));
    let deep = read(&format!("Content-Type: text/html\n\n{}x{}", "<div>".repeat(60_000), "</div>".repeat(60_000)));
    assert_eq!(deep.body.trim(), "");
    let many = read(&format!("To: {}\nReferences: {}\n\nx", "a@b.example, ".repeat(5000), "<a@b> <c@d> ".repeat(5000)));
    assert!(many.to.len() <= 50 && many.answers.len() == 2);
}
