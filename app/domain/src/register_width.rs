//! How wide the columns of the register are.

use crate::{customer::codes, filter::Column, language::Language, text::Text};
use std::collections::BTreeMap;

codes! {
    /// How wide a column is, where that is not as usual.
    ColumnWidth {
        /// Room for a number or a word.
        Narrow "narrow" ["Smal", "Smal", "Narrow"],
        /// Room for a name.
        Medium "medium" ["Middels", "Mellan", "Medium"],
        /// Room for a line.
        Wide "wide" ["Bred", "Bred", "Wide"],
        /// Room for a sentence.
        Widest "widest" ["Bredest", "Bredast", "Widest"],
    }
}

/// Widths by the key of their column; a column that is not in it is as wide as usual.
pub type Widths = BTreeMap<String, ColumnWidth>;

/// Reads `email:wide,name:`; what is no column or no width is as usual.
#[must_use]
pub fn widths_from(text: &str) -> Widths {
    text.split(',')
        .filter_map(|pair| pair.split_once(':'))
        .filter_map(|(key, width)| {
            let column = Column::from_key(key.trim()).filter(|column| column.is_shown())?;
            Some((column.key().to_owned(), ColumnWidth::from_key(width.trim())?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_read_and_what_is_none_is_as_usual() {
        let widths = widths_from("email:wide,name:,gone:wide,county:wide,phone:huge,number:narrow");
        assert_eq!(
            widths.into_iter().collect::<Vec<_>>(),
            [("email".to_owned(), ColumnWidth::Wide), ("number".to_owned(), ColumnWidth::Narrow)]
        );
        assert!(widths_from("").is_empty());
    }
}
