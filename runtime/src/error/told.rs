use serde_json::Value;

/// What an error response says in its body: as Azure Resource Manager and most services write it, `{"error": {"code", "message"}}`,
/// or in the older forms `{"code", "message"}`, `{"odata.error": {"code", "message": {"value"}}}`, and, in XML,
/// `<Error><Code/><Message/></Error>`; their letter case differs.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Told {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

impl Told {
    pub(super) fn by(body: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(body) {
            Ok(json) => Self::in_json(&json),
            Err(_) => Self::in_xml(body),
        }
    }

    fn in_json(body: &Value) -> Self {
        let inner =
            ["error", "odata.error"].iter().find_map(|name| member(body, name).filter(|inner| inner.is_object()));
        let error = inner.unwrap_or(body);
        let text = |name| {
            let value = member(error, name)?;
            let text = member(value, "value").unwrap_or(value).as_str()?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        Self { code: text("code"), message: text("message") }
    }

    #[cfg(feature = "xml")]
    fn in_xml(body: &[u8]) -> Self {
        let Ok(root) = crate::xml::Element::parse(body) else {
            return Self::default();
        };
        if !root.name.eq_ignore_ascii_case("error") {
            return Self::default();
        }
        let text = |name: &str| {
            let child = root.children.iter().find(|child| child.name.eq_ignore_ascii_case(name))?;
            let text = child.text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Self { code: text("code"), message: text("message") }
    }

    #[cfg(not(feature = "xml"))]
    fn in_xml(_body: &[u8]) -> Self {
        Self::default()
    }
}

/// A property in whatever letter case.
fn member<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    let object = object.as_object()?;
    object.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_error_says_is_found_in_all_its_forms() {
        let both = (Some("Full"), Some("no \"room\""));
        for (body, expected) in [
            (r#"{"error":{"code":"Full","message":"no \"room\"","details":["x"]}}"#, both),
            (r#"{"Error":{"Code":"Full","Message":"no \u0022room\u0022"}}"#, both),
            (r#"{"code":"Full","message":"no \"room\"","target":"x"}"#, both),
            (r#"{"odata.error":{"code":"Full","message":{"lang":"en","value":"no \"room\""}}}"#, both),
            (r#"{"error":{"code":"Full","message":7}}"#, (Some("Full"), None)),
            (r#"{"error":"Full","message":"no \"room\""}"#, (None, both.1)),
            (r#"{"error":{"code":"","message":null}}"#, (None, None)),
            (r#"["code","message"]"#, (None, None)),
            (r#""code""#, (None, None)),
            ("<html>no room</html>", (None, None)),
            ("", (None, None)),
        ] {
            let told = Told::by(body.as_bytes());
            assert_eq!((told.code.as_deref(), told.message.as_deref()), expected, "{body}");
        }
    }

    #[cfg(feature = "xml")]
    #[test]
    fn what_an_error_says_in_xml_is_found_too() {
        for (body, expected) in [
            ("\u{feff}<?xml version=\"1.0\"?><Error><Code>Full</Code><Message>no room</Message></Error>", true),
            ("<m:error xmlns:m=\"urn:m\"><m:code>Full</m:code><m:message>no room</m:message></m:error>", true),
            ("<Html><Code>Full</Code><Message>no room</Message></Html>", false),
            ("<Error><Code>Full</Code>", false),
        ] {
            let told = Told::by(body.as_bytes());
            let (code, message) = if expected { (Some("Full"), Some("no room")) } else { (None, None) };
            assert_eq!((told.code.as_deref(), told.message.as_deref()), (code, message), "{body}");
        }
    }
}
