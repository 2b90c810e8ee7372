//! Messages as files: for trying the system out, without a server that passes mail on.

use super::said;
use domain::outgoing::OutgoingProblem;
use lettre::Message;
use std::{io, path::Path};
use store::outgoing::{Claim, Outcome};

/// Writes a message into the folder, under its own id: writing it again changes nothing.
pub(super) async fn write(folder: &Path, claim: &Claim, message: &Message) -> Outcome {
    let written = async {
        tokio::fs::create_dir_all(folder).await?;
        let part = folder.join(format!("{}.part", claim.id));
        tokio::fs::write(&part, message.formatted()).await?;
        tokio::fs::rename(&part, folder.join(format!("{}.eml", claim.id))).await?;
        Ok::<(), io::Error>(())
    };
    match written.await {
        Ok(()) => Outcome::Sent,
        Err(error) => Outcome::Later(OutgoingProblem::Unreachable, said(&error.to_string())),
    }
}
