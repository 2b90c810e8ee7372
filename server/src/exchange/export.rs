//! The customers of the register as a file. They are read some hundreds at a time and written as they
//! come, on a thread of their own: memory does not grow with how many they are.

use super::shown_as;
use crate::visit::Visit;
use app::i18n::exchange as words;
use domain::{
    error::ErrorCode,
    exchange::{Cell, Column, Out, Writing},
    field::Kind,
    filter,
    id::CustomerId,
    language::Language,
    register::RegisterQuery,
    session::Session,
};
use spreadsheet::{Delimited, Excel, Written};
use std::io;
use store::{
    StoreError,
    register::export::{self, Exported, Made},
};
use tokio::{sync::mpsc, task::spawn_blocking};

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Excel.
    Xlsx,
    /// Text with separators.
    Csv,
}

impl Format {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        [Self::Xlsx, Self::Csv].into_iter().find(|format| format.key() == key)
    }

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// What is to be exported.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) query: RegisterQuery,
    /// Those that were chosen one by one; none: all that is listed.
    pub(crate) these: Option<Vec<CustomerId>>,
    /// Whether they are a choice from the list, one by one or all that match.
    pub(crate) chosen: bool,
    /// The register's columns; none: all that an import reads.
    pub(crate) columns: Option<Vec<filter::Column>>,
    pub(crate) format: Format,
}

/// Why there is no file.
#[derive(Debug)]
pub(crate) enum Failed {
    Store(StoreError),
    Disk(io::Error),
    /// More customers than an Excel file has rows.
    TooMany,
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl Failed {
    /// What is answered.
    pub(crate) fn into_store(self) -> Result<StoreError, ErrorCode> {
        match self {
            Self::Store(error) => Ok(error),
            Self::TooMany => Err(ErrorCode::TooLarge),
            Self::Disk(error) => {
                tracing::error!(%error, "an export could not be written");
                Err(ErrorCode::Internal)
            }
        }
    }
}

/// Rows of an Excel file, without the head.
const MOST_ROWS: i64 = 1_048_575;

/// Writes an export, and notes that it was made.
pub(crate) async fn export(visit: &Visit, order: Order) -> Result<(Session, Written), Failed> {
    let token = visit.context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let mut tx = visit.context.store.open_snapshot(token).await?;
    tx.prefer_language(visit.context.browser_language);
    let columns = if let Some(columns) = &order.columns {
        let rights = &tx.session().rights;
        let sees = |column: &filter::Column| !matches!(column, filter::Column::Field(field) if !rights.sees(field));
        let columns: Vec<filter::Column> = columns.iter().copied().filter(sees).collect();
        Out::of_register(&columns)
    } else {
        let settings = store::settings::read(&mut tx).await?;
        Out::all(&settings, &tx.session().all_own().collect::<Vec<_>>())
    };
    let names = export::names(&mut tx).await?;
    export::begin(&mut tx, &order.query, order.these.as_deref()).await?;
    let (language, home) = (tx.session().language, tx.session().home);
    let (send, mut rows) = mpsc::channel::<Vec<Exported>>(1);
    let writing = spawn_blocking({
        let columns = columns.clone();
        move || {
            let mut file = File::new(order.format, &columns, language)?;
            let writing = Writing { names: &names, language, home };
            let mut cells = Vec::with_capacity(columns.len());
            while let Some(together) = rows.blocking_recv() {
                for row in together {
                    cells.clear();
                    cells.extend(columns.iter().map(|of| of.cell(&row.customer, &row.contact, &writing)));
                    file.row(&cells)?;
                }
            }
            file.end()
        }
    });
    let mut count = 0_i64;
    loop {
        let together = export::next(&mut tx, &columns).await?;
        if together.is_empty() {
            break;
        }
        count += i64::try_from(together.len()).unwrap_or(i64::MAX);
        if order.format == Format::Xlsx && count > MOST_ROWS {
            return Err(Failed::TooMany);
        }
        // Who no longer takes them has failed, and says so below.
        if send.send(together).await.is_err() {
            break;
        }
    }
    drop(send);
    let written = writing.await.map_err(io::Error::other)??;
    let (query, chosen, format) = (&order.query, order.chosen, order.format.key());
    export::note(&mut tx, Made { query, chosen, format, columns: &columns, count }).await?;
    Ok((tx.commit().await?, written))
}

/// A file of either kind.
enum File {
    Xlsx(Box<Excel>),
    Csv(Box<Delimited>),
}

impl File {
    fn new(format: Format, columns: &[Out], language: Language) -> io::Result<Self> {
        let columns: Vec<spreadsheet::Column> = columns.iter().map(|of| column(*of, language)).collect();
        Ok(match format {
            Format::Xlsx => Self::Xlsx(Box::new(Excel::new(words::SHEET_CUSTOMERS.get(language), &columns)?)),
            Format::Csv => Self::Csv(Box::new(Delimited::new(&columns)?)),
        })
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match self {
            Self::Xlsx(file) => file.row(cells),
            Self::Csv(file) => file.row(cells),
        }
    }

    fn end(self) -> io::Result<Written> {
        match self {
            Self::Xlsx(file) => file.end(),
            Self::Csv(file) => file.end(),
        }
    }
}

fn column(of: Out, language: Language) -> spreadsheet::Column {
    let header = of.header(language);
    let width = match of {
        Out::Column(Column::Id) => 38.0,
        Out::Column(Column::Field(field)) if field.key == "name" => 34.0,
        Out::Column(Column::Field(field) | Column::Contact(field)) => match field.kind {
            Kind::Lines { .. } => 40.0,
            Kind::Email | Kind::WebAddress | Kind::IndustryCode => 28.0,
            Kind::Number | Kind::Days | Kind::YesNo => 12.0,
            _ => 18.0,
        },
        Out::Known(_) => 18.0,
    };
    let form = of.form().map_or(spreadsheet::Form::Date, shown_as);
    let longest = u16::try_from(header.chars().count()).unwrap_or(40);
    spreadsheet::Column {
        width: f64::max(width, f64::from(longest) + 2.0),
        header,
        form,
        ..spreadsheet::Column::default()
    }
}
