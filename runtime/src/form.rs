use azure_core::{
    Bytes, Error, Result, Uuid,
    error::ErrorKind,
    http::{Body, headers::HeaderValue},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// `application/x-www-form-urlencoded` (URL standard): these stay as they are.
const URL_ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*');

/// The fields of a form, in order.
#[derive(Debug, Default)]
pub(crate) struct Form {
    fields: Vec<(&'static str, Field)>,
}

#[derive(Debug)]
enum Field {
    Text(String),
    File(Body),
}

impl Form {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub(crate) fn text(&mut self, name: &'static str, text: String) {
        self.fields.push((name, Field::Text(text)));
    }

    pub(crate) fn file(&mut self, name: &'static str, body: Body) {
        self.fields.push((name, Field::File(body)));
    }

    /// The form as a body with its media type: `multipart/form-data` where the description says so or a file is in it.
    pub(crate) fn into_body(self, multipart: bool) -> Result<(HeaderValue, Bytes)> {
        let has_file = self.fields.iter().any(|(_, field)| matches!(field, Field::File(_)));
        if multipart || has_file { self.into_multipart() } else { Ok(self.into_url_encoded()) }
    }

    fn into_url_encoded(self) -> (HeaderValue, Bytes) {
        let encode = |text: &str| utf8_percent_encode(text, URL_ENCODED).to_string();
        let pairs = self.fields.iter().filter_map(|(name, field)| match field {
            Field::Text(text) => Some(format!("{}={}", encode(name), encode(text))),
            Field::File(_) => None,
        });
        let body = pairs.collect::<Vec<_>>().join("&");
        (HeaderValue::from_static("application/x-www-form-urlencoded"), body.into())
    }

    /// RFC 7578.
    fn into_multipart(self) -> Result<(HeaderValue, Bytes)> {
        let boundary = Uuid::new_v4().simple().to_string();
        let mut body = Vec::new();
        for (name, field) in self.fields {
            let head = match field {
                Field::Text(_) => String::new(),
                Field::File(_) => format!("; filename=\"{name}\"\r\ncontent-type: application/octet-stream"),
            };
            let head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{head}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            match field {
                Field::Text(text) => body.extend_from_slice(text.as_bytes()),
                Field::File(Body::Bytes(bytes)) => body.extend_from_slice(&bytes),
                Field::File(Body::SeekableStream(_)) => {
                    let message = format!("`{name}` is a stream, and a form takes bytes only");
                    return Err(Error::with_message(ErrorKind::Other, message));
                }
            }
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let media_type = format!("multipart/form-data; boundary={boundary}");
        Ok((HeaderValue::from(media_type), body.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_url_encoded() {
        let mut form = Form::default();
        form.text("name", "a b&c=d".to_owned());
        form.text("größe", "50%".to_owned());
        let (media_type, body) = form.into_body(false).unwrap();
        assert_eq!(media_type.as_str(), "application/x-www-form-urlencoded");
        assert_eq!(body, "name=a%20b%26c%3Dd&gr%C3%B6%C3%9Fe=50%25");
    }

    #[test]
    fn files_make_a_form_of_parts() {
        let mut form = Form::default();
        form.text("name", "n".to_owned());
        form.file("file", Body::Bytes(Bytes::from_static(b"\x00\x01")));
        let (media_type, body) = form.into_body(false).unwrap();
        let boundary = media_type.as_str().strip_prefix("multipart/form-data; boundary=").unwrap();
        let expected = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nn\r\n--{boundary}\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
             content-type: application/octet-stream\r\n\r\n\x00\x01\r\n--{boundary}--\r\n"
        );
        assert_eq!(body, expected.as_bytes());
    }
}
