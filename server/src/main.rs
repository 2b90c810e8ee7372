//! The `kundekort` binary.

use clap::Parser;
use kundekort::{commands, config::Command};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// After so many steps of its tasks a worker looks whether the network has brought something. A page
/// is rendered in one step of some milliseconds, and with tokio's 61 those who wait for the database
/// would wait for sixty pages of others.
const STEPS: u32 = 4;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().event_interval(STEPS).build();
    match runtime {
        Ok(runtime) => runtime.block_on(run()),
        Err(error) => {
            eprintln!("kundekort: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,kundekort=info,store=info,app=info"))
                // It would write all that it sends, with passwords, whatever level is wished for.
                .add_directive("async_imap=off".parse().unwrap_or_default()),
        )
        .with_writer(std::io::stderr)
        .init();
    match commands::run(Command::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kundekort: {error}");
            ExitCode::FAILURE
        }
    }
}
