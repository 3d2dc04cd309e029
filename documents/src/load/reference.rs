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
    if reference.contains("://") || reference.starts_with("//") {
        return Err(format!("`{reference}` is a URL, and nothing is read from the network"));
    }
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let decode = |text: &str| percent_decode(text).ok_or_else(|| format!("`{reference}` has invalid percent-encoding"));
    let path = decode(path)?.replace('\\', "/");
    if path.starts_with('/') {
        return Err(format!("`{reference}` is an absolute path"));
    }
    let mut pointer = Vec::new();
    for step in fragment.split('/').skip(1) {
        pointer.push(decode(step)?.replace("~1", "/").replace("~0", "~"));
    }
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Err(format!("`{reference}` has no `/` after its `#`"));
    }
    Ok(Target { file: (!path.is_empty()).then_some(path), pointer })
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
