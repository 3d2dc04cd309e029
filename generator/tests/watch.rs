//! `--watch`, on the disk: each change of what was read is followed by what it makes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::disk;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::{Duration, SystemTime},
};
use tempfile::TempDir;

/// So long a change may take until it is seen: far longer than it does.
const BOUND: Duration = Duration::from_secs(120);

fn description(operation: &str) -> String {
    format!(
        r##"
swagger: "2.0"
info: {{ title: Shop, version: "1" }}
host: management.azure.com
paths:
  /books:
    get:
      operationId: {operation}
      responses: {{ "200": {{ description: One., schema: {{ $ref: "shared.yaml#/definitions/Book" }} }} }}
"##
    )
}

fn shared(property: &str) -> String {
    format!(
        r##"
swagger: "2.0"
info: {{ title: Shared, version: "1" }}
paths: {{}}
definitions:
  Book: {{ properties: {{ {property}: {{ type: string }} }} }}
"##
    )
}

/// A run that stays, and what it says, a line each.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    folder: TempDir,
}

impl Watching {
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            disk::replace(&path, text).expect("a file");
            // What was written just before the first run would be taken for a change.
            let file = fs::File::options().append(true).open(path).expect("the file");
            file.set_modified(SystemTime::UNIX_EPOCH).expect("its time");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
        command.args(arguments).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command");
        let (sender, lines) = channel();
        forward(child.stdout.take().expect("its output"), sender.clone());
        forward(child.stderr.take().expect("its messages"), sender);
        Self { child, lines, folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path().join(path), text).expect("a file");
    }

    /// Waits for a line that has this.
    fn says(&self, part: &str) {
        self.until(part, || true);
    }

    /// Waits for a line that has this, and after which something is so.
    fn until(&self, part: &str, is_so: impl Fn() -> bool) {
        let mut before = Vec::new();
        loop {
            match self.lines.recv_timeout(BOUND) {
                Ok(line) if line.contains(part) && is_so() => return,
                Ok(line) => before.push(line),
                Err(error) => panic!("it did not say `{part}` ({error}): {before:#?}"),
            }
        }
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn forward(stream: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
}

#[test]
fn a_crate_is_generated_again_when_a_file_changes_that_was_read() {
    let files = [("specs/shop.yaml", &*description("Books_Get")), ("specs/shared.yaml", &*shared("title"))];
    let watching = Watching::start(&files, &["generate", "specs/shop.yaml", "--out", "shop", "--watch"]);
    let client = || watching.text("shop/src/clients/shop_books_client.rs");
    let models = || watching.text("shop/src/models.rs");
    watching.until("watching 2 file(s)", || client().contains("fn get("));
    watching.write("specs/shop.yaml", &description("Books_Read"));
    watching.until("watching 2 file(s)", || client().contains("fn read("));
    // A file that it refers to, which is replaced by another, as editors do.
    disk::replace(&watching.path().join("specs/shared.yaml"), &shared("subtitle")).expect("a file");
    watching.until("watching 2 file(s)", || models().contains("subtitle"));
    // What is broken is shown, and nothing is written until it is whole.
    watching.write("specs/shop.yaml", "swagger: [");
    watching.says("error[broken-yaml]");
    watching.says("watching 1 file(s)");
    assert!(client().contains("fn read("));
    watching.write("specs/shop.yaml", &description("Books_Find").replace("shared.yaml", "more/other.yaml"));
    watching.says("error[missing-file]");
    watching.says("watching 2 file(s)");
    // A file that was not there, in a folder that was not there.
    disk::replace(&watching.path().join("specs/more/other.yaml"), &shared("pages")).expect("a file");
    watching.until("watching 2 file(s)", || client().contains("fn find(") && models().contains("pages"));
    // And it is followed from now on, even if the folder goes and comes again.
    fs::remove_dir_all(watching.path().join("specs/more")).expect("removed");
    watching.says("error[missing-file]");
    watching.says("watching 2 file(s)");
    disk::replace(&watching.path().join("specs/more/other.yaml"), &shared("chapters")).expect("a file");
    watching.until("watching 2 file(s)", || models().contains("chapters"));
}

#[test]
fn the_crates_of_a_project_are_generated_again_where_their_files_change() {
    let project = r#"
[[crate]]
name = "one"
out = "one"
inputs = ["specs/one.yaml"]

[[crate]]
name = "two"
out = "two"
inputs = ["specs/two.yaml"]
"#;
    let files = [
        ("armrest.toml", project),
        ("specs/one.yaml", &description("Books_Get")),
        ("specs/two.yaml", &description("Books_Get")),
        ("specs/shared.yaml", &shared("title")),
    ];
    let watching = Watching::start(&files, &["update", "--watch"]);
    watching.says("watching 4 file(s)");
    watching.write("specs/two.yaml", &description("Books_Read"));
    watching.until("watching 4 file(s)", || watching.text("two/src/clients/shop_books_client.rs").contains("fn read("));
    // Whole at once: a project without crates is one too.
    let replace = |text: &str| disk::replace(&watching.path().join("armrest.toml"), text).expect("a file");
    let manifest = || watching.text("one/Cargo.toml");
    replace(&project.replace("\"one\"\nout", "\"uno\"\nout"));
    watching.until("watching 4 file(s)", || manifest().contains("name = \"uno\""));
    replace("[[crates]]");
    watching.says("did you mean `crate`?");
    replace(project);
    watching.until("watching 4 file(s)", || manifest().contains("name = \"one\""));
}
