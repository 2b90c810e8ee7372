//! Objects at S3: a real server of its protocol on loopback, which checks who asks (AWS Signature Version 4).

#![expect(clippy::unwrap_used, reason = "tests")]

use domain::id::TenantId;
use futures::TryStreamExt;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use objects::{Objects, ObjectsError};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use std::path::Path;
use tokio::{net::TcpListener, task::JoinHandle};

const BUCKET: &str = "kort";

/// A server with one bucket, which one key opens; its address.
async fn serve(folder: &Path) -> (String, JoinHandle<()>) {
    std::fs::create_dir_all(folder.join(BUCKET)).unwrap();
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    service.set_auth(SimpleAuth::from_single("kort", "hemmelig"));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    (address, task)
}

fn at(place: &str, address: &str, secret: &str) -> Objects {
    let environment = [
        ("AWS_ENDPOINT", address),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "eu-north-1"),
        ("AWS_ACCESS_KEY_ID", "kort"),
        ("AWS_SECRET_ACCESS_KEY", secret),
        ("PATH", "is not looked at"),
    ];
    Objects::at_with(place, environment.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned()))).unwrap()
}

fn tenant(last: u8) -> TenantId {
    format!("01890000-0000-7000-8000-00000000000{last}").parse().unwrap()
}

async fn read(objects: &Objects, tenant: TenantId, digest: &str) -> Result<Vec<u8>, ObjectsError> {
    let (size, stream) = objects.get(tenant, digest).await?;
    let all = stream.try_collect::<Vec<_>>().await?.concat();
    assert_eq!(all.len() as u64, size);
    Ok(all)
}

#[tokio::test]
async fn a_file_is_stored_and_read_back_whole_by_its_firm_and_by_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let (address, server) = serve(&folder.path().join("s3")).await;
    let objects = at(&format!("s3://{BUCKET}/prod"), &address, "hemmelig");
    objects.ready().await.unwrap();
    // A small one, an empty one, and one that is sent in parts.
    for size in [17_u32, 0, 12 * 1024 * 1024] {
        let file = folder.path().join("avtale.pdf");
        let content: Vec<u8> = (0..size).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[2]).collect();
        std::fs::write(&file, &content).unwrap();
        let put = objects.put(tenant(1), &file).await.unwrap();
        assert_eq!(put.size, u64::from(size));
        assert!(read(&objects, tenant(1), &put.digest).await.unwrap() == content, "{size} bytes");
        assert_eq!(objects.put(tenant(1), &file).await.unwrap(), put, "the same file again is there");
        assert!(matches!(read(&objects, tenant(2), &put.digest).await, Err(ObjectsError::Missing)));
        let other = at(&format!("s3://{BUCKET}/other"), &address, "hemmelig");
        assert!(matches!(read(&other, tenant(1), &put.digest).await, Err(ObjectsError::Missing)), "another prefix");
    }
    server.abort();
}

#[tokio::test]
async fn whoever_has_not_the_key_stores_nothing_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (address, server) = serve(&folder.path().join("s3")).await;
    let file = folder.path().join("avtale.pdf");
    std::fs::write(&file, "Avtale").unwrap();
    let wrong = at(&format!("s3://{BUCKET}"), &address, "feil");
    assert!(matches!(wrong.put(tenant(1), &file).await, Err(ObjectsError::Store(_))));
    assert!(matches!(wrong.ready().await, Err(ObjectsError::Store(_))));
    assert_eq!(std::fs::read_dir(folder.path().join("s3").join(BUCKET)).unwrap().count(), 0);
    server.abort();
}
