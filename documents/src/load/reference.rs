/// What a `$ref` names.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Target {
    /// A path relative to the file that contains it; none for that file itself.
    pub(super) file: Option<String>,
    /// The steps from the file's root.
    pub(super) pointer: Vec<String>,
}

/// Takes a reference apart (RFC 6901 behind the `#`). It says in words what is wrong with one that is refused.
pub(super) fn parse(reference: &str) -> Result<Target, String> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let decode = |text: &str| percent_decode(text).ok_or_else(|| format!("`{reference}` has invalid percent-encoding"));
    // A URL is none any more once it is decoded.
    let refused = |reason: &str| format!("`{reference}` {reason}");
    not_of_a_file(path).map_err(refused)?;
    let path = decode(path)?.replace('\\', "/");
    not_of_a_file(&path).map_err(refused)?;
    let mut pointer = Vec::new();
    for step in fragment.split('/').skip(1) {
        pointer.push(decode(step)?.replace("~1", "/").replace("~0", "~"));
    }
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Err(format!("`{reference}` has no `/` after its `#`"));
    }
    Ok(Target { file: (!path.is_empty()).then_some(path), pointer })
}

/// Why a path that a file contains is none from the folder of that file, on any system.
pub(super) fn not_of_a_file(path: &str) -> Result<(), &'static str> {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.chars().all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one))
    };
    match scheme {
        Some(drive) if drive.len() == 1 && is_scheme(drive) => return Err("is an absolute path"),
        Some(scheme) if is_scheme(scheme) => return Err("is a URL, and nothing is read from the network"),
        _ => {}
    }
    if path.starts_with("//") {
        return Err("is a URL, and nothing is read from the network");
    }
    if path.starts_with(['/', '\\']) {
        return Err("is an absolute path");
    }
    if path.contains(char::is_control) {
        return Err("has a control character, which no file's name should have");
    }
    if path.split(['/', '\\']).any(is_device) {
        return Err("names a device, which is no file on Windows");
    }
    Ok(())
}

/// Whether Windows takes a file's name for that of a device, whatever comes behind a dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|number| matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    });
    numbered || ["aux", "con", "nul", "prn", "conin$", "conout$"].contains(&stem.as_str())
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}
