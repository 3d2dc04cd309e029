use azure_core::{
    Bytes, Result, Uuid,
    http::{Body, headers::HeaderValue},
    stream::SeekableStream,
};
use futures::io::AsyncRead;
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

/// A file in a form, with the name and the media type of its part. Whatever is a body is such a file by `into`.
///
/// ```
/// use armrest_runtime::FormFile;
///
/// let picture = FormFile::from("<svg/>").with_name("a.svg").with_media_type("image/svg+xml");
/// # let _: FormFile = picture;
/// ```
#[derive(Clone, Debug)]
pub struct FormFile {
    content: Body,
    name: Option<String>,
    media_type: Option<String>,
}

impl FormFile {
    /// Sets the file's name, which is the field's name unless it is set.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the file's media type, which is `application/octet-stream` unless it is set.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// What follows the field's name in the head of the file's part.
    fn head(&self, field: &str) -> String {
        let name = part_name(self.name.as_deref().unwrap_or(field));
        let media_type = self.media_type.as_deref().unwrap_or("application/octet-stream").replace(['\r', '\n'], " ");
        format!("; filename=\"{name}\"\r\ncontent-type: {media_type}")
    }
}

impl<T: Into<Body>> From<T> for FormFile {
    fn from(content: T) -> Self {
        Self { content: content.into(), name: None, media_type: None }
    }
}

/// The fields of a form, in order.
#[derive(Default)]
pub(crate) struct Form {
    fields: Vec<(&'static str, Field)>,
}

enum Field {
    Text(String),
    File(FormFile),
}

impl Form {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub(crate) fn text(&mut self, name: &'static str, text: String) {
        self.fields.push((name, Field::Text(text)));
    }

    pub(crate) fn file(&mut self, name: &'static str, file: FormFile) {
        self.fields.push((name, Field::File(file)));
    }

    /// The form as a body with its media type: `multipart/form-data` where the description says so or a file is in it.
    pub(crate) fn into_body(self, multipart: bool) -> (HeaderValue, Body) {
        let has_file = self.fields.iter().any(|(_, field)| matches!(field, Field::File(_)));
        if multipart || has_file { self.into_multipart() } else { self.into_url_encoded() }
    }

    fn into_url_encoded(self) -> (HeaderValue, Body) {
        let pairs = self.fields.iter().filter_map(|(name, field)| match field {
            Field::Text(text) => Some((name, text)),
            Field::File(_) => None,
        });
        let body = Bytes::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish());
        (HeaderValue::from_static("application/x-www-form-urlencoded"), body.into())
    }

    /// RFC 7578. By hand, because libraries write such a form for an HTTP client of their own; azure_core must be able to
    /// send the streams in it again.
    fn into_multipart(self) -> (HeaderValue, Body) {
        let boundary = Uuid::new_v4().simple().to_string();
        let mut parts = Parts::default();
        for (name, field) in self.fields {
            let head = match &field {
                Field::Text(_) => String::new(),
                Field::File(file) => file.head(name),
            };
            let name = part_name(name);
            parts.text(&format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{head}\r\n\r\n"));
            match field {
                Field::Text(text) => parts.text(&text),
                Field::File(FormFile { content: Body::Bytes(bytes), .. }) => parts.bytes(&bytes),
                Field::File(FormFile { content: Body::SeekableStream(stream), .. }) => {
                    parts.list.push(Part::Stream(stream));
                }
            }
            parts.text("\r\n");
        }
        parts.text(&format!("--{boundary}--\r\n"));
        (HeaderValue::from(format!("multipart/form-data; boundary={boundary}")), parts.into_body())
    }
}

/// A name as it is written in a part's header (HTML, 4.10.21.8, "multipart form data").
fn part_name(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Parts of a body in a row, streams among them.
#[derive(Clone, Debug, Default)]
struct Parts {
    list: Vec<Part>,
    /// The part that is read, and how much of it is.
    at: (usize, usize),
}

#[derive(Clone, Debug)]
enum Part {
    Bytes(Vec<u8>),
    Stream(Box<dyn SeekableStream>),
}

impl Parts {
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        match self.list.last_mut() {
            Some(Part::Bytes(last)) => last.extend_from_slice(bytes),
            _ => self.list.push(Part::Bytes(bytes.to_vec())),
        }
    }

    fn into_body(mut self) -> Body {
        match self.list.as_mut_slice() {
            [Part::Bytes(only)] => Bytes::from(std::mem::take(only)).into(),
            _ => Body::SeekableStream(Box::new(self)),
        }
    }
}

impl AsyncRead for Parts {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        let Self { list, at: (index, done) } = &mut *self;
        while let Some(part) = list.get_mut(*index) {
            let count = match part {
                Part::Bytes(bytes) => {
                    let rest = bytes.get(*done..).unwrap_or_default();
                    let count = rest.len().min(buffer.len());
                    buffer[..count].copy_from_slice(&rest[..count]);
                    count
                }
                Part::Stream(stream) => match Pin::new(stream.as_mut()).poll_read(cx, buffer) {
                    Poll::Ready(Ok(count)) => count,
                    other => return other,
                },
            };
            if count > 0 || buffer.is_empty() {
                *done += count;
                return Poll::Ready(Ok(count));
            }
            (*index, *done) = (*index + 1, 0);
        }
        Poll::Ready(Ok(0))
    }
}

#[async_trait::async_trait]
impl SeekableStream for Parts {
    async fn reset(&mut self) -> Result<()> {
        self.at = (0, 0);
        for part in &mut self.list {
            if let Part::Stream(stream) = part {
                stream.reset().await?;
            }
        }
        Ok(())
    }

    fn len(&self) -> Option<u64> {
        let lengths = self.list.iter().map(|part| match part {
            Part::Bytes(bytes) => Some(bytes.len() as u64),
            Part::Stream(stream) => stream.len(),
        });
        lengths.sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::stream::BytesStream;

    fn bytes(body: &Body) -> &[u8] {
        match body {
            Body::Bytes(bytes) => bytes,
            Body::SeekableStream(_) => panic!("a stream"),
        }
    }

    #[test]
    fn texts_are_url_encoded() {
        let mut form = Form::default();
        form.text("name", "a b&c=d".to_owned());
        form.text("größe", "50%".to_owned());
        let (media_type, body) = form.into_body(false);
        assert_eq!(media_type.as_str(), "application/x-www-form-urlencoded");
        assert_eq!(bytes(&body), b"name=a+b%26c%3Dd&gr%C3%B6%C3%9Fe=50%25");
    }

    fn with_file(file: Body) -> (String, Body) {
        let mut form = Form::default();
        form.text("name", "n".to_owned());
        form.file("file", file.into());
        let (media_type, body) = form.into_body(false);
        let boundary = media_type.as_str().strip_prefix("multipart/form-data; boundary=").unwrap();
        let expected = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nn\r\n--{boundary}\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
             content-type: application/octet-stream\r\n\r\n\x00\x01\r\n--{boundary}--\r\n"
        );
        (expected, body)
    }

    #[test]
    fn a_name_does_not_end_its_header() {
        let mut form = Form::default();
        form.text("a\"; x=\"b\r\n\r\nc", "n".to_owned());
        let (_, body) = form.into_body(true);
        let text = String::from_utf8_lossy(bytes(&body)).into_owned();
        assert!(text.contains("; name=\"a%22; x=%22b%0D%0A%0D%0Ac\"\r\n\r\nn\r\n"), "{text}");
    }

    #[test]
    fn a_file_has_its_own_name_and_media_type() {
        let mut form = Form::default();
        form.file("file", FormFile::from("x").with_name("a\"\r\nb.png").with_media_type("image/png\r\nx: y"));
        let (_, body) = form.into_body(false);
        let text = String::from_utf8_lossy(bytes(&body)).into_owned();
        let head = "; name=\"file\"; filename=\"a%22%0D%0Ab.png\"\r\ncontent-type: image/png  x: y\r\n\r\nx\r\n";
        assert!(text.contains(head), "{text}");
    }

    #[test]
    fn files_make_a_form_of_parts() {
        let (expected, body) = with_file(Body::Bytes(Bytes::from_static(b"\x00\x01")));
        assert_eq!(bytes(&body), expected.as_bytes());
    }

    #[tokio::test]
    async fn a_stream_in_a_form_is_read_as_it_goes_and_again_when_sent_again() {
        let (expected, body) = with_file(BytesStream::new(b"\x00\x01".as_slice()).into());
        let Body::SeekableStream(mut stream) = body else { panic!("bytes") };
        assert_eq!(stream.len(), Some(expected.len() as u64));
        for _ in 0..2 {
            let mut read = Vec::new();
            futures::io::AsyncReadExt::read_to_end(&mut stream, &mut read).await.unwrap();
            assert_eq!(read, expected.as_bytes());
            stream.reset().await.unwrap();
        }
    }
}
