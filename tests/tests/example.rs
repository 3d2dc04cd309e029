//! The example that the README runs first.

use std::process::Command;

#[test]
fn the_example_shows_the_sessions_of_both_pages() -> std::io::Result<()> {
    let output = Command::new(env!("CARGO_BIN_EXE_active-sessions")).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let users: Vec<&str> = text.lines().skip(3).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(users, ["alex", "sam"], "{text}");
    Ok(())
}
