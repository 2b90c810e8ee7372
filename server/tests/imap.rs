//! Mailboxes on loopback: Dovecot, as its own process on a folder of its own. The password of every one is [`PASSWORD`].

#![expect(clippy::unwrap_used, reason = "tests")]

use domain::mailbox::{Folder, MailboxServer};
use std::{
    fs,
    net::TcpListener,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{io::AsyncReadExt, net::TcpStream};

/// The password of every mailbox.
pub const PASSWORD: &str = "hemmelig";

/// Who the server is where this is the superuser: it reads no mail as that.
const NOBODY: u32 = 65534;

/// A running server; it ends with its value.
pub struct Imap {
    pub port: u16,
    folder: TempDir,
    child: Option<Child>,
}

impl Imap {
    pub async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("kundekort-imap-").tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = Self { port, folder, child: None };
        for name in ["", "run", "mail", "home"] {
            server.make(&server.folder.path().join(name));
        }
        server.again().await;
        server
    }

    /// Starts it, again on the same port and with what it had.
    pub async fn again(&mut self) {
        let path = format!("{}:/usr/sbin:/usr/local/sbin", std::env::var("PATH").unwrap_or_default());
        let version = Command::new("dovecot").arg("--version").env("PATH", &path).output().unwrap();
        let is_old = version.stdout.starts_with(b"2.3");
        let config = if is_old {
            include_str!("../../end2end/dovecot/2.3.conf")
        } else {
            include_str!("../../end2end/dovecot/2.4.conf")
        };
        let dir = self.folder.path();
        let owner = fs::metadata(dir).unwrap();
        let is_root = owner.uid() == 0;
        let named = |option: &str| {
            let said = Command::new("id").arg(option).output().unwrap().stdout;
            String::from_utf8(said).unwrap().trim().to_owned()
        };
        let (uid, gid) = if is_root { (NOBODY, NOBODY) } else { (owner.uid(), named("-g").parse().unwrap()) };
        let (user, group) =
            if is_root { ("nobody".to_owned(), "nogroup".to_owned()) } else { (named("-un"), named("-gn")) };
        let config = config
            .replace("{dir}", &dir.display().to_string())
            .replace("{port}", &self.port.to_string())
            .replace("{user}", &user)
            .replace("{group}", &group)
            .replace("{uid}", &uid.to_string())
            .replace("{gid}", &gid.to_string());
        let file = dir.join("dovecot.conf");
        fs::write(&file, config).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        // Its input ends when these tests do, however they end, and it with that.
        let mut command = Command::new("sh");
        command
            .args(["-c", r#"dovecot -F -c "$0" <&- & read _; kill $!; wait $!"#])
            .arg(&file)
            .env("PATH", path)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if is_root {
            command.uid(uid).gid(gid);
        }
        self.child = Some(command.spawn().unwrap());
        for _ in 0..200 {
            if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)).await
                && stream.read(&mut [0; 64]).await.is_ok_and(|read| read > 0)
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("Dovecot did not start: {:?}", fs::read_to_string(self.folder.path().join("log")));
    }

    /// Stops it, with what it has left for when it starts again.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            let _ = child.wait();
        }
    }

    /// Puts a message into somebody's folder: "" is the inbox, ".Sent" what was sent.
    pub fn deliver(&self, who: &str, folder: &str, raw: &[u8]) {
        let place = self.maildir(who).join(folder);
        for name in ["", "cur", "new", "tmp"] {
            self.make(&place.join(name));
        }
        self.make(&self.maildir(who));
        let name = format!("{}.test", domain::id::RowId::generate());
        fs::write(place.join("tmp").join(&name), raw).unwrap();
        fs::rename(place.join("tmp").join(&name), place.join("new").join(&name)).unwrap();
    }

    /// Numbers the messages of somebody's inbox anew, as a server does that was restored: another UIDVALIDITY.
    pub fn renumber(&self, who: &str) {
        let list = self.maildir(who).join("dovecot-uidlist");
        let text = fs::read_to_string(&list).unwrap();
        let validity = text.split_whitespace().find(|word| word.starts_with('V')).unwrap().to_owned();
        let next = format!("V{}", validity[1..].parse::<u64>().unwrap() + 1000);
        fs::write(&list, text.replacen(&validity, &next, 1)).unwrap();
        for entry in fs::read_dir(self.maildir(who)).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_string_lossy().starts_with("dovecot.index") {
                fs::remove_file(path).unwrap();
            }
        }
    }

    fn maildir(&self, who: &str) -> PathBuf {
        self.folder.path().join("mail").join(who)
    }

    /// A folder in which the server may write, whoever it is.
    #[expect(clippy::unused_self, reason = "reads as what it belongs to")]
    fn make(&self, path: &std::path::Path) {
        fs::create_dir_all(path).unwrap();
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o777));
    }
}

impl Drop for Imap {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One for all tests that only need that there is one, with one message for Kari that has a file.
pub struct Shared {
    server: Imap,
    /// How that message is numbered.
    pub at: mailbox::Mark,
}

impl Shared {
    /// Where it listens.
    pub const fn port(&self) -> u16 {
        self.server.port
    }
}

/// The one for all.
pub async fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    if let Some(shared) = SHARED.get() {
        return shared;
    }
    let server = Imap::start().await;
    server.deliver(
        "kari@nord.example",
        "",
        b"From: Per <per@verftet.example>\r\nSubject: Avtale\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nHei\r\n--q\r\n\
        Content-Type: text/plain; name=avtale.txt\r\nContent-Disposition: attachment; filename=avtale.txt\r\n\r\nAvtalt.\r\n--q--\r\n",
    );
    let place = MailboxServer { host: "127.0.0.1".to_owned(), port: server.port };
    let account = mailbox::Account { server: &place, name: "kari@nord.example", password: PASSWORD };
    let mut reader = crate::site::mailboxes().connect(account).await.unwrap();
    let at = reader.news(Folder::Inbox, None).await.unwrap().unwrap().mark;
    SHARED.get_or_init(|| Shared { server, at })
}
