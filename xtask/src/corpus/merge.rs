//! The reports of all shards of a run, as the report of the whole.

use super::report::{Report, Run};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// One report from those of the shards: the same as that of a run without shards.
///
/// # Errors
///
/// Reports that are not of one run, that overlap, or one that is missing.
pub(super) fn merge(reports: Vec<(PathBuf, Run, Vec<Report>)>) -> Result<(Run, Vec<Report>), String> {
    let Some((first, run, _)) = reports.first() else {
        return Err("there is no report to merge".to_owned());
    };
    let (first, run) = (first.clone(), run.clone());
    let n = run.shard.1;
    let mut shards: BTreeMap<usize, (PathBuf, Vec<Report>)> = BTreeMap::new();
    for (path, own, packages) in reports {
        let (k, _) = own.shard;
        if (Run { shard: (run.shard.0, own.shard.1), packages: run.packages, ..own }) != run {
            return Err(format!(
                "{} and {} are of different runs: stage, tags, packages, commit or the number of shards differ",
                first.display(),
                path.display()
            ));
        }
        if let Some((other, _)) = shards.get(&k) {
            return Err(format!("{} and {} are both of shard {k}/{n}", other.display(), path.display()));
        }
        shards.insert(k, (path, packages));
    }
    let missing: Vec<String> = (1..=n).filter(|k| !shards.contains_key(k)).map(|k| format!("{k}/{n}")).collect();
    if !missing.is_empty() {
        return Err(format!("there is no report of shard {}", missing.join(", ")));
    }
    let count: usize = shards.values().map(|(_, packages)| packages.len()).sum();
    for (k, (path, packages)) in &shards {
        // Shard K has every N-th of all, from the K-th.
        let expected = (count + n - k) / n;
        if packages.len() != expected {
            let found = packages.len();
            return Err(format!("{}: shard {k}/{n} has {expected} of {count} packages, found {found}", path.display()));
        }
    }
    twice(shards.values())?;
    let mut shards: Vec<_> = shards.into_values().map(|(_, packages)| packages.into_iter()).collect();
    let whole: Vec<Report> = (0..count).filter_map(|index| shards[index % n].next()).collect();
    Ok((Run { shard: (1, 1), packages: count, ..run }, whole))
}

/// That no package is in two shards.
fn twice<'s>(shards: impl Iterator<Item = &'s (PathBuf, Vec<Report>)>) -> Result<(), String> {
    let mut known: BTreeMap<(&str, Option<&str>), &Path> = BTreeMap::new();
    for (path, packages) in shards {
        for own in packages {
            let before = known.insert((&own.folder, own.tag.as_deref()), path);
            if let Some(other) = before.filter(|other| other != path) {
                return Err(format!("{} is in {} and in {}", own.folder, other.display(), path.display()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Stage;

    /// The packages of a run, of every N-th the K-th.
    fn shard(packages: &[&str], k: usize, n: usize) -> (PathBuf, Run, Vec<Report>) {
        let own = packages.iter().skip(k - 1).step_by(n);
        let reports: Vec<Report> =
            own.map(|folder| Report { folder: (*folder).to_owned(), ..Report::default() }).collect();
        let run = Run {
            shard: (k, n),
            packages: reports.len(),
            stage: Stage::Examples,
            all_tags: false,
            only: Vec::new(),
            source: None,
        };
        (format!("{k}.jsonl").into(), run, reports)
    }

    const ALL: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

    #[test]
    fn the_shards_of_a_run_are_the_run_in_any_order() {
        let (_, run, whole) = shard(&ALL, 1, 1);
        for n in [1, 3, 7, 9] {
            let shards = (1..=n).rev().map(|k| shard(&ALL, k, n)).collect();
            assert_eq!(merge(shards), Ok((run.clone(), whole.clone())), "{n} shards");
        }
    }

    #[test]
    fn a_shard_that_is_missing_is_an_error() {
        let shards = vec![shard(&ALL, 1, 4), shard(&ALL, 3, 4)];
        assert_eq!(merge(shards), Err("there is no report of shard 2/4, 4/4".to_owned()));
        assert_eq!(merge(Vec::new()), Err("there is no report to merge".to_owned()));
    }

    #[test]
    fn shards_that_overlap_are_an_error() {
        let mut again = shard(&ALL, 1, 2);
        again.0 = "again.jsonl".into();
        let shards = vec![shard(&ALL, 1, 2), shard(&ALL, 2, 2), again];
        assert_eq!(merge(shards), Err("1.jsonl and again.jsonl are both of shard 1/2".to_owned()));
        let mut other = shard(&ALL, 2, 2);
        other.2[0].folder = "a".to_owned();
        assert_eq!(merge(vec![shard(&ALL, 1, 2), other]), Err("a is in 1.jsonl and in 2.jsonl".to_owned()));
    }

    #[test]
    fn shards_of_different_runs_are_an_error() {
        let changes: [fn(&mut Run); 4] = [
            |run| run.shard.1 = 3,
            |run| run.stage = Stage::Generate,
            |run| run.all_tags = true,
            |run| run.only = vec!["a".to_owned()],
        ];
        for change in changes {
            let mut other = shard(&ALL, 2, 2);
            change(&mut other.1);
            let error = merge(vec![shard(&ALL, 1, 2), other]).expect_err("they differ");
            assert!(error.contains("different runs"), "{error}");
        }
        let other = shard(&ALL[..4], 2, 2);
        let error = merge(vec![shard(&ALL, 1, 2), other]).expect_err("the second lacks one");
        assert_eq!(error, "1.jsonl: shard 1/2 has 3 of 6 packages, found 4");
    }
}
