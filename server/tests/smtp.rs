//! A server on loopback that takes mail (RFC 5321), and refuses or hangs up where a test wants it to.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What it answers.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// To a recipient.
    pub recipient: &'static str,
    /// Whether it takes the text and then hangs up without a word.
    pub hangs_up: bool,
}

impl Default for Answers {
    fn default() -> Self {
        Self { recipient: "250 ok", hangs_up: false }
    }
}

#[derive(Debug, Default)]
struct Box {
    messages: Vec<String>,
    recipients: usize,
}

/// A running server; it ends with its value.
pub struct SmtpServer {
    port: u16,
    got: Arc<Mutex<Box>>,
    task: JoinHandle<()>,
}

impl SmtpServer {
    pub async fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let got = Arc::new(Mutex::new(Box::default()));
        let kept = Arc::clone(&got);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, answers, Arc::clone(&kept)));
            }
        });
        Self { port, got, task }
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The messages that it took.
    pub fn received(&self) -> Vec<String> {
        self.got.lock().unwrap().messages.clone()
    }

    /// How many messages it took.
    pub fn count(&self) -> usize {
        self.got.lock().unwrap().messages.len()
    }

    /// How many recipients it was told of.
    pub fn recipients(&self) -> usize {
        self.got.lock().unwrap().recipients
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(stream: TcpStream, answers: Answers, got: Arc<Mutex<Box>>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test ESMTP\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-test\r\n250 8BITMIME",
            "RCPT" => {
                got.lock().unwrap().recipients += 1;
                answers.recipient
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut message = String::new();
                while let Some(line) = lines.next_line().await.ok()? {
                    if line == "." {
                        break;
                    }
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                    message.push_str("\r\n");
                }
                if answers.hangs_up {
                    return None;
                }
                got.lock().unwrap().messages.push(message);
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
    Some(())
}
