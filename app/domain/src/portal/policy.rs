//! Who may do what in the portal: one pure function, asked before every query. The default is no.

use super::{PortalModule, PortalRight};
use crate::id::{ContactId, CustomerId, TenantId};

/// Whoever asks: a contact person of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The firm whose portal it is.
    pub tenant: TenantId,
    /// The customer that they are a contact of.
    pub customer: CustomerId,
    /// Who they are.
    pub contact: ContactId,
    /// What they may do.
    pub rights: Vec<PortalRight>,
    /// What the firm has opened to customers like theirs.
    pub modules: Vec<PortalModule>,
    /// Whether a member of staff sees the portal as they do, and changes nothing.
    pub is_seen_by_staff: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PortalAction {
    /// See the first page, with one's name and whom to turn to.
    Enter,
    /// Change one's own password, language and sessions.
    ChangeAccount,
    /// Send an enquiry, or ask for an offer.
    SendEnquiry,
    /// See an enquiry and what became of it.
    ReadEnquiry,
    /// See a document.
    ReadDocument,
    /// See what was written between oneself and the firm.
    ReadMessages,
    /// Write to the firm.
    WriteMessage,
    /// See one's own details and the company's.
    ReadDetails,
    /// Propose other details.
    ProposeDetails,
    /// Extend an assignment.
    ExtendAssignment,
    /// Register an assignment that was agreed on.
    ConcludeAssignment,
    /// See a timesheet or an assignment.
    ReadTimesheet,
    /// See an invoice.
    ReadInvoice,
    /// Search for candidates.
    SearchCandidates,
}

impl PortalAction {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Enter,
        Self::ChangeAccount,
        Self::SendEnquiry,
        Self::ReadEnquiry,
        Self::ReadDocument,
        Self::ReadMessages,
        Self::WriteMessage,
        Self::ReadDetails,
        Self::ProposeDetails,
        Self::ExtendAssignment,
        Self::ConcludeAssignment,
        Self::ReadTimesheet,
        Self::ReadInvoice,
        Self::SearchCandidates,
    ];

    /// The part of the portal that it belongs to; none for what every visitor has.
    #[must_use]
    pub const fn module(self) -> Option<PortalModule> {
        match self {
            Self::SendEnquiry | Self::ReadEnquiry => Some(PortalModule::Enquiries),
            Self::ReadDocument => Some(PortalModule::Documents),
            Self::ReadMessages | Self::WriteMessage => Some(PortalModule::Messages),
            Self::ReadDetails | Self::ProposeDetails => Some(PortalModule::Details),
            _ => None,
        }
    }

    /// The right that it takes, where the thing is not the visitor's own; none where there is no such right.
    #[must_use]
    pub const fn right(self) -> Option<PortalRight> {
        match self {
            Self::SendEnquiry | Self::ReadEnquiry => Some(PortalRight::Enquire),
            Self::ExtendAssignment => Some(PortalRight::Extend),
            Self::ConcludeAssignment => Some(PortalRight::Conclude),
            Self::ReadTimesheet => Some(PortalRight::Timesheets),
            Self::ReadInvoice => Some(PortalRight::Invoices),
            Self::SearchCandidates => Some(PortalRight::Candidates),
            _ => None,
        }
    }

    /// Whether it changes something.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(
            self,
            Self::ChangeAccount
                | Self::SendEnquiry
                | Self::WriteMessage
                | Self::ProposeDetails
                | Self::ExtendAssignment
                | Self::ConcludeAssignment
        )
    }
}

/// Whose thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalSubject {
    /// The firm it belongs to.
    pub tenant: TenantId,
    /// The customer it is of.
    pub customer: CustomerId,
    /// Whose own it is: they sent it, or it was shared with them.
    pub owner: Option<ContactId>,
}

/// Why something is or isn't allowed, and so why a visitor sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PortalReason {
    /// It belongs to another firm.
    OtherFirm,
    /// It belongs to another customer.
    OtherCustomer,
    /// The firm has not opened that part.
    ModuleClosed,
    /// It takes a right that they don't have.
    RightMissing(PortalRight),
    /// It is somebody else's, and no right opens it.
    NotShared,
    /// A member of staff sees the portal as they do, and changes nothing.
    OnlySeen,
    /// They have the right.
    RightGiven(PortalRight),
    /// It is their own, or was shared with them.
    Own,
    /// Every contact who can sign in may.
    Everybody,
}

/// The answer, with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalDecision {
    /// Whether it may be done.
    pub allowed: bool,
    /// Why.
    pub reason: PortalReason,
}

/// Whether `visitor` may do `action` to `subject`.
#[must_use]
pub fn can(visitor: &Visitor, action: PortalAction, subject: PortalSubject) -> PortalDecision {
    let no = |reason| PortalDecision { allowed: false, reason };
    let yes = |reason| PortalDecision { allowed: true, reason };
    if visitor.tenant != subject.tenant {
        return no(PortalReason::OtherFirm);
    }
    if visitor.customer != subject.customer {
        return no(PortalReason::OtherCustomer);
    }
    if visitor.is_seen_by_staff && action.changes() {
        return no(PortalReason::OnlySeen);
    }
    if action.module().is_some_and(|module| !visitor.modules.contains(&module)) {
        return no(PortalReason::ModuleClosed);
    }
    let is_own = subject.owner == Some(visitor.contact);
    match (action, action.right()) {
        // What one sent oneself one sees, also without the right to send more.
        (PortalAction::ReadEnquiry | PortalAction::ReadTimesheet, Some(_)) if is_own => yes(PortalReason::Own),
        (_, Some(right)) if visitor.rights.contains(&right) => yes(PortalReason::RightGiven(right)),
        (_, Some(right)) => no(PortalReason::RightMissing(right)),
        (PortalAction::Enter | PortalAction::ReadDetails | PortalAction::ProposeDetails, None) => {
            yes(PortalReason::Everybody)
        }
        _ if is_own => yes(PortalReason::Own),
        _ => no(PortalReason::NotShared),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const FIRM: TenantId = TenantId(Uuid::from_u128(1));
    const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(2));
    const ME: ContactId = ContactId(Uuid::from_u128(3));
    const YOU: ContactId = ContactId(Uuid::from_u128(4));

    fn visitor(rights: &[PortalRight], modules: &[PortalModule]) -> Visitor {
        Visitor {
            tenant: FIRM,
            customer: CUSTOMER,
            contact: ME,
            rights: rights.to_vec(),
            modules: modules.to_vec(),
            is_seen_by_staff: false,
        }
    }

    fn of(owner: Option<ContactId>) -> PortalSubject {
        PortalSubject { tenant: FIRM, customer: CUSTOMER, owner }
    }

    #[test]
    fn all_rights_and_parts_open_nothing_of_others() {
        let all = visitor(PortalRight::ALL, PortalModule::ALL);
        for action in PortalAction::ALL {
            let other_firm = PortalSubject { tenant: TenantId(Uuid::from_u128(9)), ..of(Some(ME)) };
            assert_eq!(can(&all, action, other_firm).reason, PortalReason::OtherFirm, "{action:?}");
            let other = PortalSubject { customer: CustomerId(Uuid::from_u128(9)), ..of(Some(ME)) };
            assert_eq!(can(&all, action, other).reason, PortalReason::OtherCustomer, "{action:?}");
        }
        for action in [PortalAction::ReadDocument, PortalAction::ReadMessages, PortalAction::ChangeAccount] {
            assert_eq!(can(&all, action, of(Some(YOU))).reason, PortalReason::NotShared, "{action:?}");
            assert_eq!(can(&all, action, of(None)).reason, PortalReason::NotShared, "{action:?}");
            assert_eq!(can(&all, action, of(Some(ME))).reason, PortalReason::Own, "{action:?}");
        }
    }

    #[test]
    fn each_right_opens_what_it_says_and_nothing_else() {
        for right in PortalRight::ALL {
            let one = visitor(&[*right], PortalModule::ALL);
            for action in PortalAction::ALL.into_iter().filter(|action| action.right().is_some()) {
                let decision = can(&one, action, of(Some(YOU)));
                assert_eq!(decision.allowed, action.right() == Some(*right), "{right:?} {action:?}");
            }
        }
    }

    #[test]
    fn what_one_sent_is_seen_without_the_right_to_send_more() {
        let none = visitor(&[], PortalModule::ALL);
        assert_eq!(can(&none, PortalAction::ReadEnquiry, of(Some(ME))).reason, PortalReason::Own);
        assert!(!can(&none, PortalAction::ReadEnquiry, of(Some(YOU))).allowed);
        assert!(!can(&none, PortalAction::SendEnquiry, of(Some(ME))).allowed, "sending is no matter of whose it is");
    }

    #[test]
    fn a_closed_part_is_closed_whatever_the_rights() {
        let all = visitor(PortalRight::ALL, &[]);
        for action in PortalAction::ALL.into_iter().filter(|action| action.module().is_some()) {
            assert_eq!(can(&all, action, of(Some(ME))).reason, PortalReason::ModuleClosed, "{action:?}");
        }
        assert!(can(&all, PortalAction::Enter, of(None)).allowed);
    }

    #[test]
    fn staff_who_look_change_nothing() {
        let mut seen = visitor(PortalRight::ALL, PortalModule::ALL);
        seen.is_seen_by_staff = true;
        for action in PortalAction::ALL {
            let decision = can(&seen, action, of(Some(ME)));
            assert_eq!(decision.allowed, !action.changes(), "{action:?}");
        }
    }
}
