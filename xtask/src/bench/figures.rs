use serde_json::json;
use std::fmt::Write;

/// A measured value, beside what it should be.
#[derive(Clone, Debug)]
struct Figure {
    part: &'static str,
    what: String,
    value: f64,
    unit: &'static str,
    /// The most that it should be.
    most: Option<f64>,
}

/// All that was measured.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures(Vec<Figure>);

impl Figures {
    pub(super) fn add(&mut self, part: &'static str, what: &str, value: f64, unit: &'static str, most: Option<f64>) {
        eprintln!("{part}: {what}: {value:.3} {unit}");
        self.0.push(Figure { part, what: what.to_owned(), value, unit, most });
    }

    /// A table for people, in Markdown.
    pub(super) fn table(&self) -> String {
        let mut text = "| part | what | value | at most |\n|---|---|---:|---:|\n".to_owned();
        for figure in &self.0 {
            let most = figure.most.map_or_else(String::new, |most| {
                let sign = if figure.value <= most { "" } else { " (missed)" };
                format!("{}{sign}", short(most))
            });
            let Figure { part, what, unit, .. } = figure;
            // Writing to a string does not fail.
            let _ = writeln!(text, "| {part} | {what} | {} {unit} | {most} |", short(figure.value));
        }
        text
    }

    pub(super) fn json(&self) -> String {
        let listed: Vec<_> = self
            .0
            .iter()
            .map(|figure| {
                json!({
                    "part": figure.part, "what": figure.what, "value": figure.value, "unit": figure.unit,
                    "at_most": figure.most,
                })
            })
            .collect();
        format!("{:#}\n", json!(listed))
    }
}

fn short(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// The value in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
