//! Bodies that are values by themselves: texts, dates, bytes, lists and dictionaries. serde alone reads dates and bytes in
//! another form than a service writes them, and does not say which item of a list is wrong, so the body's format says
//! how it is read.

use crate::{
    format::Format,
    model::{self, Wire},
    sealed::Sealed,
};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{DeserializeWith, JsonFormat, RequestContent, response::ResponseBody},
    time::OffsetDateTime,
};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A format of bodies in JSON, by the form of the dates and bytes in them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a format of values in JSON",
    note = "the type of the method's argument or result says which format of the module `value` it has"
)]
pub trait ValueFormat: Sealed + azure_core::http::Format {
    /// The form of dates and bytes.
    const FORM: Format;
}

impl ValueFormat for JsonFormat {
    const FORM: Format = Format::Usual;
}

macro_rules! value_formats {
    ($($(#[$docs:meta])* $name:ident: $form:ident $(of $value:ty)?;)*) => {
        $(
            value_formats! { @format $(#[$docs])* $name }

            impl ValueFormat for $name {
                const FORM: Format = Format::$form;
            }

            value_formats! { @read $name: $([] $value,)? [T: Wire] Vec<T>, [T: Wire] HashMap<String, T>, [T: Wire] Option<T> }
        )*
    };
    (@format $(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Debug)]
        pub struct $name;

        impl Sealed for $name {}

        impl azure_core::http::Format for $name {
            /// Reading a value takes its form, of which serde knows nothing.
            fn deserialize<T: DeserializeOwned, S: AsRef<[u8]>>(_body: S) -> Result<T> {
                Err(Error::with_message(ErrorKind::DataConversion, "read it as the type that it is given as"))
            }
        }
    };
    (@read $name:ident: $([$($parameter:ident: $bound:path)?] $value:ty),*) => {
        $(impl<$($parameter: $bound)?> DeserializeWith<$name> for $value {
            fn deserialize_with(body: ResponseBody) -> Result<Self> {
                model::from_json_in(body, $name::FORM)
            }
        })*
    };
}

value_formats! {
    /// Lists and dictionaries of values in their usual form.
    CollectionJson: Usual;
    /// Dates by RFC 3339.
    DateTimeJson: Usual of OffsetDateTime;
    /// Dates as `date-time-rfc1123`.
    Rfc1123Json: Rfc1123 of OffsetDateTime;
    /// Dates as `unixtime`.
    UnixTimeJson: UnixTime of OffsetDateTime;
    /// Bytes as base64.
    Base64Json: Usual of Vec<u8>;
    /// Bytes as base64 for URLs.
    Base64UrlJson: Base64Url of Vec<u8>;
}

value_formats! {
    @format
    /// Bodies that are one text in UTF-8, not in JSON: `Response<String, TextFormat>`. A request's is made by
    /// `RequestContent::from_str`, or by `into` from bytes or a stream.
    TextFormat
}

impl DeserializeWith<TextFormat> for String {
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        Self::from_utf8(body.as_ref().to_vec()).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
            let message = format!("the text is not UTF-8: see byte {at}, on line {line}");
            Error::with_message(ErrorKind::DataConversion, message)
        })
    }
}

/// A value as the body of a request, in the form that the request wants. For models there is `try_into`.
///
/// ```
/// use armrest_runtime::value::{UnixTimeJson, to_content};
/// use azure_core::{http::{Body, RequestContent}, time::OffsetDateTime};
///
/// let date = OffsetDateTime::from_unix_timestamp(7).expect("a date");
/// let content: RequestContent<_, UnixTimeJson> = to_content(&date)?;
/// # let Body::Bytes(bytes) = content.body() else { unreachable!() };
/// assert_eq!(bytes, "7");
/// # Ok::<(), azure_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a value has no form in JSON, such as a date of the year 10000.
pub fn to_content<T: Wire, F: ValueFormat>(value: &T) -> Result<RequestContent<T, F>> {
    Ok(model::to_json_in(value, F::FORM)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::{
        http::{RawResponse, Response, StatusCode, headers::Headers},
        time::parse_rfc3339,
    };

    fn read<T: DeserializeWith<F>, F: ValueFormat>(body: &'static str) -> Result<T> {
        let response = RawResponse::from_bytes(StatusCode::Ok, Headers::new(), body);
        Response::<T, F>::from(response).into_model()
    }

    #[test]
    fn dates_and_bytes_are_read_in_their_form() {
        let date = parse_rfc3339("2010-01-01T12:34:56Z").unwrap();
        assert_eq!(read::<OffsetDateTime, DateTimeJson>("\"2010-01-01T13:34:56+01:00\"").unwrap(), date);
        assert_eq!(read::<OffsetDateTime, Rfc1123Json>("\"Fri, 01 Jan 2010 12:34:56 GMT\"").unwrap(), date);
        assert_eq!(read::<OffsetDateTime, Rfc1123Json>("\"FRI, 01 jan 2010 12:34:56 gmt\"").unwrap(), date);
        assert!(read::<OffsetDateTime, Rfc1123Json>("\"ä\"").is_err());
        assert_eq!(read::<Vec<OffsetDateTime>, UnixTimeJson>("[1262349296]").unwrap(), [date]);
        assert_eq!(read::<Vec<u8>, Base64Json>("\"//79\"").unwrap(), [255, 254, 253]);
        let map = read::<HashMap<String, Vec<u8>>, Base64UrlJson>("{\"a\":\"__79\"}").unwrap();
        assert_eq!(map["a"], [255, 254, 253]);
        assert_eq!(read::<Vec<Option<Vec<u8>>>, Base64Json>("[null,\"//79\"]").unwrap()[0], None);
        assert_eq!(read::<Option<OffsetDateTime>, UnixTimeJson>("null").unwrap(), None);
    }

    #[test]
    fn a_text_is_read_as_it_is() {
        let read = |body: &'static [u8]| {
            let response = RawResponse::from_bytes(StatusCode::Ok, Headers::new(), body);
            Response::<String, TextFormat>::from(response).into_model()
        };
        assert_eq!(read("\"größer\"\n".as_bytes()).unwrap(), "\"größer\"\n");
        assert_eq!(read(b"").unwrap(), "");
        let error = read(b"one\ntw\xf6").unwrap_err();
        assert_eq!(error.to_string(), "the text is not UTF-8: see byte 6, on line 2");
        assert!(matches!(error.kind(), ErrorKind::DataConversion));
    }

    #[test]
    fn a_broken_value_is_an_error_with_its_location() {
        let error = read::<Vec<OffsetDateTime>, DateTimeJson>("[\"2010-01-01T12:34:56Z\",\"date\"]").unwrap_err();
        assert!(error.to_string().contains("[1]"), "{error}");
        assert!(read::<OffsetDateTime, DateTimeJson>("null").is_err());
    }

    #[test]
    fn an_error_in_a_list_or_map_has_its_location() {
        let list = read::<Vec<i32>, CollectionJson>("[1,null]").unwrap_err().to_string();
        assert!(list.starts_with("`[1]`: invalid type: null, expected an integer"), "{list}");
        let map = read::<HashMap<String, Vec<String>>, CollectionJson>(r#"{"a":["b",7]}"#).unwrap_err().to_string();
        assert!(map.starts_with("`a[1]`: invalid type: integer `7`, expected a string"), "{map}");
        assert_eq!(read::<Vec<Option<i32>>, CollectionJson>("[5.0,null]").unwrap(), [Some(5), None]);
        assert!(read::<Vec<String>, CollectionJson>("null").unwrap().is_empty());
        assert_eq!(read::<Vec<String>, CollectionJson>("").unwrap_err().to_string(), "the response has no body");
    }

    #[test]
    fn dates_and_bytes_are_written_in_their_form() {
        let text = |content: &azure_core::http::Body| match content {
            azure_core::http::Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        };
        let dates = vec![parse_rfc3339("2010-01-01T12:34:56Z").unwrap()];
        let content: RequestContent<_, Rfc1123Json> = to_content(&dates).unwrap();
        assert_eq!(text(content.body()), r#"["Fri, 01 Jan 2010 12:34:56 GMT"]"#);
        let content: RequestContent<_, Base64UrlJson> = to_content(&vec![255u8, 254, 253]).unwrap();
        assert_eq!(text(content.body()), r#""__79""#);
        let content: RequestContent<_, JsonFormat> = to_content(&vec![1, 2]).unwrap();
        assert_eq!(text(content.body()), "[1,2]");
    }
}
