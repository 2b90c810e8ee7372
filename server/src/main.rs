//! The `kundekort` binary.

use clap::Parser;
use kundekort::{commands, config::Command};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,kundekort=info,store=info,app=info")),
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
