//! A case that still shows what a finding is about, with as little else as can be.

use super::{
    case::Case,
    mutate,
    tree::{Path, Tree},
};

/// Tries smaller cases for as long as there is budget; `shows` says whether one still shows it.
pub(super) fn minimized(mut case: Case, budget: usize, shows: &mut dyn FnMut(&Case) -> bool) -> Case {
    let mut left = budget;
    let mut try_it = |case: &mut Case, other: Case| {
        let smaller = left > 0 && other != *case && {
            left -= 1;
            shows(&other)
        };
        if smaller {
            *case = other;
        }
        smaller
    };
    let plain = Case { include: Vec::new(), exclude: Vec::new(), tag: None, ..case.clone() };
    try_it(&mut case, plain);
    loop {
        let before = case.clone();
        let names: Vec<String> = case.files.keys().cloned().collect();
        for name in &names {
            let mut without = case.clone();
            without.files.remove(name);
            if !case.inputs.contains(name) && try_it(&mut case, without) {
                continue;
            }
            match case.files.get(name).and_then(|text| Tree::parse(name, text)) {
                Some(tree) if tree.len() > 0 => shrink_tree(&mut case, name, tree, &mut try_it),
                _ => shrink_text(&mut case, name, &mut try_it),
            }
        }
        if case == before {
            return case;
        }
    }
}

type Try<'t> = dyn FnMut(&mut Case, Case) -> bool + 't;

fn with(case: &Case, name: &str, text: String) -> Case {
    let mut other = case.clone();
    other.files.insert(name.to_owned(), text);
    other
}

/// Removes values, the largest first.
fn shrink_tree(case: &mut Case, name: &str, mut tree: Tree, try_it: &mut Try<'_>) {
    let printed = |tree: &Tree| if name.ends_with("yaml") { tree.yaml() } else { tree.json() };
    if !try_it(case, with(case, name, printed(&tree))) && case.files.get(name) != Some(&printed(&tree)) {
        shrink_text(case, name, try_it);
        return;
    }
    let mut number = 1;
    while number < tree.count() {
        let path: Path = tree.path(number);
        let mut smaller = tree.clone();
        if let Some((index, owner)) = path.split_last()
            && let Some(owner) = smaller.at_mut(owner)
        {
            mutate::remove(owner, *index);
        }
        if smaller != tree && try_it(case, with(case, name, printed(&smaller))) {
            tree = smaller;
        } else {
            number += 1;
        }
    }
}

/// Removes parts of a text: halves, then smaller ones.
fn shrink_text(case: &mut Case, name: &str, try_it: &mut Try<'_>) {
    let mut part = case.files.get(name).map_or(0, |text| text.chars().count()) / 2;
    while part > 0 {
        let mut from = 0;
        loop {
            let characters: Vec<char> = case.files.get(name).map(|text| text.chars().collect()).unwrap_or_default();
            if from >= characters.len() {
                break;
            }
            let rest = characters.iter().skip(from + part);
            let shorter: String = characters.iter().take(from).chain(rest).collect();
            if !try_it(case, with(case, name, shorter)) {
                from += part;
            }
        }
        part /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_keeps_only_what_shows_the_finding() {
        let text = r#"{"a":[1,2,{"b":"c","d":"e"}],"f":{"g":null}}"#;
        let files = [("a.json".to_owned(), text.to_owned()), ("b.md".to_owned(), "one two three".to_owned())];
        let case = Case {
            files: files.into(),
            inputs: vec!["a.json".to_owned(), "b.md".to_owned()],
            include: vec!["x".to_owned()],
            ..Case::default()
        };
        let mut runs = 0;
        let small = minimized(case, 500, &mut |case| {
            runs += 1;
            case.files["a.json"].contains(r#""d":"e""#) && case.files["b.md"].contains("two")
        });
        assert_eq!(small.files["a.json"], r#"{"a":[{"d":"e"}]}"#);
        assert_eq!(small.files["b.md"], "two");
        assert!(small.include.is_empty() && runs <= 500);
    }
}
