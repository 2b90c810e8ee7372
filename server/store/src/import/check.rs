//! The dry run: reads the rows of a file, finds what is there already, and keeps what is to become
//! of each. Some thousand rows are looked at together, by the same few statements.

use super::{
    Import, cells,
    find::{self, Known, Traits},
    verdict::{Found, Judge, Row},
};
use crate::{StoreError, Tx, list, settings};
use domain::{
    exchange::{Cell, Refusal},
    id::{CustomerId, ImportId, ListItemId, UserId},
    import::{Overwrite, Read, Reader, Remark, Staff, Target, differing},
    policy::Action,
};
use serde_json::{Map, Value};
use sqlx::types::Json;
use uuid::Uuid;

/// Looks at the rows of one file.
#[derive(Debug)]
pub struct Checker {
    import: ImportId,
    reader: Reader,
    judge: Judge,
    rows: i64,
}

impl Checker {
    /// Begins anew with a file: what was said of its rows before goes.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it has been run, or is being looked at already.
    pub async fn begin(tx: &mut Tx, import: &Import) -> Result<Self, StoreError> {
        tx.authorise(Action::ImportCustomers)?;
        let done = sqlx::query!(
            "update import set state = 'checking', checked = 0, checked_at = now(), new_items = '[]', refusal = null
            where tenant_id = current_tenant() and id = $1 and state <> 'run'
                and (state <> 'checking' or checked_at < now() - interval '20 seconds')",
            import.id.0
        )
        .execute(tx.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        sqlx::query!("delete from import_row where tenant_id = current_tenant() and import_id = $1", import.id.0)
            .execute(tx.connection())
            .await?;
        Self::of(tx, import).await
    }

    /// A checker with all that the rows of a file are read by.
    pub(super) async fn of(tx: &mut Tx, import: &Import) -> Result<Self, StoreError> {
        let language = tx.session().language;
        let statuses = list::statuses(tx, language).await?;
        let settings = import.settings.clone();
        let responsible = settings.responsible.unwrap_or(tx.session().user);
        let home = tx.session().home;
        let own: Vec<_> = tx.session().all_own().collect();
        let rules = (settings::read(tx).await?, own.clone());
        // A field of the firm's own that is out of use by now takes nothing.
        let is_used = |target: &Target| match target {
            Target::Field(field) => !field.is_own() || own.iter().any(|known| known.key == field.key),
            _ => true,
        };
        let columns: Vec<Option<Target>> = import.columns.iter().map(|target| target.filter(is_used)).collect();
        let judge = Judge::new(&settings, statuses, responsible, home, language, rules);
        let mut reader = Reader::new(home, import.dialect(), settings, columns, ListItemId::generate);
        teach(tx, &mut reader).await?;
        Ok(Self { import: import.id, reader, judge, rows: 0 })
    }

    /// Looks at the next rows and keeps what is to become of them.
    ///
    /// # Errors
    /// When the policy says no, or the database fails.
    pub async fn check(&mut self, tx: &mut Tx, rows: &[(i32, Vec<Cell>)]) -> Result<(), StoreError> {
        tx.authorise(Action::ImportCustomers)?;
        let judged = self.judged(tx, rows, None).await?;
        insert(tx, self.import, rows, &judged).await?;
        self.rows += i64::try_from(rows.len()).unwrap_or_default();
        sqlx::query!(
            "update import set checked = $2, checked_at = now() where tenant_id = current_tenant() and id = $1 and state = 'checking'",
            self.import.0,
            self.rows,
        )
        .execute(tx.connection())
        .await?;
        Ok(())
    }

    /// What is to become of rows; `about` is the customer that somebody said they are about.
    pub(super) async fn judged(
        &mut self,
        tx: &mut Tx,
        rows: &[(i32, Vec<Cell>)],
        about: Option<CustomerId>,
    ) -> Result<Vec<Row>, StoreError> {
        let mut reads: Vec<(i32, Read)> =
            rows.iter().map(|(ordinal, cells)| (*ordinal, self.reader.read(cells))).collect();
        self.name_parents(tx, &mut reads).await?;
        let found = self.find(tx, &reads, about).await?;
        let reader = &self.reader;
        Ok(reads.into_iter().map(|(ordinal, read)| self.judge.judge(ordinal, read, reader, &found)).collect())
    }

    async fn find(
        &mut self,
        tx: &mut Tx,
        reads: &[(i32, Read)],
        about: Option<CustomerId>,
    ) -> Result<Found, StoreError> {
        let by = self.reader.settings().match_by.clone().unwrap_or_default();
        let keys: Vec<(i32, String)> =
            reads.iter().filter_map(|(ordinal, read)| Some((*ordinal, self.judge.key_of(read)?))).collect();
        let mut matched = find::matched(tx, &by, &keys).await?;
        if let Some(about) = about {
            let known = find::one(tx, about).await?;
            matched = reads.iter().map(|(ordinal, _)| (*ordinal, vec![known.clone()])).collect();
        }
        let numbers: Vec<i64> =
            if by == "number" { Vec::new() } else { reads.iter().filter_map(|(_, read)| read.number).collect() };
        let externals: Vec<String> = if by == "external_id" {
            Vec::new()
        } else {
            reads.iter().filter_map(|(_, read)| Some(read.customer.get("external_id")?.as_str()?.to_owned())).collect()
        };
        let taken = find::taken(tx, &numbers, &externals).await?;
        let one = |ordinal: &i32| match matched.get(ordinal).map(Vec::as_slice) {
            Some([known]) => Some(known),
            _ => None,
        };
        let paired: Vec<(&Read, &Known)> =
            reads.iter().filter_map(|(ordinal, read)| Some((read, one(ordinal)?))).collect();
        let asked: Vec<(Uuid, String)> = if self.reader.settings().overwrite == Overwrite::Replace {
            Vec::new()
        } else {
            paired
                .iter()
                .flat_map(|(read, known)| {
                    differing(&read.customer, &known.values).into_iter().map(|column| (known.id.0, column))
                })
                .collect()
        };
        let sources = find::sources(tx, &asked).await?;
        let reached: Vec<Uuid> =
            paired.iter().filter(|(read, _)| !read.contact.is_empty()).map(|(_, known)| known.id.0).collect();
        let contacts = find::contacts(tx, &reached).await?;
        let strangers: Vec<Traits> = reads
            .iter()
            .filter(|(ordinal, read)| !matched.contains_key(ordinal) && !read.is_wrong() && self.judge.makes_new())
            .map(|(ordinal, read)| traits(*ordinal, read))
            .collect();
        let same = find::same(tx, &strangers).await?;
        Ok(Found { matched, taken, sources, contacts, same })
    }

    /// Puts in place of what is written as a parent company which customer that is.
    async fn name_parents(&self, tx: &mut Tx, reads: &mut [(i32, Read)]) -> Result<(), StoreError> {
        let written: Vec<Traits> = reads
            .iter()
            .filter_map(|(ordinal, read)| {
                let text = read.customer.get("parent_id")?.as_str()?.to_owned();
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                let number = (digits.len() >= 9).then_some(digits);
                Some(Traits {
                    ordinal: *ordinal,
                    number,
                    external: Some(text.clone()),
                    name: text,
                    ..Traits::default()
                })
            })
            .collect();
        if written.is_empty() {
            return Ok(());
        }
        let numbers: Vec<i64> = written.iter().filter_map(|row| row.name.parse().ok()).collect();
        let (by_number, _) = find::taken(tx, &numbers, &[]).await?;
        let same = find::same(tx, &written).await?;
        for (ordinal, read) in reads {
            let Some(row) = written.iter().find(|row| row.ordinal == *ordinal) else { continue };
            let by_number = row.name.parse().ok().and_then(|number: i64| by_number.get(&number).copied());
            let candidates: Vec<CustomerId> = match by_number {
                Some(id) => vec![id],
                None => same.get(ordinal).map(|same| same.keys().copied().collect()).unwrap_or_default(),
            };
            self.judge.name_parent(read, &self.reader, &candidates);
        }
        Ok(())
    }
}

fn traits(ordinal: i32, read: &Read) -> Traits {
    let of = |values: &Map<String, Value>, key: &str| values.get(key).and_then(Value::as_str).map(str::to_owned);
    let both = |keys: [&str; 2]| -> Vec<String> {
        [&read.customer, &read.contact]
            .into_iter()
            .flat_map(|values| keys.map(|key| of(values, key)))
            .flatten()
            .collect()
    };
    let mut phones = both(["phone", "mobile"]);
    phones.sort_unstable();
    phones.dedup();
    let mut emails: Vec<String> = both(["email", "email"]).into_iter().map(|email| email.to_lowercase()).collect();
    emails.sort_unstable();
    emails.dedup();
    Traits {
        ordinal,
        name: of(&read.customer, "name").unwrap_or_default(),
        place: of(&read.customer, "visiting_place").unwrap_or_default(),
        number: of(&read.customer, "organisation_number"),
        external: of(&read.customer, "external_id"),
        phones,
        emails,
    }
}

/// Teaches a reader what names stand for in this firm.
async fn teach(tx: &mut Tx, reader: &mut Reader) -> Result<(), StoreError> {
    for kind in tx.session().lists() {
        let items = list::items(tx, kind).await?;
        reader.learn_list(kind, &items);
    }
    let rows = sqlx::query!(
        r#"select id as "id: UserId", name, email from app_user where tenant_id = current_tenant() and active order by name"#
    )
    .fetch_all(tx.connection())
    .await?;
    let staff: Vec<Staff> =
        rows.into_iter().map(|row| Staff { id: row.id, name: row.name, email: row.email }).collect();
    reader.learn_staff(&staff);
    Ok(())
}

async fn insert(tx: &mut Tx, import: ImportId, rows: &[(i32, Vec<Cell>)], judged: &[Row]) -> Result<(), StoreError> {
    let ordinals: Vec<i32> = rows.iter().map(|(ordinal, _)| *ordinal).collect();
    let cells: Vec<Value> = rows.iter().map(|(_, cells)| cells::kept(cells)).collect();
    let verdicts: Vec<String> = judged.iter().map(|row| row.verdict.key().to_owned()).collect();
    let remarks: Vec<Json<&[Remark]>> = judged.iter().map(|row| Json(row.remarks.as_slice())).collect();
    let customers: Vec<Uuid> = judged.iter().map(|row| row.customer.0).collect();
    // Written as they stand, without another copy of each.
    let objects = |of: fn(&Row) -> &Map<String, Value>| -> Vec<Json<&Map<String, Value>>> {
        judged.iter().map(|row| Json(of(row))).collect()
    };
    let contacts: Vec<Option<Json<&Map<String, Value>>>> =
        judged.iter().map(|row| row.contact.as_ref().map(Json)).collect();
    let contact_ids: Vec<Uuid> = judged.iter().map(|row| row.contact_id.0).collect();
    let contacts_new: Vec<bool> = judged.iter().map(|row| row.contact_is_new).collect();
    sqlx::query!(
        "insert into import_row (tenant_id, import_id, ordinal, cells, verdict, remarks, customer_id, customer, changes, proposals, contact_id, contact, contact_is_new)
        select current_tenant(), $1, g.ordinal, g.cells, g.verdict, g.remarks, g.customer_id, g.customer, g.changes, g.proposals,
            g.contact_id, g.contact, g.contact_is_new
        from unnest($2::integer[], $3::jsonb[], $4::text[], $5::jsonb[], $6::uuid[], $7::jsonb[], $8::jsonb[], $9::jsonb[], $10::uuid[], $11::jsonb[], $12::boolean[])
            as g (ordinal, cells, verdict, remarks, customer_id, customer, changes, proposals, contact_id, contact, contact_is_new)",
        import.0,
        &ordinals,
        &cells,
        &verdicts,
        &remarks as &[Json<&[Remark]>],
        &customers,
        &objects(|row| &row.values) as &[Json<&Map<String, Value>>],
        &objects(|row| &row.changes) as &[Json<&Map<String, Value>>],
        &objects(|row| &row.proposals) as &[Json<&Map<String, Value>>],
        &contact_ids,
        &contacts as &[Option<Json<&Map<String, Value>>>],
        &contacts_new,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// All rows have been looked at.
///
/// # Errors
/// When the policy says no, or the database fails.
pub async fn end_check(tx: &mut Tx, checker: &Checker) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    sqlx::query!(
        "update import set state = 'checked', new_items = $2, checked_at = now()
        where tenant_id = current_tenant() and id = $1 and state = 'checking'",
        checker.import.0,
        Json(checker.reader.made()) as _,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The file can't be read to its end.
///
/// # Errors
/// When the policy says no, or the database fails.
pub async fn fail_check(tx: &mut Tx, import: ImportId, refusal: Refusal) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    sqlx::query!(
        "update import set state = 'failed', refusal = $2 where tenant_id = current_tenant() and id = $1 and state = 'checking'",
        import.0,
        Json(refusal) as _,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
