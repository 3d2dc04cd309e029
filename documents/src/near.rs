//! "Did you mean": the names that are near to one that is not there.

/// How many names are suggested.
const MOST: usize = 3;

/// How alike two names must be to be near, between 0 and 1.
const ALIKE: f64 = 0.8;

/// How much less alike than the first suggestion another one may be.
const WORSE: f64 = 0.1;

/// The names that are most like the wanted one, the most alike first. Case does not count, and a name that contains the
/// wanted one is near.
pub fn near<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = wanted.to_lowercase();
    let alike = |name: &str| {
        let name = name.to_lowercase();
        let contained = wanted.chars().count() > 2 && name.contains(&wanted);
        // An empty name is like none.
        let likeness = if contained { 1.0 } else { strsim::jaro_winkler(&wanted, &name) };
        (!wanted.is_empty() && likeness >= ALIKE).then_some(likeness)
    };
    let mut found: Vec<(f64, &str)> = names.into_iter().filter_map(|name| Some((alike(name)?, name))).collect();
    found.sort_by(|(one, name), (other, other_name)| {
        let size = |name: &str| name.chars().count();
        other.total_cmp(one).then(size(name).cmp(&size(other_name))).then(name.cmp(other_name))
    });
    found.dedup();
    let best = found.first().map_or(0.0, |(likeness, _)| *likeness);
    found.retain(|(likeness, _)| *likeness >= best - WORSE);
    found.truncate(MOST);
    found.into_iter().map(|(_, name)| name).collect()
}

/// The near names as a question; none where there are none.
pub fn did_you_mean<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let found: Vec<String> = near(wanted, names).into_iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = found.split_last()?;
    let others = if others.is_empty() { String::new() } else { format!("{} or ", others.join(", ")) };
    Some(format!("did you mean {others}{last}?"))
}

/// The near names as the end of a sentence; nothing where there are none.
pub fn suggestion<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    did_you_mean(wanted, names).map(|near| format!("; {near}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["BastionHosts", "BastionHosts_Get", "VirtualNetworks", "Subnets", "bastionhosts"];

    #[test]
    fn a_name_is_found_by_a_misspelt_one_and_by_a_part() {
        let table: &[(&str, &[&str])] = &[
            ("BastionHost", &["BastionHosts", "bastionhosts", "BastionHosts_Get"]),
            ("BastoinHosts", &["BastionHosts", "bastionhosts", "BastionHosts_Get"]),
            ("BastionHosts_Gett", &["BastionHosts_Get", "BastionHosts", "bastionhosts"]),
            ("networks", &["VirtualNetworks"]),
            ("Subnet", &["Subnets"]),
            ("zzz", &[]),
            ("", &[]),
        ];
        for (wanted, expected) in table {
            assert_eq!(near(wanted, NAMES), *expected, "{wanted}");
        }
    }

    #[test]
    fn they_are_asked_for_once_each() {
        assert_eq!(did_you_mean("Subnet", ["Subnets", "Subnets"]).as_deref(), Some("did you mean `Subnets`?"));
        let several = did_you_mean("tag-3", ["tag-1", "tag-2", "other"]);
        assert_eq!(several.as_deref(), Some("did you mean `tag-1` or `tag-2`?"));
        assert_eq!(did_you_mean("zzz", NAMES), None);
    }
}
