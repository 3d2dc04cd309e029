//! The commands of a block of shell.

/// The commands of a block, each as its words. A line that ends with `\` goes on; a comment, a pipe or a redirection ends a
/// command.
pub(crate) fn commands(block: &str) -> Vec<Vec<String>> {
    let commands = block.replace("\\\n", " ");
    commands.lines().map(words).filter(|words| !words.is_empty()).collect()
}

fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for character in line.chars() {
        match character {
            '\'' => is_quoted = !is_quoted,
            '|' | '>' | '#' if !is_quoted => break,
            ' ' if !is_quoted => words.push(String::new()),
            other => words.last_mut().into_iter().for_each(|word| word.push(other)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn a_block_is_its_commands() {
    let block = "armrest a 'b c' | jq -r '.[]'   # first\n\n# second\narmrest d \\\n    --e > f\n";
    assert_eq!(commands(block), [vec!["armrest", "a", "b c"], vec!["armrest", "d", "--e"]]);
}
