//! The error of server functions, and its words.

use crate::i18n::{
    activity, agreement, comment, document, employee, error as words, invited, mailbox, merge, own_field,
    portal_setting, recurrence, settings, sharepoint, signing, sms, tab, template, user,
};
use domain::{
    agreement::Period,
    error::{ApiError, ErrorCode, Problem},
    language::Language,
};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// What a server function answers when it can't do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionError(pub ApiError);

impl FromServerFnError for ActionError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let code = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                ErrorCode::BadRequest
            }
            ServerFnErrorErr::Request(_) => ErrorCode::Unavailable,
            _ => ErrorCode::Internal,
        };
        Self(ApiError::new(code))
    }
}

impl std::fmt::Display for ActionError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<ApiError> for ActionError {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

#[cfg(feature = "ssr")]
impl From<store::StoreError> for ActionError {
    fn from(error: store::StoreError) -> Self {
        Self(error.into())
    }
}

/// What is wrong with a value, in words that say what to do.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a line for each problem")]
pub fn problem_text(problem: Problem, language: Language) -> String {
    let number = |n: u32| n.to_string();
    match problem {
        Problem::Required => words::REQUIRED.get(language).to_owned(),
        Problem::TooLong { max } => words::TOO_LONG.with(language, &[("max", &number(max))]),
        Problem::TooShort { min } => words::TOO_SHORT.with(language, &[("min", &number(min))]),
        Problem::ControlCharacters => words::CONTROL_CHARACTERS.get(language).to_owned(),
        Problem::Email => words::EMAIL.get(language).to_owned(),
        Problem::TooManyEmails { max } => words::TOO_MANY_EMAILS.with(language, &[("max", &number(max))]),
        Problem::Phone => words::PHONE.get(language).to_owned(),
        Problem::WebAddress => words::WEB_ADDRESS.get(language).to_owned(),
        Problem::OrganisationNumberLength { digits } => {
            words::ORGANISATION_NUMBER_LENGTH.with(language, &[("digits", &number(u32::from(digits)))])
        }
        Problem::CheckDigit => words::CHECK_DIGIT.get(language).to_owned(),
        Problem::PostalCode => words::POSTAL_CODE.get(language).to_owned(),
        Problem::Money => words::MONEY.get(language).to_owned(),
        Problem::Charge => words::CHARGE.get(language).to_owned(),
        Problem::Limit => words::LIMIT.get(language).to_owned(),
        Problem::Days => words::DAYS.get(language).to_owned(),
        Problem::Percent => words::PERCENT.get(language).to_owned(),
        Problem::Factor => words::FACTOR.get(language).to_owned(),
        Problem::CustomerNumberFrom => words::CUSTOMER_NUMBER_FROM.get(language).to_owned(),
        Problem::AgreedOnBoth => agreement::AGREED_ON_BOTH.get(language).to_owned(),
        Problem::Quantity => agreement::QUANTITY.get(language).to_owned(),
        Problem::TooManyLines { max } => agreement::TOO_MANY_LINES.with(language, &[("max", &number(max))]),
        Problem::Ends => agreement::ENDS.get(language).to_owned(),
        Problem::Overlap { from, to } => {
            let period = Period::of_numbers(from, to).shown(language);
            agreement::OVERLAP.with(language, &[("period", &period)])
        }
        Problem::Shift => agreement::SHIFT.get(language).to_owned(),
        Problem::Break => agreement::BREAK.get(language).to_owned(),
        Problem::Hours => agreement::HOURS.get(language).to_owned(),
        Problem::Whole => words::WHOLE.get(language).to_owned(),
        Problem::Date => words::DATE.get(language).to_owned(),
        Problem::Gln => words::GLN.get(language).to_owned(),
        Problem::Kilometres => words::KILOMETRES.get(language).to_owned(),
        Problem::Industry => words::INDUSTRY.get(language).to_owned(),
        Problem::AlreadyThere => words::ALREADY_THERE.get(language).to_owned(),
        Problem::Choice => words::CHOICE.get(language).to_owned(),
        Problem::TooManyTabs { max } => tab::TOO_MANY.with(language, &[("max", &number(max))]),
        Problem::Unconverted { customers } => own_field::UNCONVERTED.with(language, &[("n", &number(customers))]),
        Problem::TooManyOwnFields { max } => own_field::TOO_MANY.with(language, &[("max", &number(max))]),
        Problem::TooManyChosen { max } => words::TOO_MANY_CHOSEN.with(language, &[("max", &number(max))]),
        Problem::TooManyParts { max } => sms::TOO_MANY_PARTS.with(language, &[("max", &number(max))]),
        Problem::NoMobile => sms::NO_MOBILE.get(language).to_owned(),
        Problem::UnknownField => {
            template::UNKNOWN_FIELD.with(language, &[("fields", &crate::sms::fields_text(language))])
        }
        Problem::OpenField => template::OPEN_FIELD.get(language).to_owned(),
        Problem::AttachmentsTooLarge { max } => template::TOO_LARGE.with(language, &[("max", &number(max))]),
        Problem::NoLink => portal_setting::NO_LINK.get(language).to_owned(),
        Problem::Ended => portal_setting::ENDED.get(language).to_owned(),
        Problem::Answered => comment::ANSWERED.get(language).to_owned(),
        Problem::SeveralPeople => comment::SEVERAL_PEOPLE.get(language).to_owned(),
        Problem::Number => words::NUMBER.get(language).to_owned(),
        Problem::Places { max } => words::PLACES.with(language, &[("max", &number(max))]),
        Problem::EmptyFile => words::EMPTY_FILE.get(language).to_owned(),
        Problem::TimeOfDay => activity::TIME_OF_DAY.get(language).to_owned(),
        Problem::DayFirst => activity::DAY_FIRST.get(language).to_owned(),
        Problem::UpTo { max } => recurrence::UP_TO.with(language, &[("max", &max.to_string())]),
        Problem::OneEnd => recurrence::ONE_END.get(language).to_owned(),
        Problem::NeverOn => recurrence::NEVER_ON.get(language).to_owned(),
        Problem::OneAtATime => recurrence::ONE_AT_A_TIME.get(language).to_owned(),
        Problem::DateTime => words::DATE_TIME.get(language).to_owned(),
        Problem::Taken => words::TAKEN.get(language).to_owned(),
        Problem::OfOneCustomer => words::OF_ONE_CUSTOMER.get(language).to_owned(),
        Problem::LastStatus => words::LAST_STATUS.get(language).to_owned(),
        Problem::LastContact => words::LAST_CONTACT.get(language).to_owned(),
        Problem::UnknownCustomer => words::UNKNOWN_CUSTOMER.get(language).to_owned(),
        Problem::SeveralCustomers => words::SEVERAL_CUSTOMERS.get(language).to_owned(),
        Problem::Twice => words::TWICE.get(language).to_owned(),
        Problem::OwnRelation => words::OWN_RELATION.get(language).to_owned(),
        Problem::UnknownContact => words::UNKNOWN_CONTACT.get(language).to_owned(),
        Problem::SeveralContacts => words::SEVERAL_CONTACTS.get(language).to_owned(),
        Problem::DaysTurned => words::DAYS_TURNED.get(language).to_owned(),
        Problem::HasParent => words::HAS_PARENT.get(language).to_owned(),
        Problem::UnknownEmployee => employee::UNKNOWN.get(language).to_owned(),
        Problem::SeveralEmployees => employee::SEVERAL.get(language).to_owned(),
        Problem::AlreadyAtCustomer => employee::ALREADY.get(language).to_owned(),
        Problem::EndBeforeStart => employee::END_BEFORE_START.get(language).to_owned(),
        Problem::LastAdministrator => user::LAST_ADMINISTRATOR.get(language).to_owned(),
        Problem::Yourself => user::YOURSELF.get(language).to_owned(),
        Problem::NotAccepted => user::NOT_ACCEPTED.get(language).to_owned(),
        Problem::Accepted => user::ACCEPTED.get(language).to_owned(),
        Problem::EmailTaken => user::EMAIL_TAKEN.get(language).to_owned(),
        Problem::OwnParent => words::OWN_PARENT.get(language).to_owned(),
        Problem::ParentRing => words::PARENT_RING.get(language).to_owned(),
        Problem::NoPicture => words::NO_PICTURE.get(language).to_owned(),
        Problem::PictureKind => words::PICTURE_KIND.get(language).to_owned(),
        Problem::PictureTooLarge { max } => words::PICTURE_TOO_LARGE.with(language, &[("max", &number(max))]),
        Problem::PictureTooManyPixels { max } => {
            words::PICTURE_TOO_MANY_PIXELS.with(language, &[("max", &number(max))])
        }
        Problem::PictureBroken => words::PICTURE_BROKEN.get(language).to_owned(),
        Problem::PasswordMismatch => words::PASSWORD_MISMATCH.get(language).to_owned(),
        Problem::WrongPassword => words::WRONG_PASSWORD.get(language).to_owned(),
        Problem::WrongCode => words::WRONG_CODE.get(language).to_owned(),
        Problem::TooManyCodes => words::TOO_MANY_CODES.get(language).to_owned(),
        Problem::ReadOnly => words::READ_ONLY.get(language).to_owned(),
        Problem::ChangedSince => settings::CHANGED_SINCE.get(language).to_owned(),
        Problem::Registry { failure } => crate::registry::failure_text(failure).get(language).to_owned(),
        Problem::MailServer => mailbox::MAIL_SERVER.get(language).to_owned(),
        Problem::MailFileGone => mailbox::FILE_GONE.get(language).to_owned(),
        Problem::Mailbox { why } => mailbox::problem(why).get(language).to_owned(),
        Problem::SiteAddress => sharepoint::SITE_ADDRESS.get(language).to_owned(),
        Problem::DirectoryId => sharepoint::DIRECTORY_ID.get(language).to_owned(),
        Problem::ClientId => sharepoint::CLIENT_ID.get(language).to_owned(),
        Problem::FolderName => sharepoint::FOLDER_NAME.get(language).to_owned(),
        Problem::FolderPattern => sharepoint::FOLDER_PATTERN.get(language).to_owned(),
        Problem::SharePoint { why } => sharepoint::failure(why, language),
        Problem::SharePointPartly { done, of, why } => sharepoint::partly(done, of, why, language),
        Problem::NothingToMerge => merge::TOO_FEW.get(language).to_owned(),
        Problem::TooManyToMerge { max } => merge::TOO_MANY.with(language, &[("max", &number(max))]),
        Problem::MergedSince => merge::MERGED_SINCE.get(language).to_owned(),
        Problem::CellError => crate::i18n::exchange::CELL_ERROR.get(language).to_owned(),
        Problem::DocumentEmpty { file } => document::PROBLEM_EMPTY.with(language, &[("file", &number(file))]),
        Problem::DocumentKind { file } => document::PROBLEM_KIND.with(language, &[("file", &number(file))]),
        Problem::DocumentTooLarge { file, max } => {
            document::PROBLEM_LARGE.with(language, &[("file", &number(file)), ("max", &number(max))])
        }
        Problem::DocumentTorn => document::PROBLEM_TORN.get(language).to_owned(),
        Problem::TooManyFiles { max } => document::PROBLEM_MANY.with(language, &[("max", &number(max))]),
        Problem::NotPdf => signing::NOT_PDF.get(language).to_owned(),
        Problem::AlreadySent => signing::ALREADY_SENT.get(language).to_owned(),
        Problem::NobodyToInvite => invited::ALL_KNOW.get(language).to_owned(),
        Problem::InvitationOver => invited::IS_OVER.get(language).to_owned(),
        Problem::SigningOver => signing::OVER.get(language).to_owned(),
        Problem::NoSigning => signing::NOT_SET_UP.get(language).to_owned(),
        Problem::SigningDays { max } => signing::PROBLEM_DAYS.with(language, &[("max", &number(max))]),
        Problem::File { refusal } => crate::exchange::refusal_text(refusal, language),
        Problem::NothingToUndo => words::NOTHING_TO_UNDO.get(language).to_owned(),
    }
}

/// A failure as a title and what to do about it.
#[must_use]
pub const fn code_text(code: ErrorCode, language: Language) -> (&'static str, &'static str) {
    let (title, advice) = match code {
        ErrorCode::BadRequest => (words::BAD_REQUEST, words::BAD_REQUEST_ADVICE),
        ErrorCode::Unauthenticated => (words::UNAUTHENTICATED, words::UNAUTHENTICATED_ADVICE),
        ErrorCode::WrongCredentials => (words::WRONG_CREDENTIALS, words::WRONG_CREDENTIALS_ADVICE),
        ErrorCode::Forbidden => (words::FORBIDDEN, words::FORBIDDEN_ADVICE),
        ErrorCode::NotFound => (words::NOT_FOUND, words::NOT_FOUND_ADVICE),
        ErrorCode::Conflict => (words::CONFLICT, words::CONFLICT_ADVICE),
        ErrorCode::PossibleDuplicate => (words::POSSIBLE_DUPLICATE, words::POSSIBLE_DUPLICATE_ADVICE),
        ErrorCode::TooLarge => (words::TOO_LARGE, words::TOO_LARGE_ADVICE),
        ErrorCode::Invalid => (words::INVALID, words::INVALID_ADVICE),
        ErrorCode::TooManyAttempts => (words::TOO_MANY, words::TOO_MANY_ADVICE),
        ErrorCode::Unavailable => (words::UNAVAILABLE, words::UNAVAILABLE_ADVICE),
        ErrorCode::Internal => (words::INTERNAL, words::INTERNAL_ADVICE),
    };
    (title.get(language), advice.get(language))
}
