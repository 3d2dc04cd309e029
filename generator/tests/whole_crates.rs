//! A crate is written as a whole: whatever ends or disturbs a run, the folder holds the old crate or the new one, and
//! the next run removes what is left over.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

use armrest::{
    command::runtime_path,
    disk::{Memory, files_below, readmes_below},
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

    /// Writes the crate of a word.
    fn write(&self, word: &str) {
        write(&self.out(), &files(word), Mode::Write).expect("written");
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
        other.write(word);
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
        fixture.write("old");
        kill(&fixture, "new", &beside, Duration::from_micros(round * 400));
        let mut left = fixture.all();
        left.retain(|path, _| !path.starts_with(".armrest-crate"));
        assert!(wholes.contains(&left), "{round}: {:?}", left.keys());
        fixture.write("new");
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
    fixture.write("new");
    assert!(fixture.all() == whole, "what is left over is removed");
}

/// A folder with what a user may have beside a crate. Gives the paths of the files, from the folder's parent.
fn with_a_users_files(fixture: &Fixture) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = fixture.out();
    for (path, text) in [("src/mine.rs", "mine"), ("target/debug/a", "built"), ("notes", "words"), (".env", "KEY=1")] {
        fs::create_dir_all(folder.join(path).parent().expect("a folder")).expect("a folder");
        fs::write(folder.join(path), text).expect("a file");
    }
    fs::create_dir_all(folder.join("src/empty")).expect("a folder");
    let _ = fs::remove_file(folder.join("linked"));
    std::os::unix::fs::symlink("notes", folder.join("linked")).expect("a link");
    let paths = ["src/mine.rs", "target/debug/a", "notes", ".env", "linked"];
    paths.iter().map(|path| (Path::new("crate").join(path), fs::read(folder.join(path)).expect("a file"))).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_killed_beside_a_users_files_leaves_them_and_the_old_crate_or_the_new_one() {
    let fixture = Fixture::new();
    let beside = fixture.out().with_file_name(".armrest-crate");
    fixture.write("old");
    let mine = with_a_users_files(&fixture);
    let wholes = ["old", "new"].map(|word| {
        let mut whole = fixture.whole(word);
        whole.extend(mine.clone());
        whole
    });
    let mut ends = [0, 0];
    // How long a run needs to replace the folder differs between machines.
    for round in 0.. {
        if round >= 25 && ends.iter().all(|count| *count > 0) {
            break;
        }
        fixture.write("old");
        kill(&fixture, "new", &beside, Duration::from_micros(round * round * 20));
        let mut left = fixture.all();
        left.retain(|path, _| !path.starts_with(".armrest-crate"));
        let end = wholes.iter().position(|whole| *whole == left);
        ends[end.unwrap_or_else(|| panic!("{round}: {:?}", left.keys()))] += 1;
        assert!(fixture.out().join("src/empty").is_dir() && fixture.out().join("linked").is_symlink());
        fixture.write("new");
        assert!(fixture.all() == wholes[1], "{round}: {:?}", fixture.all().keys());
    }
}

#[test]
fn a_run_that_is_killed_in_a_folder_that_cannot_be_replaced_is_completed_by_the_next() {
    let fixture = Fixture::new();
    let staging = fixture.out().join(".armrest/next/manifest.json");
    let mine = with_a_users_files(&fixture);
    let mut whole = fixture.whole("new");
    whole.extend(mine.clone());
    fs::create_dir_all(fixture.out().join(".git")).expect("a folder");
    for round in 0..20 {
        write(&fixture.out(), &files("old"), Mode::Force).expect("written");
        kill(&fixture, "new", &staging, Duration::from_micros(round * 400));
        let left = fixture.all();
        assert!(mine.iter().all(|(path, text)| left.get(path) == Some(text)), "{round}: {:?}", left.keys());
        fixture.write("new");
        assert!(fixture.all() == whole, "{round}: {:?}", fixture.all().keys());
    }
}

/// What is the same for all names of a file or folder.
#[cfg(target_os = "linux")]
fn number(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&path.symlink_metadata().expect("it is there"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_stays_where_it_cannot_be_made_anew_or_a_process_is_in_it() {
    let fixture = Fixture::new();
    let folder = fixture.out();
    let mut inside = None;
    for (case, is_replaced) in [
        ("nothing", true),
        ("files", true),
        ("a repository", false),
        ("a pipe", false),
        ("sealed", false),
        ("a process", false),
    ] {
        fixture.write("old");
        match case {
            "files" => drop(with_a_users_files(&fixture)),
            "a repository" => fs::create_dir(folder.join(".git")).expect("a folder"),
            "a pipe" => assert!(Command::new("mkfifo").arg(folder.join("pipe")).status().expect("mkfifo").success()),
            "sealed" => {
                fs::create_dir(folder.join("sealed")).expect("a folder");
                let mode = std::os::unix::fs::PermissionsExt::from_mode(0o555);
                fs::set_permissions(folder.join("sealed"), mode).expect("sealed");
            }
            "a process" => {
                let mut command = Command::new("cat");
                command.current_dir(folder.join("src")).stdin(Stdio::piped()).stdout(Stdio::null());
                inside = Some(command.spawn().expect("a process"));
            }
            _ => {}
        }
        let before = number(&folder);
        fixture.write("new");
        assert_eq!(number(&folder) != before, is_replaced, "{case}");
        let whole = fixture.whole("new");
        // Nobody writes to it.
        let _ = fs::remove_file(folder.join("pipe"));
        let left = fixture.all();
        assert!(whole.iter().all(|(path, text)| left.get(path) == Some(text)), "{case}: {:?}", left.keys());
        if let Some(mut process) = inside.take() {
            process.kill().and_then(|()| process.wait()).expect("ended");
        }
        fs::remove_dir_all(&folder).expect("removed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_made_anew_has_the_same_files_links_and_permissions() {
    use std::os::unix::fs::PermissionsExt;

    let fixture = Fixture::new();
    let folder = fixture.out();
    fixture.write("old");
    with_a_users_files(&fixture);
    for (path, mode) in [("", 0o700), ("src", 0o750), ("target", 0o711), ("notes", 0o400)] {
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).expect("set");
    }
    fs::write(folder.join("src/lib.rs"), "mine").expect("edited");
    let look = || {
        ["", "src", "target", "notes", "linked", ".env", "src/mine.rs"].map(|path| {
            let metadata = folder.join(path).symlink_metadata().expect("it is there");
            (path, metadata.permissions().mode(), (!metadata.is_dir()).then(|| number(&folder.join(path))))
        })
    };
    let (before, edited) = (look(), number(&folder.join("src/lib.rs")));
    write(&folder, &files("new"), Mode::Force).expect("written");
    assert_eq!(look(), before);
    assert_eq!(number(&folder.join(".armrest/replaced/src/lib.rs")), edited);
    assert_eq!(fs::read_to_string(folder.join(".armrest/replaced/.gitignore")).expect("a file"), "*\n");
}

#[cfg(target_os = "linux")]
#[test]
fn what_only_the_old_folder_has_is_kept_after_a_run_was_killed() {
    let fixture = Fixture::new();
    let (folder, beside) = (fixture.out(), fixture.out().with_file_name(".armrest-crate"));
    fixture.write("old");
    with_a_users_files(&fixture);
    let new = Fixture::new();
    new.write("new");
    // As a run leaves it that is killed after the exchange: the old folder is beside the new one.
    fs::create_dir_all(&beside).expect("a folder");
    fs::write(beside.join("prepared"), number(&folder.with_file_name("..")).to_string()).expect("a file");
    fs::rename(&folder, beside.join("crate")).expect("moved");
    fs::rename(new.out(), &folder).expect("moved");
    let old = beside.join("crate");
    for path in ["notes", "src/mine.rs"] {
        fs::hard_link(old.join(path), folder.join(path)).expect("linked");
    }
    let save = |path: PathBuf, text: &str| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path.with_extension("swap"), text).expect("a file");
        fs::rename(path.with_extension("swap"), path).expect("saved");
    };
    save(old.join("added/here"), "added");
    save(old.join("src/mine.rs"), "saved");
    save(old.join("src/lib.rs"), "edited");
    fs::write(folder.join("notes"), "more words").expect("written");
    fixture.write("new");
    let mut whole = fixture.whole("new");
    for (path, text) in [
        ("notes", "more words"),
        ("src/mine.rs", "mine"),
        (".armrest/replaced/.gitignore", "*\n"),
        (".armrest/replaced/added/here", "added"),
        (".armrest/replaced/src/mine.rs", "saved"),
        (".armrest/replaced/src/lib.rs", "edited"),
        // These had no other name.
        (".armrest/replaced/target/debug/a", "built"),
        (".armrest/replaced/.env", "KEY=1"),
    ] {
        whole.insert(Path::new("crate").join(path), text.into());
    }
    let link = folder.join(".armrest/replaced/linked");
    assert!(link.is_symlink());
    fs::remove_file(link).expect("removed");
    assert_eq!(fixture.all().keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(fixture.all() == whole);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_are_created_and_saved_while_crates_are_written_are_all_there() {
    let fixture = Fixture::new();
    let folder = fixture.out();
    fixture.write("old");
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let (created, saved) = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let (mut created, mut saved) = (0, 0);
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                let path = folder.join(format!("mine/{}/{created}", created % 7));
                let made = fs::create_dir_all(path.parent().expect("a folder")).and_then(|()| fs::write(path, "mine"));
                // A folder may go between the two.
                created += u32::from(made.is_ok());
                let swap = folder.join("swap");
                let made =
                    fs::write(&swap, (saved + 1).to_string()).and_then(|()| fs::rename(&swap, folder.join("saved")));
                saved += u32::from(made.is_ok());
                thread::sleep(Duration::from_micros(100));
            }
            (created, saved)
        });
        for word in ["new", "old"].repeat(10) {
            fixture.write(word);
        }
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        writer.join().expect("no panic")
    });
    assert!(created > 30 && saved > 30, "{created} {saved}");
    let missing = (0..created).filter(|count| !folder.join(format!("mine/{}/{count}", count % 7)).exists());
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<u32>::new());
    let texts: Vec<Vec<u8>> = fixture.all().into_values().collect();
    assert!(texts.contains(&saved.to_string().into_bytes()), "{saved}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_looks_like_a_path_of_another_system_is_the_users() {
    let fixture = Fixture::new();
    fixture.write("old");
    let mine = fixture.out().join("src\\lib.rs");
    fs::write(&mine, "mine").expect("a file");
    let before = number(&fixture.out());
    fixture.write("new");
    assert_ne!(number(&fixture.out()), before);
    assert_eq!(fs::read(mine).expect("a file"), b"mine");
}

#[cfg(target_os = "linux")]
#[test]
fn an_empty_folder_that_a_process_is_in_stays() {
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.out()).expect("a folder");
    let before = number(&fixture.out());
    let mut command = Command::new("cat");
    let mut process =
        command.current_dir(fixture.out()).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("a process");
    fixture.write("new");
    process.kill().and_then(|()| process.wait()).expect("ended");
    assert_eq!(number(&fixture.out()), before);
    assert!(fixture.all() == fixture.whole("new"));
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
        fixture.write("old");
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
    fixture.write("old");
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
    fixture.write("one");
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
        fixture.write("old");
        fs::create_dir_all(fixture.out().join(mine)).expect("a folder");
        fixture.write("new");
        assert!(fixture.out().join(mine).is_dir(), "{mine}");
        fs::remove_dir_all(fixture.out()).expect("removed");
    }
    fixture.write("old");
    let link = fixture.0.path().join("parent/link");
    std::os::unix::fs::symlink("crate", &link).expect("a link");
    write(&link, &files("new"), Mode::Write).expect("written");
    assert!(link.is_symlink());
    fs::remove_file(link).expect("removed");
    assert!(fixture.all() == fixture.whole("new"));
}

#[test]
fn a_file_is_no_folder_to_look_through() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("readme.md");
    fs::write(&file, "").expect("a file");
    assert!(files_below(&file).is_err() && readmes_below(&file).is_err());
    assert_eq!(files_below(&folder.path().join("absent")).expect("nothing"), Vec::<PathBuf>::new());
    assert_eq!(readmes_below(folder.path()).expect("a folder"), [file]);
}
