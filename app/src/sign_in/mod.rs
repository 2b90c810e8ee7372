//! Signing in and out.

mod actions;
mod page;
pub mod password;

pub use actions::{
    CloseSession, SESSION_COOKIE, SignIn, SignOut, SignOutEverywhere, WHO_COOKIE, close_session, sign_in, sign_out,
    sign_out_everywhere,
};
pub use page::SignInPage;
