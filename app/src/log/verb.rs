//! What is done to each part of a card, in words.

use crate::i18n::{
    activity, agreement, dialog, document, employee, enquiry, log as words, merge, portal_setting as portal, relation,
    responsible, sharepoint, signing,
};
use domain::{
    change::{LogCategory, Operation},
    text::Text,
};

/// What somebody did, whatever it was that they changed about it.
#[must_use]
pub const fn verb(category: LogCategory, operation: Operation) -> Text {
    match (category, operation) {
        (LogCategory::Customer, Operation::Insert) => words::CREATED_CUSTOMER,
        (LogCategory::Customer, _) => words::CHANGED,
        (LogCategory::Merge, Operation::Update) => merge::LOG_SPLIT,
        (LogCategory::Merge, _) => merge::LOG_MERGED,
        (LogCategory::Contact, Operation::Insert) => words::ADDED_CONTACT,
        (LogCategory::Contact, Operation::Delete) => words::DELETED_CONTACT,
        (LogCategory::Contact, Operation::Update) => words::CHANGED_CONTACT,
        (LogCategory::Comment, Operation::Insert) => words::WROTE_COMMENT,
        (LogCategory::Comment, Operation::Delete) => words::DELETED_COMMENT,
        (LogCategory::Comment, Operation::Update) => words::CHANGED_COMMENT,
        (LogCategory::Relation, Operation::Insert) => relation::LOG_ADDED,
        (LogCategory::Relation, Operation::Delete) => relation::LOG_REMOVED,
        (LogCategory::Relation, Operation::Update) => relation::LOG_CHANGED,
        (LogCategory::Responsible, Operation::Insert) => responsible::LOG_ADDED,
        (LogCategory::Responsible, Operation::Delete) => responsible::LOG_REMOVED,
        (LogCategory::Responsible, Operation::Update) => responsible::LOG_CHANGED,
        (LogCategory::Link, Operation::Insert) => words::ADDED_LINK,
        (LogCategory::Link, Operation::Delete) => words::DELETED_LINK,
        (LogCategory::Link, Operation::Update) => words::CHANGED_LINK,
        (LogCategory::Employee, Operation::Insert) => employee::LOG_PLACED,
        (LogCategory::Employee, Operation::Delete) => employee::LOG_REMOVED,
        (LogCategory::Employee, Operation::Update) => employee::LOG_CHANGED,
        (LogCategory::Document, Operation::Insert) => document::LOG_ADDED,
        (LogCategory::Document, Operation::Delete) => document::LOG_DELETED,
        (LogCategory::Document, Operation::Update) => document::LOG_CHANGED,
        (LogCategory::Share, Operation::Insert) => document::LOG_SHARED,
        (LogCategory::Share, _) => document::LOG_UNSHARED,
        (LogCategory::Signing, Operation::Insert) => signing::LOG_SENT,
        (LogCategory::Signing, _) => signing::LOG_CHANGED,
        (LogCategory::Folder, Operation::Insert) => sharepoint::LOG_CHOSE,
        (LogCategory::Folder, Operation::Delete) => sharepoint::LOG_FORGOT,
        (LogCategory::Folder, Operation::Update) => sharepoint::LOG_CHANGED,
        (LogCategory::Enquiry, Operation::Insert) => enquiry::LOG_SENT,
        (LogCategory::Enquiry, Operation::Delete) => enquiry::LOG_DELETED,
        (LogCategory::Enquiry, Operation::Update) => enquiry::LOG_CHANGED,
        (LogCategory::PortalAccess, _) => portal::LOG_CHANGED,
        (LogCategory::PortalLook, _) => portal::LOG_LOOKED,
        (LogCategory::Activity, Operation::Insert) => activity::LOG_ADDED,
        (LogCategory::Activity, Operation::Delete) => activity::LOG_DELETED,
        (LogCategory::Activity, Operation::Update) => activity::LOG_CHANGED,
        (LogCategory::Dialog, Operation::Insert) => dialog::LOG_ADDED,
        (LogCategory::Dialog, Operation::Delete) => dialog::LOG_DELETED,
        (LogCategory::Dialog, Operation::Update) => dialog::LOG_CHANGED,
        (LogCategory::Factor, Operation::Insert) => agreement::LOG_ADDED_FACTOR,
        (LogCategory::Factor, Operation::Delete) => agreement::LOG_DELETED_FACTOR,
        (LogCategory::Factor, Operation::Update) => agreement::LOG_CHANGED_FACTOR,
        (LogCategory::Rate, Operation::Insert) => agreement::LOG_ADDED_RATE,
        (LogCategory::Rate, Operation::Delete) => agreement::LOG_DELETED_RATE,
        (LogCategory::Rate, Operation::Update) => agreement::LOG_CHANGED_RATE,
        (LogCategory::Line, Operation::Insert) => agreement::LOG_ADDED_LINE,
        (LogCategory::Line, Operation::Delete) => agreement::LOG_DELETED_LINE,
        (LogCategory::Line, Operation::Update) => agreement::LOG_CHANGED_LINE,
    }
}
