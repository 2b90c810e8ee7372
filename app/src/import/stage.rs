//! The file: kept for a day, looked into, and read row by row for the dry run.

use crate::request::RequestContext;
use domain::{
    exchange::{Cell, DateOrder, Decimal, Refusal},
    id::ImportId,
};
use serde_json::{Value, json};
use spreadsheet::{Encoding, Found, Options, Readers, Separator, Source};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use store::{
    StoreError,
    import::{Checker, Import, Opened, end_check, fail_check},
};

/// Rows that are looked at together.
const TOGETHER: usize = 500;
/// So long a file that was uploaded is kept.
const KEPT: Duration = Duration::from_hours(48);

/// Where uploaded files are, and the turns of those who read them. Clones share them.
#[derive(Clone, Debug)]
pub struct Files {
    folder: Arc<Path>,
    readers: Readers,
}

impl Files {
    /// Files in this folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: Arc::from(folder), readers: Readers::default() }
    }

    /// The folder; made where there is none yet.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn folder(&self) -> std::io::Result<&Path> {
        std::fs::create_dir_all(&self.folder)?;
        Ok(&self.folder)
    }

    /// Where the file of an import is.
    pub(super) fn path(&self, import: ImportId) -> PathBuf {
        self.folder.join(import.to_string())
    }

    /// Keeps an uploaded file as that of an import. Those that nobody needs any more go.
    pub(super) fn keep(&self, uploaded: &Path, import: ImportId) -> std::io::Result<()> {
        for old in std::fs::read_dir(self.folder()?)?.flatten() {
            let age = old.metadata().and_then(|of| of.modified()).ok().and_then(|at| at.elapsed().ok());
            if age.is_some_and(|age| age > KEPT) {
                let _ = std::fs::remove_file(old.path());
            }
        }
        // Uploads may stand on another disk.
        std::fs::rename(uploaded, self.path(import)).or_else(|_| std::fs::copy(uploaded, self.path(import)).map(drop))
    }

    /// Looks into a file.
    pub(super) async fn look(&self, path: PathBuf, reading: &Value) -> Result<Opened, Refusal> {
        let found = self.readers.look(Source::Path(path), options(reading)).await?;
        Ok(opened(&found, reading.clone()))
    }
}

/// How a file is to be read, as it was chosen.
fn options(reading: &Value) -> Options {
    let of = |key: &str| reading.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    Options {
        sheet: of("sheet").map(str::to_owned),
        header: of("header").and_then(|row| row.parse().ok()),
        encoding: of("encoding").and_then(Encoding::from_name),
        separator: of("separator").and_then(Separator::from_key),
        decimal: of("decimal").and_then(Decimal::from_key),
        dates: of("dates").and_then(DateOrder::from_key),
        ..Options::default()
    }
}

fn opened(found: &Found, reading: Value) -> Opened {
    // Columns without a name may still have something in them.
    let widest = found.sample.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(found.columns.len());
    let mut headers = found.columns.clone();
    headers.resize(widest, String::new());
    let samples =
        found.sample.iter().map(|row| row.cells.iter().map(|cell| cell.as_text().to_owned()).collect()).collect();
    Opened {
        found: json!({
            "kind": found.kind.key(),
            "encoding": found.encoding.map(Encoding::name),
            "separator": found.separator.map(Separator::key),
            "dialect": found.dialect,
            "decimal_is_known": found.decimal_is_known,
            "dates_are_known": found.dates_are_known,
            "sheets": found.sheets,
            "sheet": found.sheet,
            "header": found.header,
        }),
        reading,
        headers,
        samples,
    }
}

/// Looks at all rows of an import; what becomes of them is then kept.
pub async fn check(context: RequestContext, import: Import) {
    let id = import.id;
    if let Err(error) = check_rows(&context, &import).await {
        tracing::warn!(%error, import = %id, "a dry run ended early");
    }
}

async fn check_rows(context: &RequestContext, import: &Import) -> Result<(), StoreError> {
    let token = context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let mut tx = context.store.open(token).await?;
    let mut checker = Checker::begin(&mut tx, import).await?;
    tx.commit().await?;
    let source = Source::Path(context.files.path(import.id));
    let mut reading = match context.files.readers.read(source, options(&import.opened.reading)).await {
        Ok(reading) => reading,
        Err(refusal) => return fail(context, import.id, refusal).await,
    };
    let mut rows: Vec<(i32, Vec<Cell>)> = Vec::with_capacity(TOGETHER);
    loop {
        let next = reading.next().await;
        let is_last = next.is_none();
        match next {
            Some(Ok(more)) => {
                rows.extend(more.into_iter().map(|row| (i32::try_from(row.number).unwrap_or(i32::MAX), row.cells)));
            }
            Some(Err(refusal)) => return fail(context, import.id, refusal).await,
            None => {}
        }
        if rows.len() >= TOGETHER || (is_last && !rows.is_empty()) {
            let mut tx = context.store.open(token).await?;
            checker.check(&mut tx, &rows).await?;
            tx.commit().await?;
            rows.clear();
        }
        if is_last {
            break;
        }
    }
    let mut tx = context.store.open(token).await?;
    end_check(&mut tx, &checker).await?;
    tx.commit().await?;
    Ok(())
}

async fn fail(context: &RequestContext, import: ImportId, refusal: Refusal) -> Result<(), StoreError> {
    let token = context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let mut tx = context.store.open(token).await?;
    fail_check(&mut tx, import, refusal).await?;
    tx.commit().await?;
    Ok(())
}
