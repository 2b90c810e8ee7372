//! Who may do what: one pure function that the store asks before every query. The default is no.

mod rights;

pub use rights::{Access, FieldRights};

use crate::{
    id::{TenantId, UserId},
    user::Role,
};

/// Whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Anonymous,
    /// A member of a firm's staff.
    Staff {
        /// Their firm.
        tenant: TenantId,
        /// Who they are.
        user: UserId,
        /// What they may do.
        role: Role,
    },
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Read the register, search, read a card with all its sections.
    ReadCustomer,
    /// Register a new customer, and see which ones may be the same.
    RegisterCustomer,
    /// Change the fields of a customer.
    ChangeCustomer,
    /// Make one of customers that are the same, and take that back; say which are not the same.
    MergeCustomers,
    /// Change many customers at once, in the background, and take that back.
    ChangeMany,
    /// See how one's own work in the background is getting on, and stop it.
    FollowJob,
    /// See and stop everybody's work in the background.
    FollowAllJobs,
    /// Make and change customers from a file, and take that back.
    ImportCustomers,
    /// Add, rename, retire and merge the values of the firm's lists (seed 000:39).
    ChangeLists,
    /// Change what the firm has chosen for all its cards (seed 004:15), its terms included.
    ChangeSettings,
    /// Add, change, end or delete a contact person.
    ChangeContact,
    /// See the people whom the firm hires out, and at which customers they are.
    ReadEmployees,
    /// See the accounts of the firm's staff, invite to them, change and close them.
    ChangeUsers,
    /// Add, change, end and bring back the people whom the firm hires out.
    ChangeEmployees,
    /// Write a comment, or change or delete one.
    WriteComment,
    /// Write to a customer or a colleague from a card, and register what was written and said.
    WriteDialog,
    /// Change how one's own card is laid out.
    ArrangeCard,
    /// Choose one's own columns of the register, and save, change or delete a view of one's own.
    ArrangeRegister,
    /// Give a view of the register to all of the firm, change or delete one that all have.
    ShareView,
    /// Choose the columns that the register has for those who have not chosen (seed 003:23).
    ArrangeFirmRegister,
    /// Change one's own profile, password and sessions.
    ChangeProfile,
    /// Take the customers that one may read out of the system as a file (it is noted who did).
    ExportCustomers,
    /// See who has exported which customers.
    ReadExports,
    /// Keep what one typed into a form that could not be saved, and see it again.
    KeepForm,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 24] = [
        Self::ReadCustomer,
        Self::RegisterCustomer,
        Self::ChangeCustomer,
        Self::MergeCustomers,
        Self::ChangeMany,
        Self::FollowJob,
        Self::FollowAllJobs,
        Self::ImportCustomers,
        Self::ChangeLists,
        Self::ChangeSettings,
        Self::ChangeContact,
        Self::ReadEmployees,
        Self::ChangeEmployees,
        Self::ChangeUsers,
        Self::WriteComment,
        Self::WriteDialog,
        Self::ArrangeCard,
        Self::ArrangeRegister,
        Self::ShareView,
        Self::ArrangeFirmRegister,
        Self::ChangeProfile,
        Self::ExportCustomers,
        Self::ReadExports,
        Self::KeepForm,
    ];
}

/// Whose thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The firm it belongs to.
    pub tenant: TenantId,
    /// The member of staff it belongs to, for a profile, a session or a layout.
    pub owner: Option<UserId>,
}

/// The answer, with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether it may be done.
    pub allowed: bool,
    /// Why.
    pub reason: Reason,
}

/// Why something is or isn't allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody is signed in.
    NotSignedIn,
    /// It belongs to another firm.
    OtherFirm,
    /// It belongs to another member of staff.
    OtherPerson,
    /// The role gives this right.
    RoleAllows,
    /// The role doesn't give this right.
    RoleForbids,
    /// It is the person's own.
    Own,
    /// The firm keeps fields from the role that it takes to judge it.
    FieldKept,
}

/// Whether `actor` may do `action` to `subject`.
#[must_use]
pub fn can(actor: Actor, action: Action, subject: Subject) -> Decision {
    let no = |reason| Decision { allowed: false, reason };
    let yes = |reason| Decision { allowed: true, reason };
    let Actor::Staff { tenant, user, role } = actor else { return no(Reason::NotSignedIn) };
    if tenant != subject.tenant {
        return no(Reason::OtherFirm);
    }
    match action {
        Action::ArrangeCard
        | Action::ArrangeRegister
        | Action::ChangeProfile
        | Action::FollowJob
        | Action::KeepForm => match subject.owner {
            Some(owner) if owner == user => yes(Reason::Own),
            _ => no(Reason::OtherPerson),
        },
        // Whoever may read customers may write them down.
        Action::ReadCustomer | Action::ReadEmployees | Action::ExportCustomers => yes(Reason::RoleAllows),
        // What counts for every card is for few to decide.
        Action::ChangeSettings | Action::ChangeUsers => match role {
            Role::Administrator => yes(Reason::RoleAllows),
            Role::Consultant | Role::ReadOnly => no(Reason::RoleForbids),
        },
        Action::RegisterCustomer
        | Action::ChangeCustomer
        | Action::MergeCustomers
        | Action::ChangeMany
        | Action::ImportCustomers
        | Action::ChangeLists
        | Action::ChangeContact
        | Action::ChangeEmployees
        | Action::ShareView
        | Action::WriteDialog
        | Action::WriteComment => match role {
            Role::Administrator | Role::Consultant => yes(Reason::RoleAllows),
            Role::ReadOnly => no(Reason::RoleForbids),
        },
        Action::ArrangeFirmRegister | Action::FollowAllJobs | Action::ReadExports => match role {
            Role::Administrator => yes(Reason::RoleAllows),
            Role::Consultant | Role::ReadOnly => no(Reason::RoleForbids),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const OURS: TenantId = TenantId(Uuid::from_u128(1));
    const THEIRS: TenantId = TenantId(Uuid::from_u128(2));
    const ME: UserId = UserId(Uuid::from_u128(3));
    const YOU: UserId = UserId(Uuid::from_u128(4));

    fn staff(role: Role) -> Actor {
        Actor::Staff { tenant: OURS, user: ME, role }
    }

    #[test]
    fn nobody_and_other_firms_may_do_nothing() {
        for action in Action::ALL {
            let mine = Subject { tenant: OURS, owner: Some(ME) };
            assert!(!can(Actor::Anonymous, action, mine).allowed, "{action:?}");
            let other = Subject { tenant: THEIRS, owner: Some(ME) };
            assert_eq!(can(staff(Role::Administrator), action, other).reason, Reason::OtherFirm, "{action:?}");
        }
    }

    #[test]
    fn read_only_reads_and_keeps_its_own_profile_and_layout() {
        let firm = Subject { tenant: OURS, owner: None };
        let mine = Subject { tenant: OURS, owner: Some(ME) };
        let reader = staff(Role::ReadOnly);
        assert!(can(reader, Action::ReadCustomer, firm).allowed && can(reader, Action::ReadEmployees, firm).allowed);
        for action in [
            Action::RegisterCustomer,
            Action::ChangeCustomer,
            Action::MergeCustomers,
            Action::ChangeMany,
            Action::ImportCustomers,
            Action::ChangeLists,
            Action::ChangeContact,
            Action::ChangeEmployees,
            Action::WriteComment,
            Action::WriteDialog,
        ] {
            assert!(!can(reader, action, firm).allowed, "{action:?}");
            assert!(can(staff(Role::Consultant), action, firm).allowed, "{action:?}");
        }
        assert!(can(reader, Action::ArrangeCard, mine).allowed);
        assert!(can(reader, Action::ChangeProfile, mine).allowed);
    }

    #[test]
    fn the_firms_settings_are_for_administrators() {
        let firm = Subject { tenant: OURS, owner: None };
        for action in [Action::ChangeSettings, Action::ChangeUsers] {
            assert!(can(staff(Role::Administrator), action, firm).allowed);
            for role in [Role::Consultant, Role::ReadOnly] {
                assert_eq!(can(staff(role), action, firm).reason, Reason::RoleForbids, "{role:?}");
            }
        }
    }

    #[test]
    fn the_register_is_ones_own_and_the_firms_is_the_administrators() {
        let firm = Subject { tenant: OURS, owner: None };
        let mine = Subject { tenant: OURS, owner: Some(ME) };
        for (role, share, firms) in
            [(Role::Administrator, true, true), (Role::Consultant, true, false), (Role::ReadOnly, false, false)]
        {
            assert!(can(staff(role), Action::ArrangeRegister, mine).allowed, "{role:?}");
            assert_eq!(can(staff(role), Action::ShareView, firm).allowed, share, "{role:?}");
            assert_eq!(can(staff(role), Action::ArrangeFirmRegister, firm).allowed, firms, "{role:?}");
        }
    }

    #[test]
    fn all_who_read_may_export_and_administrators_see_who_did() {
        let firm = Subject { tenant: OURS, owner: None };
        for (role, sees) in [(Role::Administrator, true), (Role::Consultant, false), (Role::ReadOnly, false)] {
            assert!(can(staff(role), Action::ExportCustomers, firm).allowed, "{role:?}");
            assert_eq!(can(staff(role), Action::ReadExports, firm).allowed, sees, "{role:?}");
        }
    }

    #[test]
    fn work_in_the_background_is_followed_by_whoever_queued_it_and_by_administrators() {
        let (firm, mine) = (Subject { tenant: OURS, owner: None }, Subject { tenant: OURS, owner: Some(ME) });
        let yours = Subject { tenant: OURS, owner: Some(YOU) };
        for role in [Role::Consultant, Role::ReadOnly] {
            assert!(can(staff(role), Action::FollowJob, mine).allowed, "{role:?}");
            assert!(!can(staff(role), Action::FollowJob, yours).allowed, "{role:?}");
            assert!(!can(staff(role), Action::FollowAllJobs, firm).allowed, "{role:?}");
        }
        assert!(can(staff(Role::Administrator), Action::FollowAllJobs, firm).allowed);
    }

    #[test]
    fn not_even_an_administrator_changes_anothers_profile_or_layout() {
        let yours = Subject { tenant: OURS, owner: Some(YOU) };
        for action in [Action::ArrangeCard, Action::ArrangeRegister, Action::ChangeProfile, Action::KeepForm] {
            assert_eq!(can(staff(Role::Administrator), action, yours).reason, Reason::OtherPerson);
        }
    }
}
