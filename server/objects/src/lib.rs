//! Where the content of files stands: a folder, or a store that speaks S3.
//!
//! A file is named by its firm and by the digest of its content, never by what somebody called it, so that no
//! name leads out of its place, and the same file twice takes room once. Nothing is ever overwritten with
//! something else. Who may have a file is asked before its name is known: names come from the database.

#![warn(missing_docs)]

use bytes::Bytes;
use domain::id::TenantId;
use futures::{Stream, StreamExt};
use object_store::{
    ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, buffered::BufWriter, local::LocalFileSystem, path::Path as Name,
    prefix::PrefixStore,
};
use sha2::{Digest, Sha256};
use std::{fmt, io, path::Path, sync::Arc};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt},
};

/// Bytes that are read at once.
const PIECE: usize = 256 * 1024;

/// Why content is not had.
#[derive(Debug, thiserror::Error)]
pub enum ObjectsError {
    /// There is none of that name.
    #[error("no such object")]
    Missing,
    /// The store can't be reached or does not do what was asked.
    #[error("the object store: {0}")]
    Store(#[source] object_store::Error),
    /// The file that should be stored can't be read.
    #[error("the file: {0}")]
    File(#[from] io::Error),
    /// No store can be at the place that is set.
    #[error("objects are kept in a folder, or at s3://BUCKET or s3://BUCKET/PREFIX")]
    Place,
}

impl From<object_store::Error> for ObjectsError {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) { Self::Missing } else { Self::Store(error) }
    }
}

/// What was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// SHA-256 of the content, in hexadecimal.
    pub digest: String,
    /// Bytes.
    pub size: u64,
}

/// The store. Clones share it.
#[derive(Clone)]
pub struct Objects(Arc<dyn ObjectStore>);

impl fmt::Debug for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Objects {
    /// The store at a place: `s3://BUCKET/PREFIX`, with keys, region and address from the environment as other
    /// programs read them (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`); else a
    /// folder, which is made.
    ///
    /// # Errors
    /// When there can be no store.
    pub fn at(place: &str) -> Result<Self, ObjectsError> {
        Self::at_with(
            place,
            std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?))),
        )
    }

    /// The same, with the environment that is given.
    ///
    /// # Errors
    /// When there can be no store.
    pub fn at_with(place: &str, environment: impl Iterator<Item = (String, String)>) -> Result<Self, ObjectsError> {
        let Some(rest) = place.strip_prefix("s3://") else {
            if place.contains("://") {
                return Err(ObjectsError::Place);
            }
            return Self::folder(Path::new(place));
        };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(ObjectsError::Place);
        }
        // Whoever set one before has chosen.
        drop(rustls::crypto::ring::default_provider().install_default());
        let store = environment
            .filter_map(|(key, value)| {
                Some((key.starts_with("AWS_").then(|| key.to_lowercase().parse().ok())??, value))
            })
            .fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value))
            .with_bucket_name(bucket)
            .build()?;
        let prefix = prefix.trim_matches('/');
        Ok(if prefix.is_empty() { Self(Arc::new(store)) } else { Self(Arc::new(PrefixStore::new(store, prefix))) })
    }

    /// The store in a folder, which is made.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn folder(folder: &Path) -> Result<Self, ObjectsError> {
        std::fs::create_dir_all(folder)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))))
    }

    fn name(tenant: TenantId, digest: &str) -> Name {
        Name::from_iter([tenant.to_string().as_str(), digest])
    }

    /// Stores a file of a firm; one that is there already stays.
    ///
    /// # Errors
    /// When the file can't be read, or the store does not take it: then nothing of it is there.
    pub async fn put(&self, tenant: TenantId, file: &Path) -> Result<Put, ObjectsError> {
        let mut content = File::open(file).await?;
        let (mut digest, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0; PIECE]);
        loop {
            let read = content.read(&mut piece).await?;
            if read == 0 {
                break;
            }
            digest.update(piece.get(..read).unwrap_or_default());
            size += u64::try_from(read).unwrap_or(u64::MAX);
        }
        let put = Put { digest: hex::encode(digest.finalize()), size };
        let name = Self::name(tenant, &put.digest);
        match self.0.head(&name).await {
            Ok(found) if found.size == size => return Ok(put),
            Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let mut content = File::open(file).await?;
        let mut writer = BufWriter::new(Arc::clone(&self.0), name);
        if let Err(error) =
            tokio::io::copy_buf(&mut tokio::io::BufReader::with_capacity(PIECE, &mut content), &mut writer).await
        {
            drop(writer.abort().await);
            return Err(error.into());
        }
        writer.shutdown().await?;
        Ok(put)
    }

    /// The content of a firm's file, piece by piece, with its size in bytes.
    ///
    /// # Errors
    /// [`ObjectsError::Missing`] when there is none, or the store can't be reached.
    pub async fn get(
        &self,
        tenant: TenantId,
        digest: &str,
    ) -> Result<(u64, impl Stream<Item = io::Result<Bytes>> + Send + use<>), ObjectsError> {
        let found = self.0.get(&Self::name(tenant, digest)).await?;
        let size = found.meta.size;
        Ok((size, found.into_stream().map(|piece| piece.map_err(io::Error::other))))
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), ObjectsError> {
        match self.0.head(&Name::from("ready")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::TryStreamExt;

    fn tenant(last: u8) -> TenantId {
        format!("01890000-0000-7000-8000-00000000000{last}").parse().unwrap()
    }

    async fn read(objects: &Objects, tenant: TenantId, digest: &str) -> Result<Vec<u8>, ObjectsError> {
        let (size, stream) = objects.get(tenant, digest).await?;
        let pieces: Vec<_> = stream.try_collect().await?;
        let all: Vec<u8> = pieces.concat();
        assert_eq!(all.len() as u64, size);
        Ok(all)
    }

    #[tokio::test]
    async fn a_file_is_read_back_by_its_firm_and_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let objects = Objects::at(folder.path().join("objects").to_str().unwrap()).unwrap();
        let file = folder.path().join("avtale.pdf");
        let content: Vec<u8> = (0..3 * 1024 * 1024_u32).map(|n| n.to_le_bytes()[0]).collect();
        std::fs::write(&file, &content).unwrap();
        let (ours, theirs) = (tenant(1), tenant(2));
        let put = objects.put(ours, &file).await.unwrap();
        assert_eq!((put.size, put.digest.len()), (content.len() as u64, 64));
        assert_eq!(read(&objects, ours, &put.digest).await.unwrap(), content);
        assert!(matches!(read(&objects, theirs, &put.digest).await, Err(ObjectsError::Missing)));
        assert_eq!(objects.put(ours, &file).await.unwrap(), put, "the same file again is there");
        objects.ready().await.unwrap();
    }

    #[tokio::test]
    async fn what_is_missing_or_no_place_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let objects = Objects::folder(folder.path()).unwrap();
        let missing = "0".repeat(64);
        assert!(matches!(read(&objects, tenant(1), &missing).await, Err(ObjectsError::Missing)));
        for place in ["s3://", "s3:///a", "https://a.example/b"] {
            assert!(matches!(Objects::at(place), Err(ObjectsError::Place)), "{place}");
        }
        assert!(objects.put(tenant(1), &folder.path().join("none")).await.is_err());
    }
}
