//! The rows of a dry run as an Excel file: the file as it came, with what becomes of each row and
//! the wrong cells marked.

use super::Failed;
use crate::{pages, visit::Visit};
use app::{
    i18n::import as words,
    import::{change, remark, verdict_of_row},
};
use domain::{
    country::Country,
    exchange::Cell,
    id::ImportId,
    import::{OF_DRY_RUN, Remark},
    language::Language,
    session::Session,
};
use spreadsheet::{Column, Excel, Written};
use store::import::{Filter, Import, ImportRow, Page};
use tokio::{sync::mpsc, task::spawn_blocking};

/// Rows that are read together.
const TOGETHER: i64 = 1000;
/// Columns of ours before those of the file.
const OURS: usize = OF_DRY_RUN.len();

/// Writes the file.
pub(crate) async fn marked(visit: &Visit, id: ImportId) -> Result<(Session, Import, Written), Failed> {
    let mut tx = pages::open(visit).await?;
    let import = store::import::read(&mut tx, id).await?;
    let mut session = tx.commit().await?;
    let (language, home) = (session.language, session.home);
    let (send, mut incoming) = mpsc::channel::<Page>(1);
    let columns = columns(&import, language);
    let writing = spawn_blocking(move || {
        let mut file = Excel::new(words::FILE.get(language), &columns)?;
        while let Some(page) = incoming.blocking_recv() {
            for row in &page.rows {
                let (cells, notes) = row_of(row, &page, language, home);
                file.marked_row(&cells, &notes)?;
            }
        }
        file.end()
    });
    let mut filter = Filter::default();
    loop {
        let mut tx = pages::open(visit).await?;
        let page = store::import::page_of(&mut tx, id, filter, TOGETHER).await?;
        session = tx.commit().await?;
        let Some(last) = page.rows.last() else { break };
        filter.after = last.ordinal;
        // Who no longer takes them has failed, and says so below.
        if send.send(page).await.is_err() {
            break;
        }
    }
    drop(send);
    let written = writing.await.map_err(std::io::Error::other)??;
    Ok((session, import, written))
}

fn columns(import: &Import, language: Language) -> Vec<Column> {
    let [what, remarks] = OF_DRY_RUN.map(|text| text.get(language).to_owned());
    let ours = [(what, 16.0), (remarks, 60.0)].map(|(header, width)| Column { header, width, ..Column::default() });
    let theirs =
        import.opened.headers.iter().map(|header| Column { header: header.clone(), width: 18.0, ..Column::default() });
    ours.into_iter().chain(theirs).collect()
}

/// A row's cells, and what is noted at which.
fn row_of(row: &ImportRow, page: &Page, language: Language, home: Country) -> (Vec<Cell>, Vec<(usize, String)>) {
    let says: Vec<String> = row
        .changes
        .iter()
        .map(|told| change(told, &page.names, language, home))
        .chain(row.remarks.iter().map(|told| remark(told, &row.cells, &page.names, language)))
        .collect();
    let notes = row
        .remarks
        .iter()
        .filter_map(|told| match told {
            Remark::Cell { column: Some(column), .. } => {
                Some((OURS + column, remark(told, &[], &page.names, language)))
            }
            _ => None,
        })
        .collect();
    let mut cells = vec![Cell::text(verdict_of_row(row.verdict).get(language)), Cell::text(&says.join("\n"))];
    cells.extend(row.cells.iter().cloned());
    (cells, notes)
}
