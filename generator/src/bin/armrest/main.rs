//! The `armrest` command.

mod add;
mod arguments;
mod completions;
mod diff;
mod dump;
mod explain;
mod generate;
mod list;
mod mock;
mod search;
mod show;
mod update;

use clap::{Parser, Subcommand};
use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads Azure's OpenAPI 2.0 descriptions and writes Rust crates.
#[derive(Debug, Parser)]
#[command(name = "armrest", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  it is done
  1  `--check` found a difference, `search` found nothing, or `diff` found what `--fail-on` names
  2  the arguments or the input have errors; nothing was written or served";

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Generate),
    Add(add::Add),
    Update(update::Update),
    List(list::List),
    Show(show::Show),
    Search(search::Search),
    Dump(dump::Dump),
    Diff(diff::Diff),
    Mock(mock::Mock),
    Explain(explain::Explain),
    Completions(completions::Completions),
}

fn main() -> ExitCode {
    let color = std::io::stderr().is_terminal();
    let report = match Arguments::parse().command {
        Command::Generate(arguments) => arguments.run(color),
        Command::Add(arguments) => arguments.run(color),
        Command::Update(arguments) => arguments.run(color),
        Command::List(arguments) => arguments.run(color),
        Command::Show(arguments) => arguments.run(color),
        Command::Search(arguments) => arguments.run(color),
        Command::Diff(arguments) => arguments.run(color),
        Command::Mock(arguments) => arguments.run(color),
        Command::Dump(arguments) => arguments.run(color),
        Command::Explain(arguments) => arguments.run(color),
        Command::Completions(arguments) => arguments.run(),
    };
    // A reader that went away is no error of ours.
    let _ = std::io::stderr().write_all(report.messages.as_bytes());
    let _ = std::io::stdout().write_all(report.summary.as_bytes());
    ExitCode::from(report.end as u8)
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::{CommandFactory as _, Parser as _};

    /// The words of a line, as a shell has them: quoted texts are one word, and a pipe or redirection ends the command.
    fn words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = false;
        for character in line.chars() {
            match character {
                '\'' => quoted = !quoted,
                '|' | '>' if !quoted => break,
                ' ' if !quoted => words.push(String::new()),
                other => words.iter_mut().next_back().into_iter().for_each(|word| word.push(other)),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    #[test]
    fn every_command_has_examples_that_it_takes() {
        Arguments::command().debug_assert();
        for command in Arguments::command().get_subcommands() {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  ")).collect();
            assert!(help.starts_with("Examples:\n") && !examples.is_empty(), "{name}: {help}");
            for example in examples {
                let parsed = Arguments::try_parse_from(words(example));
                assert!(example.starts_with(&format!("armrest {name}")) && parsed.is_ok(), "{example}: {parsed:?}");
            }
        }
    }
}
