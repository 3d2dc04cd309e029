//! A crate is written as a whole: whatever ends or disturbs a run, the folder holds the old crate or the new one, and
//! the next run removes what is left over.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

use armrest::{
    command::runtime_path,
    disk::Memory,
    emit::TextFile,
    generate,
    load::Input,
    plan::Settings,
    write::{Mode, WriteError, before, write, write_since},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// A description whose crate has many files, all of which have this word in them.
fn described(word: &str) -> String {
    let operations = (0..8).map(|number| {
        format!(
            "  /{word}{number}:\n    get:\n      operationId: Group{number}_{word}\n      responses: {{ '200': {{ description: \
             '', schema: {{ type: object, properties: {{ {word}: {{ type: string }} }} }} }} }}\n"
        )
    });
    let operations: String = operations.collect();
    format!("swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n{operations}")
}

/// The files of its crate, as the command makes them.
fn files(word: &str) -> Vec<TextFile> {
    static MADE: Mutex<BTreeMap<String, Vec<TextFile>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().expect("no panic");
    made.entry(word.to_owned()).or_insert_with(|| generated(word)).clone()
}

fn generated(word: &str) -> Vec<TextFile> {
    let path = PathBuf::from("/specification/a.yaml");
    let input = Input { paths: vec![path.clone()], ..Input::default() };
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let runtime = runtime_path(Path::new("/elsewhere"), &checkout);
    let settings = Settings { package: Some("parcels".to_owned()), runtime, ..Settings::default() };
    generate(&input, &settings, &Memory([(path, described(word))].into())).files.expect("a crate")
}

struct Fixture(TempDir);

impl Fixture {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("parent/crate")
    }

    /// Starts a run that writes the crate of a word.
    fn start(&self, word: &str, shell: &str) -> Child {
        let input = self.0.path().join(format!("{word}.yaml"));
        fs::write(&input, described(word)).expect("a file");
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{shell} exec \"$0\" generate \"$1\" --out \"$2\" --package-name parcels"));
        command.arg(env!("CARGO_BIN_EXE_armrest")).arg(input).arg(self.out());
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the command")
    }

    /// What is in the folder in which the crate's folder is, by paths from there.
    fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let parent = self.0.path().join("parent");
        let mut found = BTreeMap::new();
        let mut next = vec![parent.clone()];
        while let Some(folder) = next.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    next.push(path);
                } else {
                    let name = path.strip_prefix(&parent).expect("inside").to_owned();
                    found.insert(name, fs::read(&path).unwrap_or_default());
                }
            }
        }
        found
    }

    /// What is there once only the crate of a word is.
    fn whole(&self, word: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let other = Self::new();
        write(&other.out(), &files(word), Mode::Write).expect("written");
        other.all()
    }
}

fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().expect("an end");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Starts a run, and kills it a while after it has begun to write.
fn kill(fixture: &Fixture, word: &str, begun: &Path, after: Duration) {
    let mut child = fixture.start(word, "");
    while !begun.exists() && child.try_wait().expect("a state").is_none() {
        thread::yield_now();
    }
    thread::sleep(after);
    let _ = child.kill();
    let _ = child.wait();
}

#[test]
fn a_run_that_is_killed_leaves_the_old_crate_or_the_new_one() {
    let fixture = Fixture::new();
    let wholes = [fixture.whole("old"), fixture.whole("new")];
    let beside = fixture.out().with_file_name(".armrest-crate");
    for round in 0..25 {
        write(&fixture.out(), &files("old"), Mode::Write).expect("written");
        kill(&fixture, "new", &beside, Duration::from_micros(round * 400));
        let mut left = fixture.all();
        left.retain(|path, _| !path.starts_with(".armrest-crate"));
        assert!(wholes.contains(&left), "{round}: {:?}", left.keys());
        write(&fixture.out(), &files("new"), Mode::Write).expect("written");
        assert!(fixture.all() == wholes[1], "{round}: what is left over is removed");
    }
}

#[test]
fn a_run_that_is_killed_leaves_no_part_of_a_crate_that_is_new() {
    let fixture = Fixture::new();
    let whole = fixture.whole("new");
    let beside = fixture.out().with_file_name(".armrest-crate");
    for round in 0..20 {
        kill(&fixture, "new", &beside, Duration::from_micros(round * 400));
        let mut left = fixture.all();
        left.retain(|path, _| !path.starts_with(".armrest-crate"));
        assert!(left.is_empty() || left == whole, "{round}: {:?}", left.keys());
        let _ = fs::remove_dir_all(fixture.out());
    }
    write(&fixture.out(), &files("new"), Mode::Write).expect("written");
    assert!(fixture.all() == whole, "what is left over is removed");
}

#[test]
fn a_run_that_is_killed_beside_a_users_files_is_completed_by_the_next() {
    let fixture = Fixture::new();
    let mut whole = fixture.whole("new");
    let mine = fixture.out().join("src/mine.rs");
    whole.insert("crate/src/mine.rs".into(), b"mine".into());
    let staging = fixture.out().join(".armrest/next/manifest.json");
    for round in 0..20 {
        write(&fixture.out(), &files("old"), Mode::Write).expect("written");
        fs::write(&mine, "mine").expect("a file");
        kill(&fixture, "new", &staging, Duration::from_micros(round * 400));
        assert_eq!(fs::read(&mine).expect("a file"), b"mine");
        write(&fixture.out(), &files("new"), Mode::Write).expect("written");
        assert!(fixture.all() == whole, "{round}: {:?}", fixture.all().keys());
    }
}

#[test]
fn a_disk_that_is_full_leaves_all_as_it_was() {
    // No file may be longer than this: some of the crate's are, others are not.
    let full = "trap '' XFSZ; ulimit -f 4;";
    let fixture = Fixture::new();
    let (code, said) = ended(fixture.start("new", full));
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    assert!(!fixture.out().parent().expect("a parent").exists(), "{:?}", fixture.all().keys());
    for mine in [false, true] {
        write(&fixture.out(), &files("old"), Mode::Write).expect("written");
        if mine {
            fs::write(fixture.out().join("src/mine.rs"), "mine").expect("a file");
        }
        let before = fixture.all();
        let (code, said) = ended(fixture.start("new", full));
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("nothing was written"), "{said}");
        assert!(fixture.all() == before, "{:?}", fixture.all().keys());
    }
}

#[test]
fn a_folder_that_cannot_be_created_leaves_all_as_it_was() {
    let fixture = Fixture::new();
    write(&fixture.out(), &files("old"), Mode::Write).expect("written");
    fs::write(fixture.out().join("src/mine.rs"), "mine").expect("a file");
    let before = fixture.all();
    let mut new = files("new");
    // The last file of the crate needs a folder where there is a file.
    new.push(TextFile { path: "src/zzz/".to_owned() + &"x".repeat(300) + "/file.rs", text: String::new() });
    let error = write(&fixture.out(), &new, Mode::Write).expect_err("no such folder can be");
    assert!(matches!(error, WriteError::Disk(_)), "{error}");
    assert!(fixture.all() == before && !fixture.out().join("src/zzz").exists(), "{:?}", fixture.all().keys());
}

#[test]
fn of_two_runs_at_once_one_writes_its_whole_crate() {
    let wholes = ["one", "other"].map(|word| Fixture::new().whole(word));
    for _ in 0..5 {
        let fixture = Fixture::new();
        let runs = ["one", "other"].map(|word| fixture.start(word, "")).map(ended);
        let left = fixture.all();
        let winner = wholes.iter().position(|whole| *whole == left);
        let winner = winner.unwrap_or_else(|| panic!("{runs:?} {:?}", left.keys()));
        assert_eq!(runs[winner].0, Some(0), "{runs:?}");
        let (code, said) = &runs[1 - winner];
        // Or it was wholly before the other.
        assert!(*code == Some(0) || said.contains("another run has written"), "{runs:?}");
    }
}

#[test]
fn a_crate_is_not_replaced_that_another_run_has_written_meanwhile() {
    let fixture = Fixture::new();
    let noted = before(&fixture.out());
    write(&fixture.out(), &files("one"), Mode::Write).expect("written");
    let left = fixture.all();
    let error = write_since(&noted, &fixture.out(), &files("other"), Mode::Write).expect_err("refused");
    assert!(matches!(error, WriteError::Meanwhile), "{error}");
    assert!(fixture.all() == left);
    write_since(&noted, &fixture.out(), &files("one"), Mode::Write).expect("it is the same crate");
}

#[test]
fn what_is_the_users_is_never_replaced_with_the_folder() {
    let fixture = Fixture::new();
    for mine in ["src/empty", "mine", ".hidden", "src/clients/a/b"] {
        write(&fixture.out(), &files("old"), Mode::Write).expect("written");
        fs::create_dir_all(fixture.out().join(mine)).expect("a folder");
        write(&fixture.out(), &files("new"), Mode::Write).expect("written");
        assert!(fixture.out().join(mine).is_dir(), "{mine}");
        fs::remove_dir_all(fixture.out()).expect("removed");
    }
    write(&fixture.out(), &files("old"), Mode::Write).expect("written");
    let link = fixture.0.path().join("parent/link");
    std::os::unix::fs::symlink("crate", &link).expect("a link");
    write(&link, &files("new"), Mode::Write).expect("written");
    assert!(link.is_symlink());
    fs::remove_file(link).expect("removed");
    assert!(fixture.all() == fixture.whole("new"));
}
