//! Rows of text in columns.

use crate::diagnostics::escaped;

/// The rows, their cells one below the other. Characters that a terminal obeys are escaped.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_below_each_other() {
        let rows = [["a", "bb", "c"], ["größe", "", "\u{1b}d"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "a      bb  c\ngröße      \\u{1b}d\n");
        assert_eq!(table(&[]), "");
    }
}
