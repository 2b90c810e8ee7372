//! What can be wrong with a value.

use crate::{exchange::Refusal, mailbox::MailboxProblem, plain_text::TextProblem, registry::Failure, sharepoint};
use serde::{Deserialize, Serialize};

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Problem {
    /// It must be filled in.
    Required,
    /// It is longer than allowed.
    TooLong {
        /// Most characters allowed.
        max: u32,
    },
    /// It is shorter than allowed.
    TooShort {
        /// Fewest characters allowed.
        min: u32,
    },
    /// It holds characters that can't be shown.
    ControlCharacters,
    /// It is no e-mail address.
    Email,
    /// There are more e-mail addresses than fit.
    TooManyEmails {
        /// Most addresses.
        max: u32,
    },
    /// It is no phone number.
    Phone,
    /// It is no web address.
    WebAddress,
    /// It has not as many digits as an organisation number of the country.
    OrganisationNumberLength {
        /// Digits that it should have.
        digits: u8,
    },
    /// Its check digit is wrong.
    CheckDigit,
    /// It is no amount of money.
    Money,
    /// It is no amount that one charges: from nothing to a hundred thousand.
    Charge,
    /// It is no amount that one may owe: from nothing to a milliard.
    Limit,
    /// It is no number of days: 0 to 365.
    Days,
    /// It is no percentage: 0 to 100 with at most two decimals.
    Percent,
    /// It is no factor: 1 to 10 with at most three decimals.
    Factor,
    /// A customer has agreed on both values for the same days, so that they can't become one.
    AgreedOnBoth,
    /// It is no quantity: a number with at most three decimals, not nothing.
    Quantity,
    /// The customer has as many fixed lines as there can be.
    TooManyLines {
        /// Most lines.
        max: u32,
    },
    /// It ends before it begins.
    Ends,
    /// It has days in common with a period that is there already.
    Overlap {
        /// That one's first day, as YYYYMMDD.
        from: u32,
        /// Its last day, as YYYYMMDD; 0 where it is open.
        to: u32,
    },
    /// It is no working hours of a day: from, to and a break.
    Shift,
    /// The break is as long as the shift, or longer.
    Break,
    /// It is no number of hours of a week: 0 to 168 with at most two decimals.
    Hours,
    /// It is no GLN: 13 digits, the last of which checks the others.
    Gln,
    /// It is no distance: whole kilometres from 0 to 5,000.
    Kilometres,
    /// It is no whole number.
    Whole,
    /// It is no number that customer numbers can go on from: 1 to 999,999,999.
    CustomerNumberFrom,
    /// It is no day.
    Date,
    /// It is no official industry code.
    Industry,
    /// It is no postal code of the country.
    PostalCode,
    /// It is none of the choices.
    Choice,
    /// The firm has as many fields of its own as there can be.
    TooManyOwnFields {
        /// Most fields.
        max: u32,
    },
    /// Customers have values that can't be of the other kind.
    Unconverted {
        /// How many.
        customers: u32,
    },
    /// The firm has as many tabs of its own as there can be.
    TooManyTabs {
        /// Most tabs.
        max: u32,
    },
    /// More values would be chosen than a customer can have.
    TooManyChosen {
        /// Most values.
        max: u32,
    },
    /// It is no time of day.
    TimeOfDay,
    /// It has a time of day, or an end, but no day.
    DayFirst,
    /// It is no number from one to as many.
    UpTo {
        /// As many.
        max: u32,
    },
    /// It ends on a day or after a number of times, not both.
    OneEnd,
    /// It would never be on any day.
    NeverOn,
    /// What repeats is planned; one of it at a time is done or called off.
    OneAtATime,
    /// It is no date and time.
    DateTime,
    /// It is no customer number: a whole number from 1 on.
    Number,
    /// It is no number of people that one asks for.
    Places {
        /// Most people.
        max: u32,
    },
    /// A file with nothing in it.
    EmptyFile,
    /// Another customer has it.
    Taken,
    /// Only one customer can have it, and it is to be given to several.
    OfOneCustomer,
    /// The list has it already.
    AlreadyThere,
    /// One status must be left for customers who are active.
    LastStatus,
    /// A customer must keep at least one contact.
    LastContact,
    /// The two passwords differ.
    PasswordMismatch,
    /// The current password is wrong.
    WrongPassword,
    /// The code of the second step is wrong, or was used.
    WrongCode,
    /// So many codes were wrong that no more are tried for a while.
    TooManyCodes,
    /// The field can't be changed here.
    ReadOnly,
    /// An SMS takes more parts than are sent.
    TooManyParts {
        /// Most parts.
        max: u32,
    },
    /// The contact has no mobile number.
    NoMobile,
    /// A text has a field that there is none of.
    UnknownField,
    /// A text has a field for which there is no value.
    OpenField,
    /// Documents that go along with an e-mail are larger together than it may be.
    AttachmentsTooLarge {
        /// Most megabytes.
        max: u32,
    },
    /// A name after an "@" fits more than one colleague or department.
    SeveralPeople,
    /// No customer of the firm has this name or number.
    UnknownCustomer,
    /// More than one customer is called that.
    SeveralCustomers,
    /// No employee of the firm who has not left has this name or number.
    UnknownEmployee,
    /// More than one employee is called that.
    SeveralEmployees,
    /// The employee is at the customer on some of these days already.
    AlreadyAtCustomer,
    /// The last day is before the first.
    EndBeforeStart,
    /// The firm would have no administrator left.
    LastAdministrator,
    /// It is one's own account.
    Yourself,
    /// The invitation to the account was never taken.
    NotAccepted,
    /// The invitation to the account was taken already.
    Accepted,
    /// The address has an account already.
    EmailTaken,
    /// A customer is not its own parent company.
    OwnParent,
    /// The parent company would be below its own subsidiary.
    ParentRing,
    /// The same stands there already.
    Twice,
    /// A customer has no relation to itself.
    OwnRelation,
    /// The other customer has no contact person of that name.
    UnknownContact,
    /// Several contact persons of the other customer fit.
    SeveralContacts,
    /// It ends before it begins.
    DaysTurned,
    /// The customer has a parent company already.
    HasParent,
    /// No picture was chosen.
    NoPicture,
    /// It is no picture of a kind that is taken.
    PictureKind,
    /// The picture's file is too large.
    PictureTooLarge {
        /// Most megabytes.
        max: u32,
    },
    /// The picture has too many pixels.
    PictureTooManyPixels {
        /// Most pixels, in millions.
        max: u32,
    },
    /// The picture is damaged, or did not arrive whole.
    PictureBroken,
    /// This person has changed nothing here lately that could be taken back.
    NothingToUndo,
    /// Somebody has changed it since, so that it can't be taken back.
    ChangedSince,
    /// Fewer than two customers are to become one.
    NothingToMerge,
    /// More customers than can become one in one go.
    TooManyToMerge {
        /// Most of them.
        max: u32,
    },
    /// The customer was itself merged into another since; that is taken back first.
    MergedSince,
    /// The company registry has no answer.
    Registry {
        /// Why.
        failure: Failure,
    },
    /// It is no name of a mail server.
    MailServer,
    /// A file that came with a message can't be fetched any more.
    MailFileGone,
    /// A mailbox can't be read.
    Mailbox {
        /// Why.
        why: MailboxProblem,
    },
    /// It is no address of a site in `SharePoint`.
    SiteAddress,
    /// It is no id of a directory, nor one of its domains.
    DirectoryId,
    /// It is no id of an application.
    ClientId,
    /// No folder can be called that.
    FolderName,
    /// It tells no customer's folder from another's.
    FolderPattern,
    /// Something of `SharePoint` is not to be had.
    SharePoint {
        /// Why.
        why: sharepoint::Failure,
    },
    /// Of several files only the first are in `SharePoint`.
    SharePointPartly {
        /// How many are.
        done: u32,
        /// How many were sent.
        of: u32,
        /// Why the others are not.
        why: sharepoint::Failure,
    },
    /// The spreadsheet itself shows an error in this cell.
    CellError,
    /// A file that should be kept as a document is of no kind that is taken, or not what its name says.
    DocumentKind {
        /// Which of those that were sent; 1 is the first.
        file: u32,
    },
    /// There is nothing in such a file.
    DocumentEmpty {
        /// Which of those that were sent; 1 is the first.
        file: u32,
    },
    /// Such a file is too large.
    DocumentTooLarge {
        /// Which of those that were sent; 1 is the first.
        file: u32,
        /// Most megabytes.
        max: u32,
    },
    /// Such a file did not arrive whole.
    DocumentTorn,
    /// More files at a time than are taken.
    TooManyFiles {
        /// Most files.
        max: u32,
    },
    /// It is no PDF, and can't be signed.
    NotPdf,
    /// A request to sign it is under way.
    AlreadySent,
    /// A request to sign is over.
    SigningOver,
    /// No service that people sign by is set up.
    NoSigning,
    /// It is no number of days that people have to sign.
    SigningDays {
        /// Most days.
        max: u32,
    },
    /// All who are invited know already how it is.
    NobodyToInvite,
    /// An invitation can't be answered any more.
    InvitationOver,
    /// The text of an invitation lacks its link.
    NoLink,
    /// The contact has ended.
    Ended,
    /// A comment has answers, or answers one that is gone.
    Answered,
    /// The file is not read.
    File {
        /// Why.
        refusal: Refusal,
    },
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::TooLong { max } => Self::TooLong { max },
            TextProblem::ControlCharacters => Self::ControlCharacters,
        }
    }
}
