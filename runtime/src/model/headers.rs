use super::{Model, Slot, text::read_text};
use crate::format::Format;
use azure_core::{Error, Result, error::ErrorKind, http::headers::Headers};

/// Reads what a description says of a response's headers. Of a header collection (`x-ms-header-collection-prefix`) each
/// header is an entry, by what is behind the prefix.
///
/// ```
/// # #[derive(Default)]
/// # struct WidgetHeaders { size: Option<i64>, metadata: Option<std::collections::HashMap<String, String>> }
/// # armrest_runtime::codegen::model! { WidgetHeaders fields { "x-size" => size, "x-meta-" => metadata } }
/// # use azure_core::http::headers::Headers;
/// use armrest_runtime::from_headers;
///
/// # let mut response = Headers::new();
/// # response.insert("x-size", "7");
/// # response.insert("x-meta-color", "red");
/// let headers: WidgetHeaders = from_headers(&response)?;
/// assert_eq!(headers.size, Some(7));
/// assert_eq!(headers.metadata.unwrap_or_default()["color"], "red");
/// # Ok::<(), azure_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a header is not of its type; the message names it.
pub fn from_headers<T: Model + Default>(headers: &Headers) -> Result<T> {
    let mut model = T::default();
    for (name, value) in headers.iter() {
        read(&mut model, name.as_str(), value.as_str())
            .map_err(|error| Error::with_message(ErrorKind::DataConversion, format!("`{}`: {error}", name.as_str())))?;
    }
    Ok(model)
}

fn read(model: &mut dyn Model, name: &str, value: &str) -> std::result::Result<(), serde::de::value::Error> {
    match model.slot(name) {
        // A header that has a prefix for its name is no entry of the collection.
        Slot::Skip | Slot::Map(..) => {}
        slot => return read_text(slot, value),
    }
    // The longest prefix counts; most end with a hyphen, and some do not.
    for end in (1..name.len()).rev().filter(|end| name.is_char_boundary(*end)) {
        let (prefix, entry) = name.split_at(end);
        if let Slot::Map(entries, _) = model.slot(prefix) {
            let mut read = Ok(());
            entries.insert(entry, Format::Usual, &mut |slot| read = read_text(slot, value));
            return read;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::time::OffsetDateTime;
    use std::collections::HashMap;

    #[derive(Default)]
    struct BlobHeaders {
        length: Option<i64>,
        sealed: Option<bool>,
        modified: Option<OffsetDateTime>,
        hash: Option<Vec<u8>>,
        metadata: Option<HashMap<String, String>>,
        labels: Option<HashMap<String, String>>,
    }

    crate::codegen::model! {
        BlobHeaders
        fields {
            "content-length" => length,
            "x-ms-sealed" => sealed,
            "last-modified" => modified as Rfc1123,
            "content-md5" => hash,
            "x-ms-meta-" => metadata,
            "x-ms-label" => labels,
        }
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> Headers {
        let mut headers = Headers::new();
        for (name, value) in pairs {
            headers.insert(*name, *value);
        }
        headers
    }

    #[test]
    fn each_header_is_of_its_type() {
        let read: BlobHeaders = from_headers(&headers(&[
            ("content-length", "12"),
            ("x-ms-sealed", "true"),
            ("last-modified", "Fri, 01 Jan 2010 12:34:56 GMT"),
            ("content-md5", "AQID"),
            ("x-ms-meta-color", "red"),
            ("x-ms-meta-of-the-shop", "blue"),
            ("x-ms-label", "?"),
            ("x-ms-label1", "one"),
            ("x-ms-label-long-name", "two"),
            ("x-other", "?"),
        ]))
        .unwrap();
        assert_eq!((read.length, read.sealed), (Some(12), Some(true)));
        assert_eq!(read.modified.unwrap().unix_timestamp(), 1_262_349_296);
        assert_eq!(read.hash.unwrap(), [1, 2, 3]);
        let metadata = [("color", "red"), ("of-the-shop", "blue")].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(read.metadata.unwrap(), HashMap::from(metadata));
        let labels = [("1", "one"), ("-long-name", "two")].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(read.labels.unwrap(), HashMap::from(labels));
    }

    #[test]
    fn a_header_is_read_as_it_may_be_written() {
        for text in ["2010-01-01T12:34:56", "FRI, 01 JAN 2010 12:34:56 GMT", "Friday, 01-Jan-10 12:34:56 GMT"] {
            let read: BlobHeaders = from_headers(&headers(&[("last-modified", text)])).unwrap();
            assert_eq!(read.modified.unwrap().unix_timestamp(), 1_262_349_296, "{text}");
        }
        let read: BlobHeaders = from_headers(&headers(&[("content-length", "12.0"), ("x-ms-sealed", "True")])).unwrap();
        assert_eq!((read.length, read.sealed), (Some(12), Some(true)));
        let error = from_headers::<BlobHeaders>(&headers(&[("content-length", "9223372036854775808")])).err().unwrap();
        assert!(error.to_string().contains("expected an integer of i64"), "{error}");
    }

    #[test]
    fn an_error_names_the_header() {
        let error = from_headers::<BlobHeaders>(&headers(&[("content-length", "many")])).err().unwrap();
        assert!(error.to_string().contains("`content-length`"), "{error}");
    }

    #[test]
    fn what_is_not_there_is_none() {
        let read: BlobHeaders = from_headers(&Headers::new()).unwrap();
        assert!(read.length.is_none() && read.metadata.is_none());
    }
}
