//! A connection of which no more is read than was allowed: a server may say of a text that it is as long as it likes.

use std::{
    fmt, io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What a connection is, encrypted or not.
pub(crate) trait Wire: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Wire for T {}

/// How many bytes may be read yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allowance(Arc<AtomicUsize>);

impl Allowance {
    /// Allows so many bytes from now on.
    pub(crate) fn set(&self, bytes: usize) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

/// The connection.
#[derive(Debug)]
pub(crate) struct Bounded {
    wire: Box<dyn Wire>,
    allowance: Allowance,
}

impl Bounded {
    pub(crate) fn new(wire: Box<dyn Wire>, allowance: Allowance) -> Self {
        Self { wire, allowance }
    }

    /// The connection without its bound.
    pub(crate) fn into_wire(self) -> Box<dyn Wire> {
        self.wire
    }
}

impl AsyncRead for Bounded {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.wire).poll_read(cx, buffer);
        if matches!(polled, Poll::Ready(Ok(()))) {
            let read = buffer.filled().len().saturating_sub(before);
            let left = self.allowance.0.load(Ordering::Relaxed);
            if read > left {
                return Poll::Ready(Err(io::Error::other("the server sends more than was asked for")));
            }
            self.allowance.0.store(left - read, Ordering::Relaxed);
        }
        polled
    }
}

impl AsyncWrite for Bounded {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.wire).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_shutdown(cx)
    }
}
