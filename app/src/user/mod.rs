//! Accounts of the firm's staff: the page on which administrators invite, change and close them, and the page on which
//! an invitation is taken.

mod actions;
mod invitation;
mod page;
mod row;

pub use actions::{
    AcceptInvitation, ActivateUser, ChangeUser, INVITED_COOKIE, InviteUser, RenewInvitation, WithdrawInvitation,
    accept_invitation, activate_user, change_user, invite_user, renew_invitation, shown_once, withdraw_invitation,
};
pub use invitation::{ACCEPT, InvitationPage, InvitationView};
pub use page::{CHANGE, INVITE, Link, UsersPage, UsersView};
