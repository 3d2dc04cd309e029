//! What a description says of a value beside its type, in a few words.

use super::{Docs, Line, markdown};
use crate::api::{Annotations, ExternalDocs, Limits, Mutability, as_text};

/// A default or an example that is longer is not shown.
const LONGEST: usize = 120;

impl Docs {
    /// Adds what is said of a value, and of each item of it.
    pub(in crate::plan) fn annotate(&mut self, own: Option<&Annotations>, of_items: Option<&Annotations>) {
        for line in own.map(sentences).unwrap_or_default() {
            self.sentence(line);
        }
        for line in of_items.map(limits).unwrap_or_default() {
            self.sentence(Line::from("Each item: ").line(&line));
        }
    }

    /// Adds when a property may be sent, if that is not always (`x-ms-mutability`).
    pub(in crate::plan) fn mutability(&mut self, allowed: &[Mutability]) {
        let (create, update) = (allowed.contains(&Mutability::Create), allowed.contains(&Mutability::Update));
        match (create, update) {
            (true, false) => self.sentence("Only set on creation."),
            (false, true) => self.sentence("Only set on update."),
            _ => {}
        }
        if (create || update) && !allowed.contains(&Mutability::Read) {
            self.sentence("Never returned.");
        }
    }

    /// Adds where more is said.
    pub(in crate::plan) fn see(&mut self, docs: Option<&ExternalDocs>) {
        let link = docs.and_then(|docs| Some((docs, markdown::link(&docs.url)?)));
        if let Some((docs, url)) = link {
            let text = docs.description.as_deref().map(markdown::plain).filter(|text| !text.is_empty());
            let link = text.map_or_else(|| format!("<{url}>"), |text| format!("[{text}]({url})"));
            self.sentence(Line(format!("See {link}.")));
        }
    }
}

fn sentences(own: &Annotations) -> Vec<Line> {
    let shown = |words: &'static str, value: &Option<serde_json::Value>| {
        let text = value.as_ref().map(as_text);
        let text = text.filter(|text| text.chars().count() <= LONGEST);
        text.map(|text| Line::from(words).code(&text).words("."))
    };
    let mut lines: Vec<Line> = shown("Default: ", &own.default).into_iter().collect();
    lines.extend(limits(own));
    lines.extend(shown("Example: ", &own.example));
    lines.extend(own.deprecation.as_ref().map(|text| Line::from("Deprecated: ").code(text).words(".")));
    lines
}

/// What values there may be.
fn limits(own: &Annotations) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(count(&own.length, ["character", "characters"]));
    lines.extend(count(&own.items, ["item", "items"]));
    lines.extend(count(&own.properties, ["entry", "entries"]));
    lines.extend(range(own));
    lines.extend(number(&own.multiple_of).map(|number| Line::from("A multiple of ").line(&number).words(".")));
    lines.extend(own.unique_items.then_some("Items are unique.".into()));
    lines.extend(own.pattern.as_ref().map(|pattern| Line::from("Pattern: ").code(pattern).words(".")));
    lines
}

fn number(value: &Option<serde_json::Number>) -> Option<Line> {
    Some(Line::default().version(&value.as_ref()?.to_string()))
}

/// How many of something there may be.
fn count(limits: &Limits, [one, many]: [&'static str; 2]) -> Option<Line> {
    let least = number(&limits.least).filter(|least| least.0 != "0");
    let greatest = number(&limits.greatest);
    let unit = |number: &Line| if number.0 == "1" { one } else { many };
    let line = match (&least, &greatest) {
        (Some(least), Some(greatest)) if least.0 == greatest.0 => {
            Line::from("Exactly ").line(least).words(" ").words(unit(least))
        }
        (Some(least), Some(greatest)) => least.clone().words(" to ").line(greatest).words(" ").words(unit(greatest)),
        (Some(least), None) => Line::from("At least ").line(least).words(" ").words(unit(least)),
        (None, Some(greatest)) => Line::from("At most ").line(greatest).words(" ").words(unit(greatest)),
        (None, None) => return None,
    };
    Some(line.words("."))
}

/// Between which numbers a number is.
fn range(own: &Annotations) -> Option<Line> {
    let exclusive = own.above_minimum || own.below_maximum;
    let line = match (number(&own.value.least), number(&own.value.greatest)) {
        (Some(least), Some(greatest)) if !exclusive => Line::from("From ").line(&least).words(" to ").line(&greatest),
        (least, greatest) => {
            let above = if own.above_minimum { "More than " } else { "At least " };
            let below = match (own.below_maximum, least.is_some()) {
                (true, false) => "Less than ",
                (true, true) => ", less than ",
                (false, false) => "At most ",
                (false, true) => ", at most ",
            };
            if least.is_none() && greatest.is_none() {
                return None;
            }
            let line = least.map(|least| Line::from(above).line(&least)).unwrap_or_default();
            greatest.map_or(line.clone(), |greatest| line.words(below).line(&greatest))
        }
    };
    Some(line.words("."))
}
