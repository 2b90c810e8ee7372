//! A firm while its rows are made.

use super::{
    Demo, clock::Clock, ids::Ids, lists::Lists, numbers::OrganisationNumbers, places::Places, profile::Profile,
    random::Random, words::slug,
};
use domain::{
    id::{DepartmentId, TenantId, UserId},
    user::Role,
};
use std::collections::HashSet;
use store::demo::{Batch, DepartmentRow, TenantRow, UserRow};

/// A firm while its rows are made: what is counted, chosen and looked up on the way.
#[derive(Debug)]
pub(super) struct Firm {
    pub(super) profile: &'static Profile,
    pub(super) tenant: TenantId,
    /// One for each office.
    pub(super) departments: Vec<DepartmentId>,
    pub(super) consultants: Vec<Consultant>,
    pub(super) lists: Lists,
    pub(super) places: Places,
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    pub(super) numbers: OrganisationNumbers,
    pub(super) random: Random,
    /// Names of customers that are given already.
    pub(super) names: HashSet<String>,
}

/// A consultant, who is responsible for customers and writes comments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Consultant {
    pub(super) id: UserId,
    pub(super) first_name: &'static str,
    /// Place of their department among the offices.
    pub(super) office: usize,
}

impl Firm {
    /// Founds a firm: itself, and the rows that are there before any customer.
    pub(super) fn found(profile: &'static Profile, demo: &Demo) -> (Self, Batch) {
        let mut ids = Ids::new(demo.seed, profile.index);
        let tenant = ids.tenant();
        let departments: Vec<_> = profile
            .offices
            .iter()
            .zip(0..)
            .map(|(office, position)| {
                let name = office.name.to_owned();
                DepartmentRow { tenant_id: tenant, id: ids.department(), name, position }
            })
            .collect();
        let users: Vec<_> = profile
            .staff
            .iter()
            .map(|staff| {
                let address = if staff.address.is_empty() { slug(staff.name, true) } else { staff.address.to_owned() };
                UserRow {
                    tenant_id: tenant,
                    id: ids.user(),
                    name: staff.name.to_owned(),
                    email: format!("{address}@{}", profile.mail_domain),
                    password_hash: demo.password_hash.clone(),
                    role: staff.role,
                    department_id: departments.get(staff.office).map(|department| department.id),
                }
            })
            .collect();
        let consultants = profile
            .staff
            .iter()
            .zip(&users)
            .filter(|(staff, _)| staff.role == Role::Consultant)
            .map(|(staff, row)| Consultant {
                id: row.id,
                first_name: staff.name.split(' ').next().unwrap_or_default(),
                office: staff.office,
            })
            .collect();
        let (lists, list_items) = Lists::new(tenant, profile.country, &mut ids);
        let tenants = vec![TenantRow {
            id: tenant,
            name: profile.name.to_owned(),
            country: profile.country,
            time_zone: profile.time_zone.to_owned(),
            start_address: profile.start_address.to_owned(),
        }];
        let codes: Vec<_> = profile.offices.iter().map(|office| office.codes).collect();
        let firm = Self {
            profile,
            tenant,
            departments: departments.iter().map(|department| department.id).collect(),
            consultants,
            lists,
            places: Places::new(profile.country, &codes),
            clock: Clock::new(demo.now, profile.time_zone),
            ids,
            numbers: OrganisationNumbers::new(profile.country),
            random: Random::new(demo.seed, profile.index, 0),
            names: HashSet::new(),
        };
        (firm, Batch { tenants, departments, users, list_items, ..Batch::default() })
    }

    /// The consultant with this first name, or else the first one.
    pub(super) fn colleague(&self, first_name: &str) -> Consultant {
        *self.consultants.iter().find(|consultant| consultant.first_name == first_name).unwrap_or(&self.consultants[0])
    }

    /// Any consultant.
    pub(super) fn any_colleague(&mut self) -> Consultant {
        self.random.pick(&self.consultants)
    }

    /// A minute of the day at which people are at work.
    pub(super) fn office_minute(&mut self) -> i64 {
        self.random.between(7 * 60 + 30, 16 * 60)
    }
}
