//! Cells put together to rows, within the limits.

use crate::limits::{Deadline, EMPTY_COLUMNS, Limits};
use domain::exchange::{Cell, Refusal};
use std::ops::ControlFlow;

/// A row that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, as the spreadsheet shows it: the first is 1.
    pub number: u32,
    /// Its cells, up to the last that has something in it.
    pub cells: Vec<Cell>,
}

/// Takes rows as they come, until it has enough.
pub(crate) type Take<'a> = dyn FnMut(Row) -> ControlFlow<()> + 'a;

/// Puts cells together to rows and hands these on.
pub(crate) struct Rows<'a> {
    limits: Limits,
    deadline: &'a mut Deadline,
    take: &'a mut Take<'a>,
    count: u32,
    current: Row,
    size: usize,
    looked: u32,
    stopped: bool,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(limits: Limits, deadline: &'a mut Deadline, take: &'a mut Take<'a>) -> Self {
        let current = Row { number: 0, cells: Vec::new() };
        Self { limits, deadline, take, count: 0, current, size: 0, looked: 0, stopped: false }
    }

    /// Takes a cell of a row, both counted from 0; says whether more is wanted.
    pub(crate) fn cell(&mut self, row: u32, column: u32, cell: Cell) -> Result<ControlFlow<()>, Refusal> {
        self.looked += 1;
        if self.looked >= 4096 {
            self.looked = 0;
            self.deadline.check()?;
        }
        if cell.is_empty() {
            return if column < EMPTY_COLUMNS { Ok(self.flow()) } else { Err(self.limits.too_many_columns()) };
        }
        if column >= self.limits.columns {
            return Err(self.limits.too_many_columns());
        }
        let number = row.saturating_add(1);
        if number != self.current.number {
            self.hand_on()?;
            self.current.number = number;
        }
        self.size += cell.size();
        if self.size > self.limits.row_text {
            return Err(Refusal::TooMuchText { row: number });
        }
        let at = usize::try_from(column).unwrap_or(usize::MAX);
        if self.current.cells.len() <= at {
            self.current.cells.resize(at + 1, Cell::Empty);
        }
        if let Some(place) = self.current.cells.get_mut(at) {
            *place = cell;
        }
        Ok(self.flow())
    }

    /// Hands on the last row.
    pub(crate) fn end(mut self) -> Result<(), Refusal> {
        self.hand_on()
    }

    const fn flow(&self) -> ControlFlow<()> {
        if self.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn hand_on(&mut self) -> Result<(), Refusal> {
        let row = Row { number: self.current.number, cells: std::mem::take(&mut self.current.cells) };
        self.size = 0;
        if row.cells.is_empty() || self.stopped {
            return Ok(());
        }
        self.deadline.check()?;
        self.count += 1;
        // One more: the header.
        if self.count > self.limits.rows.saturating_add(1) {
            return Err(Refusal::TooManyRows { max: self.limits.rows });
        }
        let take = &mut self.take;
        self.stopped = self.deadline.aside(|| take(row)).is_break();
        Ok(())
    }
}
