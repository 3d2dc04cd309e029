//! The examples of the generated crates, which the README runs.

use armrest::{
    disk::Disk,
    load::Input,
    mock::{Mock, Options, Server, describe},
};
use std::{
    io::{Error, Result},
    path::Path,
    process::Command,
};

/// What a command prints.
fn output_of(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    Ok(text)
}

/// What an example prints.
fn printed(example: &str) -> Result<String> {
    output_of(&mut Command::new(example))
}

#[test]
fn the_example_shows_the_sessions_of_both_pages() -> Result<()> {
    let text = printed(env!("CARGO_BIN_EXE_active-sessions"))?;
    let users: Vec<&str> = text.lines().skip(3).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(users, ["alex", "sam"], "{text}");
    Ok(())
}

#[test]
fn a_greenhouse_is_built_changed_and_taken_down() -> Result<()> {
    let expected = "\
Building: InProgress
Building: Succeeded
orchids: 40 m², kept at 22.5 °C
orchids: 40 m², not heated

DEVICE  IS
lamp1   a lamp of 18 W, on at 06:30
air     a thermometer: 22.4 °C, none, 22.1 °C
soil    a hygrometer: 61 %
mist    a device of the unknown kind \"pump\"

It is taken down.
";
    assert_eq!(printed(env!("CARGO_BIN_EXE_greenhouse"))?, expected);
    Ok(())
}

#[test]
fn a_photo_is_uploaded_downloaded_and_printed() -> Result<()> {
    let expected = "\
Created Summer at the lake.
Uploaded 8 bytes as version 1.
Downloaded 8 bytes, taken at 2026-05-02T08:00:00Z.

ALBUM     SHARED  PHOTOS  TITLE
autumn    no      0       Leaves
summer    yes     1       Summer at the lake

Ordered 2 prints: P-17.
";
    assert_eq!(printed(env!("CARGO_BIN_EXE_albums"))?, expected);
    Ok(())
}

#[test]
fn the_example_that_is_killed_goes_on_in_its_next_run() -> Result<()> {
    let text = printed(env!("CARGO_BIN_EXE_resumed-sessions"))?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("run ")).collect();
    let expected = [
        "started; killed while the service gathers the sessions",
        "alex",
        "killed between two pages",
        "sam",
        "the operation was started 1 time(s)",
    ];
    assert_eq!(lines, expected, "{text}");
    let killed = text.lines().filter(|line| line.starts_with("run ") && !line.contains("exit status: 0"));
    assert_eq!(killed.count(), 2, "{text}");
    Ok(())
}

/// The users in the table that the example prints.
fn users(text: &str) -> Vec<&str> {
    text.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect()
}

/// The README's hour: the example against `armrest mock spec/bastion.yaml`, polled and with pages, and at once.
#[tokio::test]
async fn the_example_shows_the_sessions_of_the_mock() -> Result<()> {
    for polls in [0, 2] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/bastion.yaml");
        let service = describe(&Input { paths: vec![path], ..Input::default() }, &Disk).service;
        let service = service.ok_or_else(|| Error::other("the description has errors"))?;
        let options = Options { polls, page_size: 1, items: 3, ..Options::default() };
        let server = Server::start(Mock::new([service], options)).await?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_active-sessions"));
        command.args(["--endpoint", &server.endpoint()]);
        let text = tokio::task::spawn_blocking(move || output_of(&mut command)).await??;
        assert_eq!(users(&text), ["user"; 3], "{text}");
        let statuses: Vec<u16> = server.received().iter().map(|own| own.status).collect();
        let polled = [202, 202, 202, 200, 200, 200];
        assert_eq!(statuses, if polls == 0 { &[200, 200, 200][..] } else { &polled }, "{text}");
    }
    Ok(())
}
