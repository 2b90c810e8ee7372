//! What a message says, as text: of MIME (RFC 2045) the parts that anybody reads, of HTML what stands in it.
//!
//! Whoever writes a message decides its bytes. What can't be read is left out; what has no sense gets one that harms
//! nobody.

use domain::{
    mailbox::{BODY_MAX, Correspondent, Enclosure, Letter, Reply, SUBJECT_MAX},
    plain_text::{shown_line, shown_lines},
};
use jiff::{Timestamp, ToSpan};
use mail_parser::{
    Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType, decoders::html::html_to_text,
};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most addresses of a message that are kept.
const MOST_PEOPLE: usize = 50;
/// Most names of files.
const MOST_FILES: usize = 30;
/// Most messages that one may answer.
const MOST_ANSWERS: usize = 50;
/// Most characters of what a message is known by.
const ID_MAX: usize = 300;
/// Most bytes of HTML that are made into text.
const HTML_MAX: usize = 256 * 1024;
/// Elements that begin a line.
const BLOCKS: [&str; 20] = [
    "address",
    "article",
    "blockquote",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "li",
    "ol",
    "pre",
    "table",
    "tr",
    "ul",
];

/// What the bytes of a message say; `is_all` where they are all of it. `received` is when the server got it.
#[must_use]
pub fn letter(raw: &[u8], is_all: bool, received: Option<Timestamp>) -> Letter {
    // A fault of the reader at one message must not keep all others from being read.
    let read = catch_unwind(AssertUnwindSafe(|| {
        MessageParser::default().parse(raw).map(|message| told(&message, is_all, received))
    }));
    let mut letter = read.ok().flatten().unwrap_or_default();
    if letter.message_id.is_empty() {
        letter.message_id = format!("sha256:{}", hex::encode(Sha256::digest(raw)));
    }
    if letter.at.is_empty() {
        letter.at = moment(None, received);
    }
    letter
}

fn told(message: &Message<'_>, is_all: bool, received: Option<Timestamp>) -> Letter {
    let (body, is_cut) = body(message);
    let mut to = people(message.to());
    to.extend(people(message.cc()));
    to.truncate(MOST_PEOPLE);
    let said = message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_timestamp);
    let at = moment(said.and_then(|at| Timestamp::from_second(at).ok()), received);
    // An answer that does not say when it was given was given when it was sent.
    let reply = super::reply::reply(message).map(|reply| match reply.at.as_str() {
        "" => Reply { at: at.clone(), ..reply },
        _ => reply,
    });
    Letter {
        uid: 0,
        message_id: message.message_id().and_then(id).unwrap_or_default(),
        answers: answers(message),
        at,
        from: people(message.from()),
        to,
        subject: shown_line(message.subject().unwrap_or_default(), SUBJECT_MAX),
        body,
        files: files(message, is_all),
        is_whole: is_all && !is_cut,
        reply,
    }
}

/// When it was sent: as it says, where that can be.
fn moment(said: Option<Timestamp>, received: Option<Timestamp>) -> String {
    let now = Timestamp::now();
    let is_likely = |at: &Timestamp| *at < now.saturating_add(26.hours()).unwrap_or(now) && *at > Timestamp::UNIX_EPOCH;
    said.filter(is_likely).or_else(|| received.filter(is_likely)).unwrap_or(now).to_string()
}

/// What a message is known by, without its brackets.
fn id(text: &str) -> Option<String> {
    let id = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let is_one = !id.is_empty() && id.len() <= ID_MAX && id.chars().all(|c| !c.is_whitespace() && !c.is_control());
    is_one.then(|| id.to_owned())
}

/// The messages that it answers: the one that it answers first, then those before, the last first.
fn answers(message: &Message<'_>) -> Vec<String> {
    let list = |value: &HeaderValue<'_>| -> Vec<String> {
        let texts: Vec<&str> = match value {
            HeaderValue::Text(text) => vec![text.as_ref()],
            HeaderValue::TextList(texts) => texts.iter().map(AsRef::as_ref).collect(),
            _ => Vec::new(),
        };
        texts.into_iter().filter_map(id).collect()
    };
    let mut all = list(message.in_reply_to());
    all.extend(list(message.references()).into_iter().rev());
    let mut once: Vec<String> = Vec::new();
    for one in all {
        if once.len() < MOST_ANSWERS && !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

fn people(of: Option<&Address<'_>>) -> Vec<Correspondent> {
    let Some(of) = of else { return Vec::new() };
    of.iter()
        .map(|one| Correspondent {
            name: shown_line(one.name().unwrap_or_default(), 100),
            address: shown_line(one.address().unwrap_or_default(), 254),
        })
        .filter(|one| !one.name.is_empty() || !one.address.is_empty())
        .take(MOST_PEOPLE)
        .collect()
}

/// The text, and whether it was cut.
fn body(message: &Message<'_>) -> (String, bool) {
    let (mut text, mut is_cut) = (String::new(), false);
    for part in message.text_bodies().take(20) {
        match &part.body {
            PartType::Text(plain) => text.push_str(plain),
            PartType::Html(html) => {
                is_cut |= html.len() > HTML_MAX;
                text.push_str(&of_html(html));
            }
            _ => continue,
        }
        text.push('\n');
    }
    let whole = shown_lines(&text, u32::MAX);
    let kept = shown_lines(&whole, BODY_MAX);
    is_cut |= kept.len() < whole.len();
    (kept, is_cut)
}

/// The text of HTML. Each element that begins a line on a page begins one here.
fn of_html(html: &str) -> String {
    let mut end = html.len().min(HTML_MAX);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = html.get(..end).unwrap_or_default();
    let mut broken = String::with_capacity(html.len() + html.len() / 4);
    for (at, piece) in html.split('<').enumerate() {
        if at > 0 {
            let name: String =
                piece.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
            if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
                broken.push_str("<br>");
            }
            broken.push('<');
        }
        broken.push_str(piece);
    }
    html_to_text(&broken)
}

/// Names and sizes of what came with it.
fn files(message: &Message<'_>, is_all: bool) -> Vec<Enclosure> {
    named(message).map(|(name, part)| Enclosure { name, size: is_all.then_some(part.len() as u64) }).collect()
}

/// What came with it and has a name, in order.
fn named<'a>(message: &'a Message<'a>) -> impl Iterator<Item = (String, &'a MessagePart<'a>)> {
    let named = message.attachments().filter_map(|part| {
        let name = part.attachment_name().map(|name| shown_line(name, 200)).filter(|name| !name.is_empty());
        match (&part.body, name) {
            (_, Some(name)) => Some((name, part)),
            // A message that was passed on is called as it calls itself.
            (PartType::Message(inner), None) => {
                Some((format!("{}.eml", shown_line(inner.subject().unwrap_or("?"), 100)), part))
            }
            _ => None,
        }
    });
    named.take(MOST_FILES)
}

/// The name and the content of one of a message's files, counted as [`letter`] lists them.
pub(crate) fn enclosure(raw: &[u8], index: usize) -> Option<(String, Vec<u8>)> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let message = MessageParser::default().parse(raw)?;
        named(&message).nth(index).map(|(name, part)| (name, part.contents().to_vec()))
    }));
    read.ok().flatten()
}

#[cfg(test)]
#[path = "letter_tests.rs"]
mod tests;
