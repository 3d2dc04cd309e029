//! What a suite's server saw.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// One of a server's reports.
pub(super) struct Report {
    pub(super) name: String,
    /// Whether the server saw each scenario done right.
    pub(super) scenarios: BTreeMap<String, bool>,
    pub(super) required: Required,
}

/// Which scenarios must be done right.
pub(super) enum Required {
    /// All.
    All,
    /// All but these, which must not be: a list that says more than is true is out of date.
    AllBut(BTreeSet<String>),
    /// None.
    None,
}

impl Report {
    fn missing(&self) -> impl Iterator<Item = &str> {
        self.scenarios.iter().filter(|(_, done)| !**done).map(|(name, _)| name.as_str())
    }

    /// Whether the scenarios are done right that must be, and no others.
    pub(super) fn is_complete(&self) -> bool {
        match &self.required {
            Required::None => true,
            _ if self.scenarios.is_empty() => false,
            Required::All => self.missing().next().is_none(),
            Required::AllBut(left) => self.missing().eq(left.iter().map(String::as_str)),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (all, missing) = (self.scenarios.len(), self.missing().count());
        let required = if matches!(self.required, Required::None) { "optional " } else { "" };
        write!(f, "{}: {} of {all} {required}scenarios covered", self.name, all - missing)?;
        let none = BTreeSet::new();
        let left = if let Required::AllBut(left) = &self.required { left } else { &none };
        for name in self.missing().filter(|name| !left.contains(*name)) {
            write!(f, "\n    not covered: {name}")?;
        }
        for name in left.iter().filter(|name| self.scenarios.get(*name) != Some(&false)) {
            let found = if self.scenarios.contains_key(name) { "covered" } else { "not a scenario of the suite" };
            write!(f, "\n    listed as left out, but {found}: {name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(required: Required, scenarios: &[(&str, bool)]) -> Report {
        let scenarios = scenarios.iter().map(|(name, done)| ((*name).to_owned(), *done)).collect();
        Report { name: "/report".to_owned(), required, scenarios }
    }

    fn left(names: &[&str]) -> Required {
        Required::AllBut(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn a_required_scenario_that_was_not_seen_is_missing() {
        let some = report(Required::All, &[("getNull", true), ("getTrue", false)]);
        assert!(!some.is_complete());
        assert_eq!(some.to_string(), "/report: 1 of 2 scenarios covered\n    not covered: getTrue");
        assert!(report(Required::All, &[("getNull", true)]).is_complete());
    }

    #[test]
    fn an_optional_one_is_not() {
        assert!(report(Required::None, &[("getTrue", false)]).is_complete());
    }

    #[test]
    fn one_that_is_listed_as_left_out_must_be_left_out() {
        assert!(report(left(&["getTrue"]), &[("getNull", true), ("getTrue", false)]).is_complete());
        let covered = report(left(&["getTrue", "gone"]), &[("getTrue", true)]);
        assert!(!covered.is_complete());
        assert_eq!(
            covered.to_string(),
            "/report: 1 of 1 scenarios covered\n    \
             listed as left out, but covered: getTrue\n    \
             listed as left out, but not a scenario of the suite: gone"
        );
    }

    #[test]
    fn a_report_with_nothing_in_it_is_no_coverage() {
        assert!(!report(Required::All, &[]).is_complete());
        assert!(!report(left(&[]), &[]).is_complete());
    }
}
