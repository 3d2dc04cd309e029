//! The program runs, by the client that its `build.rs` generated.

use std::process::Command;

#[test]
fn the_sessions_are_printed() -> std::io::Result<()> {
    let output = Command::new(env!("CARGO_BIN_EXE_armrest-example-build-script")).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(text.lines().collect::<Vec<_>>(), ["alex SSH", "sam RDP"]);
    Ok(())
}
