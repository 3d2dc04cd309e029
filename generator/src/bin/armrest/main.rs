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

use anstream::AutoStream;
use armrest::command::Report;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum as _};
use std::{
    ffi::OsString,
    io::{IsTerminal as _, Write},
    process::ExitCode,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads Azure's OpenAPI 2.0 descriptions and writes Rust crates.
#[derive(Debug, Parser)]
#[command(name = "armrest", version, after_help = EXIT_CODES)]
struct Arguments {
    /// When to use color. `auto`: on a terminal unless `NO_COLOR` is set, and anywhere if `CLICOLOR_FORCE` is.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  it is done
  1  `--check` found a difference, `search` found nothing, or `diff` found what `--fail-on` names
  2  the arguments or the input have errors; nothing was written or served, but for the other crates of `update` and `generate --all`";

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
    // The help is printed before all arguments are read.
    use_color(color_of(std::env::args_os().skip(1)));
    let arguments = Arguments::parse();
    use_color(arguments.color);
    let color = AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let report = match arguments.command {
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
    print(&report);
    ExitCode::from(report.end as u8)
}

/// Prints what is reported.
fn print(report: &Report) {
    // A reader that went away is no error of ours.
    let _ = std::io::stderr().write_all(report.messages.as_bytes());
    let _ = std::io::stdout().write_all(report.summary.as_bytes());
    let _ = std::io::stdout().flush();
}

/// Sets when color is used, by this command and by the help. `auto` leaves it to the terminal and the environment.
fn use_color(choice: ColorChoice) {
    // anstream takes any value of `CLICOLOR_FORCE` for a wish, and `0` says the opposite.
    let is_not_forced = || std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value == "0");
    match choice {
        ColorChoice::Auto if is_not_forced() && !std::io::stderr().is_terminal() => anstream::ColorChoice::Never,
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// What `--color` says, if it says something that there is.
fn color_of(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let mut arguments = arguments.take_while(|argument| argument != "--");
    let mut choice = ColorChoice::Auto;
    while let Some(argument) = arguments.next() {
        let argument = argument.to_string_lossy();
        let value = match argument.strip_prefix("--color") {
            Some("") => arguments.next().map(|value| value.to_string_lossy().into_owned()),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        choice = value.and_then(|value| ColorChoice::from_str(&value, false).ok()).unwrap_or(choice);
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::{Arguments, color_of};
    use clap::{ColorChoice, CommandFactory as _, Parser as _};

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
    fn color_is_known_before_all_arguments_are() {
        let table = [
            ("generate x.json --out x", ColorChoice::Auto),
            ("--color never generate x.json", ColorChoice::Never),
            ("generate --help --color=always", ColorChoice::Always),
            ("generate --color sometimes --color never --no-such", ColorChoice::Never),
            ("search --color", ColorChoice::Auto),
            ("search -- --color=never", ColorChoice::Auto),
        ];
        for (line, expected) in table {
            assert_eq!(color_of(line.split(' ').map(Into::into)), expected, "{line}");
        }
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
