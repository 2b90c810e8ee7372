//! When all have signed: the signed file with its evidence comes back to the card.

use crate::visit::Visit;
use app::{i18n::signing as words, signing::readable};
use domain::document::{ARCHIVE, NAME_MAX};
use futures::TryStreamExt;
use objects::{Objects, ObjectsError};
use signing::{ArchiveError, Evidence, FORMAT, Invalid, write_archive};
use std::io::{self, Cursor};
use store::{
    StoreError, Tx,
    document::File,
    signing::{Ready, SigningToken},
};

/// Why no signed file could be made; whoever comes next tries again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FinishError {
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Objects(#[from] ObjectsError),
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Archive(#[from] ArchiveError),
    #[error("a signature can't be read: {0}")]
    Proof(#[from] serde_json::Error),
    #[error("the evidence does not prove it: {0}")]
    Invalid(#[from] Invalid),
}

/// Makes the signed file of a link's request, where it is to be made.
pub(crate) async fn of_link(visit: &Visit, secret: &str) {
    if let Err(error) = try_link(visit, secret).await {
        tracing::error!(%error, "a signed file could not be made");
    }
}

async fn try_link(visit: &Visit, secret: &str) -> Result<(), FinishError> {
    let token = SigningToken::new(secret);
    let store = &visit.context.store;
    let Some(mut tx) = store.open_signing(&token).await? else { return Ok(()) };
    let Some(ready) = tx.unfinished().await? else { return Ok(()) };
    // No transaction stays open while files are read and stored.
    drop(tx);
    let (name, file) = made(&visit.state.objects, &ready).await?;
    let Some(mut tx) = store.open_signing(&token).await? else { return Ok(()) };
    tx.finish(&name, &file).await?;
    Ok(tx.commit().await?)
}

/// The same for somebody of the firm who looks at the document.
pub(crate) async fn of_staff(visit: &Visit, ready: &Ready, open: impl Future<Output = Result<Tx, StoreError>>) {
    let done = async {
        let (name, file) = made(&visit.state.objects, ready).await?;
        let mut tx = open.await?;
        store::signing::finish(&mut tx, ready, &name, &file).await?;
        tx.commit().await?;
        Ok::<_, FinishError>(())
    };
    if let Err(error) = done.await {
        tracing::error!(%error, "a signed file could not be made");
    }
}

/// The archive with the file and its evidence, in the object store; and what the document is called.
async fn made(objects: &Objects, ready: &Ready) -> Result<(String, File), FinishError> {
    let (_, content) = objects.get(ready.tenant, &ready.digest).await?;
    let pieces: Vec<_> = content.try_collect().await?;
    let pdf = pieces.concat();
    let signatures = ready.proofs.iter().cloned().map(serde_json::from_value).collect::<Result<Vec<_>, _>>()?;
    let evidence = Evidence {
        format: FORMAT.to_owned(),
        request: ready.id.to_string(),
        firm: ready.firm.clone(),
        customer: ready.customer.clone(),
        document: ready.document.clone(),
        file_name: ready.file_name.clone(),
        sha256: ready.digest.clone(),
        asked_by: ready.asked_by.clone(),
        asked_at: ready.asked_at.clone(),
        signatures,
    };
    // Nothing comes back as signed that does not prove so.
    evidence.verify(&pdf)?;
    let language = ready.language;
    let (name, text) = readable(&evidence, language);
    let archive = tempfile::NamedTempFile::new()?;
    write_archive(archive.as_file(), &mut Cursor::new(pdf), &evidence, (name, &text))?;
    let put = objects.put(ready.tenant, archive.path()).await?;
    let room = usize::try_from(NAME_MAX).unwrap_or(200) - 20;
    let called: String = ready.document.chars().take(room).collect();
    let title = words::SIGNED_NAME.with(language, &[("name", &called)]);
    let file = File { name: format!("{title}.zip"), media_type: ARCHIVE, size: put.size, digest: put.digest };
    Ok((title, file))
}
