//! A message as RFC 5322 and MIME have it.

use domain::document::PLAIN_TEXT;
use lettre::{
    Address, Message,
    error::Error,
    message::{
        Attachment, Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, ContentTypeErr},
    },
};
use store::outgoing::{Attached, Calendar, Claim};

/// Why a message could not be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum BuildError {
    /// An address is none.
    #[error(transparent)]
    Address(#[from] lettre::address::AddressError),
    /// Something lacks.
    #[error(transparent)]
    Message(#[from] Error),
    /// A file is of no kind that there is.
    #[error(transparent)]
    Kind(#[from] ContentTypeErr),
    /// A file can't be encoded.
    #[error("a file can't be encoded")]
    File,
    /// A line break where none may be.
    #[error("a line break in the head of the message")]
    LineBreak,
}

/// A file that goes along, with its content.
pub(super) type Loaded = (Attached, Vec<u8>);

fn attachment((file, content): Loaded) -> Result<SinglePart, BuildError> {
    let kind = if file.media_type == PLAIN_TEXT { "text/plain; charset=utf-8" } else { file.media_type.as_str() };
    let content = Body::new_with_encoding(content, ContentTransferEncoding::Base64).map_err(|_| BuildError::File)?;
    Ok(Attachment::new(file.file_name).body(content, ContentType::parse(kind)?))
}

/// Makes the message. Its Message-ID and text are the same at every try.
///
/// # Errors
/// When an address is none, or something would be more than one line of the head.
pub(super) fn build(
    claim: &Claim,
    from: &Address,
    files: Vec<Loaded>,
    calendar: Option<Calendar>,
) -> Result<Message, BuildError> {
    let heads = [&claim.subject, &claim.sender_name, &claim.message_id];
    if heads.iter().any(|head| head.contains(['\r', '\n'])) {
        return Err(BuildError::LineBreak);
    }
    let mut builder = Message::builder()
        .message_id(Some(format!("<{}>", claim.message_id)))
        .from(Mailbox::new(Some(claim.sender_name.clone()), from.clone()))
        .subject(claim.subject.clone());
    for to in &claim.recipients {
        builder = builder.to(Mailbox::new(None, to.parse()?));
    }
    for copy in &claim.copies {
        builder = builder.cc(Mailbox::new(None, copy.parse()?));
    }
    if let Some(reply_to) = &claim.reply_to {
        builder = builder.reply_to(Mailbox::new(None, reply_to.parse()?));
    }
    let text = claim.body.replace('\n', "\r\n");
    if let Some(calendar) = calendar {
        // Programs of mail with a calendar show what is in it and offer to answer; all others show the text (RFC 6047).
        let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={}", calendar.method))?;
        let part = SinglePart::builder().header(kind).body(calendar.text);
        return Ok(builder.multipart(MultiPart::alternative().singlepart(SinglePart::plain(text)).singlepart(part))?);
    }
    if !files.is_empty() {
        let whole = MultiPart::mixed();
        let mut whole = match &claim.html {
            Some(html) => whole.multipart(MultiPart::alternative_plain_html(text, html.clone())),
            None => whole.singlepart(SinglePart::plain(text)),
        };
        for file in files {
            whole = whole.singlepart(attachment(file)?);
        }
        return Ok(builder.multipart(whole)?);
    }
    Ok(match &claim.html {
        Some(html) => builder.multipart(MultiPart::alternative_plain_html(text, html.clone()))?,
        None => builder.singlepart(SinglePart::plain(text))?,
    })
}
