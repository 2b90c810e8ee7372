//! An activity as a form sends it, read and compared with what there is.

use super::repeat::{Repeats, Series};
use crate::{StoreError, Tx};
use domain::{
    activity::{Kind, MOST_PEOPLE, NOTE_MAX, State, TITLE_MAX, time},
    country::Country,
    error::{ApiError, FieldError, Problem},
    field::date_in,
    id::CustomerId,
    plain_text,
};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;

/// An activity as a form sends it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// Its type.
    pub activity_type: &'a str,
    /// What it is called; its type's name where it is empty.
    pub title: &'a str,
    /// The day, or until when.
    pub starts_on: &'a str,
    /// The time of day.
    pub starts_at: &'a str,
    /// The last day.
    pub ends_on: &'a str,
    /// When it ends.
    pub ends_at: &'a str,
    /// Where.
    pub place: &'a str,
    /// How far it is; what is usual for its kind where it is empty.
    pub state: &'a str,
    /// Who sees to it; whoever writes it where it is empty.
    pub responsible: &'a str,
    /// Members of staff who take part, with commas between them.
    pub colleagues: &'a str,
    /// Contact persons who take part, with commas between them.
    pub contacts: &'a str,
    /// What is written of it.
    pub note: &'a str,
    /// How it repeats.
    pub repeats: Option<&'a Repeats<'a>>,
}

/// What was typed, as it is stored.
pub(super) struct Parsed {
    pub(super) activity_type: Uuid,
    pub(super) title: String,
    pub(super) note: Option<String>,
    pub(super) place: Option<String>,
    pub(super) starts_on: Option<String>,
    pub(super) starts_at: Option<String>,
    pub(super) ends_on: Option<String>,
    pub(super) ends_at: Option<String>,
    pub(super) state: State,
    pub(super) responsible: Uuid,
    pub(super) colleagues: Vec<Uuid>,
    pub(super) contacts: Vec<Uuid>,
    pub(super) series: Option<Series>,
}

impl Parsed {
    /// Its first day.
    pub(super) fn day(&self) -> Option<Date> {
        self.starts_on.as_ref()?.parse().ok()
    }

    /// How many days it takes beyond its first.
    pub(super) fn lasts(&self) -> i32 {
        let last: Option<Date> = self.ends_on.as_ref().and_then(|day| day.parse().ok());
        self.day().zip(last).and_then(|(first, last)| last.since(first).ok()).map_or(0, |span| span.get_days())
    }

    /// Lets what repeats begin on the first day of its rule.
    ///
    /// # Errors
    /// [`Problem::OneAtATime`] at the state where it repeats and is not planned.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        let lasts = self.lasts();
        let Some(series) = &self.series else { return Ok(()) };
        if self.state != State::Planned {
            return Err(StoreError::field("state", Problem::OneAtATime));
        }
        self.starts_on = Some(series.first.to_string());
        self.ends_on = self.ends_on.take().map(|_| series.first.saturating_add(lasts.days()).to_string());
        Ok(())
    }
}

/// Who took part, and what type it was: they may stay although they could not be chosen any more.
#[derive(Clone, Debug, Default)]
pub(super) struct Stands {
    pub(super) activity_type: Option<Uuid>,
    pub(super) people: Vec<Uuid>,
}

/// What is wrong, gathered field by field; and the country as whose people days are written.
struct Wrong(Vec<FieldError>, Country);

impl Wrong {
    fn note(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldError { field: field.to_owned(), problem });
    }

    fn line(&mut self, field: &str, typed: &str, most: u32) -> String {
        plain_text::line(typed, most).unwrap_or_else(|problem| {
            self.note(field, problem.into());
            String::new()
        })
    }

    fn day(&mut self, field: &str, typed: &str) -> Option<String> {
        let typed = typed.trim();
        let day = (!typed.is_empty()).then(|| date_in(typed, self.1));
        if day == Some(None) {
            self.note(field, Problem::Date);
        }
        day.flatten()
    }

    fn time(&mut self, field: &str, typed: &str) -> Option<String> {
        let typed = typed.trim();
        let at = (!typed.is_empty()).then(|| time(typed));
        if at == Some(None) {
            self.note(field, Problem::TimeOfDay);
        }
        at.flatten()
    }

    fn has(&self, field: &str) -> bool {
        self.0.iter().any(|error| error.field == field)
    }

    /// What the first and the last day, and the two times, say together. They sort as texts.
    fn order(&mut self, kind: Option<Kind>, days: [&Option<String>; 2], times: [&Option<String>; 2]) {
        let ([day, last], [start, end]) = (days, times);
        if day.is_none() && !self.has("starts_on") {
            if kind.is_some_and(|kind| kind != Kind::Task) {
                self.note("starts_on", Problem::Required);
            } else if start.is_some() || last.is_some() || end.is_some() {
                self.note("starts_on", Problem::DayFirst);
            }
        }
        if let (Some(day), Some(last)) = (day, last)
            && last < day
        {
            self.note("ends_on", Problem::EndBeforeStart);
        }
        match (start, end) {
            (None, Some(_)) if !self.has("starts_at") => self.note("starts_at", Problem::Required),
            (Some(start), Some(end)) if last.is_none() && end < start => self.note("ends_at", Problem::Ends),
            _ => {}
        }
    }

    fn people(&mut self, field: &str, typed: &str) -> Vec<Uuid> {
        let ids: Vec<_> = typed.split(',').filter(|id| !id.trim().is_empty()).map(|id| id.trim().parse()).collect();
        if ids.iter().any(Result::is_err) {
            self.note(field, Problem::Choice);
        }
        let mut ids: Vec<Uuid> = ids.into_iter().flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > MOST_PEOPLE as usize {
            self.note(field, Problem::TooManyChosen { max: MOST_PEOPLE });
            ids.clear();
        }
        ids
    }
}

impl Typed<'_> {
    /// Reads what was typed of an activity of this customer; all that is wrong is told at once, after what is wrong
    /// already.
    pub(super) async fn parse(
        self,
        tx: &mut Tx,
        customer: Option<CustomerId>,
        stands: &Stands,
        wrong: Vec<FieldError>,
    ) -> Result<Parsed, StoreError> {
        let home = tx.session().home;
        let mut wrong = Wrong(wrong, home);
        let title = wrong.line("title", self.title, TITLE_MAX);
        let place = wrong.line("place", self.place, TITLE_MAX);
        let note = plain_text::lines(self.note, NOTE_MAX).unwrap_or_else(|problem| {
            wrong.note("note", problem.into());
            String::new()
        });
        let starts_on = wrong.day("starts_on", self.starts_on);
        let starts_at = wrong.time("starts_at", self.starts_at);
        let mut ends_on = wrong.day("ends_on", self.ends_on);
        let ends_at = wrong.time("ends_at", self.ends_at);
        let colleagues = wrong.people("colleagues", self.colleagues);
        let contacts = wrong.people("contacts", self.contacts);
        let me = tx.session().user.0;
        let responsible =
            if self.responsible.trim().is_empty() { Some(me) } else { self.responsible.trim().parse().ok() };
        let activity_type: Option<Uuid> = self.activity_type.trim().parse().ok();
        let language = tx.session().language;
        let known = sqlx::query!(
            r#"select i.activity_kind as "kind?", case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end as "name?",
                exists (select from app_user u where u.tenant_id = current_tenant() and u.id = $3 and (u.active or u.id = any ($7))) as "responsible!",
                (select count(*) from app_user u where u.tenant_id = current_tenant() and u.id = any ($4) and (u.active or u.id = any ($7))) as "colleagues!",
                (select count(*) from contact k where k.tenant_id = current_tenant() and k.id = any ($5) and k.customer_id = $6) as "contacts!"
            from (select 1) as one
            left join list_item i on i.tenant_id = current_tenant() and i.id = $1 and i.kind = 'activity_type' and (not i.retired or i.id = $8)"#,
            activity_type,
            language.tag(),
            responsible,
            &colleagues,
            // Those who took part and are gone are left out silently.
            &contacts.iter().copied().filter(|id| !stands.people.contains(id)).collect::<Vec<_>>(),
            customer.map(|customer| customer.0),
            &stands.people,
            stands.activity_type,
        )
        .fetch_one(tx.connection())
        .await?;
        let kind = known.kind.as_deref().and_then(Kind::from_key);
        if kind.is_none() {
            wrong.note("activity_type", Problem::Choice);
        }
        if !known.responsible {
            wrong.note("responsible", Problem::Choice);
        }
        let fits = |count: i64, chosen: &[Uuid]| usize::try_from(count).is_ok_and(|count| count == chosen.len());
        if !fits(known.colleagues, &colleagues) {
            wrong.note("colleagues", Problem::Choice);
        }
        let new: Vec<Uuid> = contacts.iter().copied().filter(|id| !stands.people.contains(id)).collect();
        if !fits(known.contacts, &new) {
            wrong.note("contacts", Problem::Choice);
        }
        let series = self.repeats.and_then(|repeats| repeats.parse(starts_on.as_deref(), home, &mut wrong.0));
        let state = match self.state.trim() {
            "" if series.is_some() => Some(State::Planned),
            "" if kind.is_some_and(Kind::is_of_the_past) => Some(State::Done),
            "" => Some(State::Planned),
            key => State::from_key(key),
        };
        if state.is_none() {
            wrong.note("state", Problem::Choice);
        }
        if starts_on.is_none()
            && self.repeats.is_some_and(|repeats| !repeats.how.trim().is_empty())
            && !wrong.has("starts_on")
        {
            wrong.note("starts_on", Problem::Required);
        }
        if ends_on == starts_on {
            ends_on = None;
        }
        wrong.order(kind, [&starts_on, &ends_on], [&starts_at, &ends_at]);
        let (Some(activity_type), Some(responsible), Some(state), true) =
            (activity_type, responsible, state, wrong.0.is_empty())
        else {
            return Err(StoreError::Refused(ApiError::invalid(wrong.0)));
        };
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let title = given(title).or(known.name).unwrap_or_default();
        let (note, place) = (given(note), given(place));
        Ok(Parsed {
            activity_type,
            title,
            note,
            place,
            starts_on,
            starts_at,
            ends_on,
            ends_at,
            state,
            responsible,
            colleagues,
            contacts,
            series,
        })
    }
}
