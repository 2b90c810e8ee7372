//! What is being edited on a card, and the choices that it needs.

use super::{card::Parameters, offered};
use app::{activity, agreement, card::Editing, comment, corporate, editing::Choices, employee, relation, responsible};
use domain::{
    address::AddressKind,
    error::Problem,
    field::{self, Kind},
    id::CustomerId,
    language::Language,
    list::ListKind,
    registration::address_of,
    section::Section,
};
use store::{StoreError, Tx, form_state::FormState};

/// What is being edited: by a failed save, or by the address.
pub(super) fn editing(parameters: &Parameters, failed: Option<&FormState>) -> Option<Editing> {
    if let Some(state) = failed {
        let key = state.changed_field();
        return match state.form.as_str() {
            "/api/staff/customer-fields" => {
                let key = key?;
                if state.typed("patch[name]").is_some() && state.typed("patch[status]").is_some() {
                    return Some(Editing::General);
                }
                match field::customer(key).and_then(address_of) {
                    Some(kind) => Some(Editing::Address(kind)),
                    None => Some(Editing::Field(key.to_owned())),
                }
            }
            "/api/staff/contact-add" => Some(Editing::NewContact),
            "/api/staff/link-add" => Some(Editing::NewLink),
            app::document::ADD => Some(Editing::NewDocument),
            corporate::PARENT => Some(Editing::NewParent),
            corporate::SUBSIDIARY => Some(Editing::NewSubsidiary),
            relation::ADD => Some(Editing::NewRelation),
            relation::CHANGE => state.typed("relation")?.parse().ok().map(Editing::Relation),
            responsible::ADD => Some(Editing::NewResponsible),
            responsible::CHANGE => state.typed("responsible")?.parse().ok().map(Editing::Responsible),
            employee::ADD_PLACEMENT => Some(Editing::NewEmployee),
            employee::CHANGE_PLACEMENT => state.typed("placement")?.parse().ok().map(Editing::Placement),
            activity::ADD => {
                activity::section_added(state.typed("adds").unwrap_or("activity")).map(Editing::NewActivity)
            }
            "/api/staff/tag-add" => Some(Editing::NewTag),
            _ if agreement::editing_of_failed(state).is_some() => agreement::editing_of_failed(state),
            app::logo::ACTION => Some(Editing::Logo),
            comment::ADD => state.typed("answers")?.parse().ok().map(Editing::Answer),
            "/api/staff/comment-change" => state.typed("comment")?.parse().ok().map(Editing::Comment),
            _ => None,
        };
    }
    if let Some(edit) = &parameters.edit {
        if edit == "logo" {
            return Some(Editing::Logo);
        }
        if let Some(id) = edit.strip_prefix("relation-") {
            return id.parse().ok().map(Editing::Relation);
        }
        if let Some(row) = agreement::editing_of(edit) {
            return Some(row);
        }
        if let Some(id) = edit.strip_prefix("placement-") {
            return id.parse().ok().map(Editing::Placement);
        }
        if let Some(id) = edit.strip_prefix("responsible-") {
            return id.parse().ok().map(Editing::Responsible);
        }
        return match edit.strip_prefix("address-").and_then(AddressKind::from_key) {
            Some(kind) => Some(Editing::Address(kind)),
            None if edit == "general" => Some(Editing::General),
            None => Some(Editing::Field(edit.clone())),
        };
    }
    if let Some(comment) = &parameters.comment {
        return comment.parse().ok().map(Editing::Comment);
    }
    if let Some(answered) = &parameters.answer {
        return answered.parse().ok().map(Editing::Answer);
    }
    match parameters.add.as_deref() {
        Some("contact") => Some(Editing::NewContact),
        Some("link") => Some(Editing::NewLink),
        Some("document") => Some(Editing::NewDocument),
        Some("parent") => Some(Editing::NewParent),
        Some("relation") => Some(Editing::NewRelation),
        Some("responsible") => Some(Editing::NewResponsible),
        Some("subsidiary") => Some(Editing::NewSubsidiary),
        Some("tag") => Some(Editing::NewTag),
        Some("employee") => Some(Editing::NewEmployee),
        Some(other) => {
            activity::section_added(other).map(Editing::NewActivity).or_else(|| agreement::editing_of(other))
        }
        None => None,
    }
}

/// The section in which something is edited; none for what has a place of its own.
pub(super) fn section_of(editing: &Editing) -> Option<Section> {
    match editing {
        Editing::Field(key) => field::customer(key).map(|field| field.section),
        Editing::Address(AddressKind::Visiting | AddressKind::Postal) => Some(Section::VisitingPostal),
        Editing::Address(AddressKind::Invoice | AddressKind::Delivery) => Some(Section::InvoiceDelivery),
        Editing::Logo => Some(Section::General),
        Editing::NewContact => Some(Section::Contacts),
        Editing::NewLink => Some(Section::Links),
        Editing::NewTag => Some(Section::Tags),
        Editing::NewDocument => Some(Section::Documents),
        Editing::NewActivity(section) => Some(*section),
        Editing::Agreed(of, _) => agreement::section_of(*of),
        Editing::NewEmployee | Editing::Placement(_) => Some(Section::Employees),
        Editing::NewRelation | Editing::Relation(_) => Some(Section::Relations),
        Editing::NewResponsible | Editing::Responsible(_) => Some(Section::Responsibles),
        Editing::NewParent | Editing::NewSubsidiary => Some(Section::CorporateStructure),
        _ => None,
    }
}

/// The choices of what is being edited; nothing is read where nothing is.
pub(super) async fn choices(
    tx: &mut Tx,
    customer: CustomerId,
    editing: Option<&Editing>,
    failed: Option<&FormState>,
    language: Language,
) -> Result<Choices, StoreError> {
    let mut choices = Choices::default();
    let lists: Vec<ListKind> = match editing {
        Some(Editing::Field(key)) => match field::customer(key).map(|field| field.kind) {
            Some(Kind::Choice(list) | Kind::Choices(list)) => vec![list],
            Some(Kind::User) => {
                choices.staff = store::list::staff(tx).await?;
                Vec::new()
            }
            Some(Kind::Contact) => {
                choices.contacts = store::contact::choices(tx, customer).await?;
                Vec::new()
            }
            Some(Kind::Customer) => {
                choices.customers = offered(tx, key, failed, Some(customer)).await?;
                Vec::new()
            }
            _ => Vec::new(),
        },
        Some(Editing::General) => {
            choices.staff = store::list::staff(tx).await?;
            let lists = field::of_section(Section::General, &tx.session().own).filter_map(|field| match field.kind {
                Kind::Choice(list) | Kind::Choices(list) => Some(list),
                _ => None,
            });
            lists.collect()
        }
        Some(Editing::NewContact) => tx.session().lists_of_contacts(),
        Some(Editing::Agreed(of, _)) => agreement::lists_of(*of),
        Some(Editing::NewEmployee) => {
            let several = |state: &&FormState| state.error.problem_of("employee") == Some(Problem::SeveralEmployees);
            if let Some(state) = failed.filter(several) {
                choices.employees = store::employee::offer(tx, state.typed("employee").unwrap_or_default()).await?;
            }
            Vec::new()
        }
        Some(Editing::NewActivity(_)) => {
            choices.activities.types = store::activity::types(tx, language).await?;
            choices.activities.staff = store::list::staff(tx).await?;
            choices.activities.contacts = store::activity::contacts(tx, customer).await?;
            Vec::new()
        }
        Some(Editing::NewParent) => {
            choices.customers = offered(tx, "parent_id", failed, Some(customer)).await?;
            Vec::new()
        }
        Some(Editing::NewSubsidiary) => {
            choices.customers = offered(tx, "subsidiary", failed, Some(customer)).await?;
            Vec::new()
        }
        Some(Editing::NewRelation | Editing::Relation(_)) => {
            choices.customers = offered(tx, "other", failed, Some(customer)).await?;
            choices.lists.insert(ListKind::RelationKind, store::relation::kinds(tx, language).await?);
            Vec::new()
        }
        Some(Editing::NewResponsible) => {
            choices.staff = store::list::staff(tx).await?;
            vec![ListKind::ResponsibleTitle]
        }
        Some(Editing::Responsible(_)) => vec![ListKind::ResponsibleTitle],
        Some(Editing::NewLink) => vec![ListKind::LinkKind],
        Some(Editing::NewDocument) => vec![ListKind::DocumentKind],
        Some(Editing::NewTag) => vec![ListKind::Tag],
        Some(Editing::Comment(_)) => {
            choices.staff = store::list::staff(tx).await?;
            Vec::new()
        }
        _ => Vec::new(),
    };
    for list in lists {
        choices.lists.insert(list, store::list::choices(tx, list, language).await?);
    }
    Ok(choices)
}
