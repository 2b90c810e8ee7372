//! Who a customer is: its name, its form, what it does.

use super::{
    firm::Firm,
    words::{Trade, slug},
};
use domain::{country::Country, customer::CustomerKind};

/// Who a customer is.
#[derive(Debug)]
pub(super) struct Identity {
    /// Its name.
    pub(super) name: String,
    /// What colleagues call it.
    pub(super) nickname: Option<String>,
    /// Company or private.
    pub(super) kind: CustomerKind,
    /// The person, where the customer is one: private customers and sole proprietors.
    pub(super) person: Option<Person>,
    /// Code of its industry.
    pub(super) industry: Option<&'static str>,
    /// Organisation number.
    pub(super) organisation_number: Option<String>,
    /// Where it has its e-mail and website.
    pub(super) domain: String,
}

/// A person's name.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) first: &'static str,
    pub(super) last: String,
}

impl Person {
    /// Any person.
    pub(super) fn draw(firm: &mut Firm) -> Self {
        let words = firm.profile.words;
        let first = firm.random.pick(words.first_names);
        let last = firm.random.pick(words.last_names);
        let second = if firm.random.chance(12) { firm.random.pick(words.last_names) } else { last };
        // Two last names: with a space in Norway, with a hyphen in Sweden.
        let between = if firm.profile.country == Country::NORWAY { ' ' } else { '-' };
        Self { first, last: if second == last { last.to_owned() } else { format!("{last}{between}{second}") } }
    }

    /// First and last name.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// Their e-mail address at a domain.
    pub(super) fn email(&self, domain: &str) -> String {
        format!("{}.{}@{domain}", slug(self.first, true), slug(&self.last, true))
    }
}

impl Identity {
    /// Somebody new: mostly a company, now and then a sole proprietor or a private person.
    pub(super) fn draw(firm: &mut Firm) -> Self {
        let sort = firm.random.weighted(&[86, 6, 8]);
        loop {
            let drawn = match sort {
                0 => Self::any_company(firm, None),
                1 => Self::sole_proprietor(firm),
                _ => Self::private(firm),
            };
            if firm.names.insert(drawn.name.clone()) {
                return Self { organisation_number: drawn.new_number(firm), ..drawn };
            }
        }
    }

    /// A company for a long list, told apart by its place; its name may be given already.
    pub(super) fn draw_branch(firm: &mut Firm, place: &str) -> Self {
        let drawn = Self::any_company(firm, Some(place));
        Self { organisation_number: drawn.new_number(firm), ..drawn }
    }

    /// A company with a given name before its form.
    pub(super) fn company(firm: &mut Firm, bare: &str, suffix: &str, industry: &'static str) -> Self {
        let company = Self::named(bare, suffix, industry);
        firm.names.insert(company.name.clone());
        Self { organisation_number: company.new_number(firm), ..company }
    }

    fn named(bare: &str, suffix: &str, industry: &'static str) -> Self {
        Self {
            name: format!("{bare} {suffix}"),
            nickname: None,
            kind: CustomerKind::Company,
            person: None,
            industry: Some(industry),
            organisation_number: None,
            domain: format!("{}.example", slug(bare, false)),
        }
    }

    fn any_company(firm: &mut Firm, place: Option<&str>) -> Self {
        let words = firm.profile.words;
        let stem = format!("{}{}", firm.random.pick(words.heads), firm.random.pick(words.tails));
        let Trade { word, industry } = &words.trades[firm.random.place(words.trades.len())];
        let bare = place.map_or_else(|| format!("{stem} {word}"), |place| format!("{stem} {word} {place}"));
        let company = Self::named(&bare, firm.random.pick(words.forms), industry);
        Self { nickname: firm.random.chance(12).then_some(stem), ..company }
    }

    fn sole_proprietor(firm: &mut Firm) -> Self {
        let words = firm.profile.words;
        let person = Person::draw(firm);
        let Trade { word, industry } = &words.crafts[firm.random.place(words.crafts.len())];
        Self {
            person: Some(person.clone()),
            ..Self::named(&format!("{} {word}", person.last), words.sole_form, industry)
        }
    }

    fn private(firm: &mut Firm) -> Self {
        let person = Person::draw(firm);
        Self {
            name: person.name(),
            nickname: None,
            kind: CustomerKind::Private,
            person: Some(person),
            industry: None,
            organisation_number: None,
            domain: firm.profile.words.private_domain.to_owned(),
        }
    }

    /// A number of its own. A Swedish sole proprietor's would be their personal identity number: none.
    fn new_number(&self, firm: &mut Firm) -> Option<String> {
        let is_person = self.person.is_some();
        let none = self.kind == CustomerKind::Private || (is_person && firm.profile.country == Country::SWEDEN);
        if none { None } else { firm.numbers.next() }
    }
}
