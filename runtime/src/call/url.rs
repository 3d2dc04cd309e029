//! What a call addresses: the path's parameters and the query.

use super::Call;
use crate::{
    parameter::{CollectionFormat, Parameter},
    target,
};

impl Call<'_> {
    /// Fills a path parameter, percent-encoded as one segment. An empty value is refused: without it the path would
    /// address another resource.
    pub fn path(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.check(name, &value);
        let text = value.to_text();
        if text.is_empty() {
            self.refuse(format!("the path parameter `{name}` is empty"));
        }
        self.target.segment(name, &text);
        self
    }

    /// Fills a path parameter whose one value the description gives, which may be empty.
    pub fn path_constant(mut self, name: &'static str, value: &str) -> Self {
        self.target.segment(name, value);
        self
    }

    /// Fills the last segment of a path, which may be empty: the description says that it is optional.
    pub fn path_optional(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.check(name, &value);
        self.target.segment(name, &value.to_text());
        self
    }

    /// Fills a path parameter that comes percent-encoded and may hold several segments (`x-ms-skip-url-encoding`).
    /// They are joined to the rest of the path with one slash each. At the start of the path there may be none, so `""`
    /// and `"/"` are the root, such as the tenant in Azure Resource Manager; so may there be of a parameter that holds
    /// whole segments by its name (`parentResourcePath`) in front of others. Any other empty value is refused.
    ///
    /// The value cannot end the path: `?` and `#` are encoded. One with a `.` or `..` segment is refused.
    pub fn path_encoded(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.check(name, &value);
        if let Err(error) = self.target.encoded(name, &value.to_text()) {
            self.refuse(error.to_string());
        }
        self
    }

    /// Fills the last segments of a path, which come percent-encoded and may be empty: the description says so.
    pub fn path_encoded_optional(mut self, name: &'static str, value: impl Parameter) -> Self {
        if value.to_text().trim_matches('/').is_empty() {
            self.check(name, &value);
            self.target.segment(name, "");
            return self;
        }
        self.path_encoded(name, value)
    }

    /// Fills a path parameter with a list, as `format` says. The values are percent-encoded, the separators are not
    /// unless no URL may hold them.
    pub fn path_list<T: Parameter>(mut self, name: &'static str, values: &[T], format: CollectionFormat) -> Self {
        if format.join_encoded(values, target::encode).join(",").is_empty() {
            self.refuse(format!("the path parameter `{name}` is empty"));
        }
        self.path_optional_list(name, values, format)
    }

    /// Fills the last segment of a path with a list, which may be empty: the description says that it is optional.
    pub fn path_optional_list<T: Parameter>(
        mut self,
        name: &'static str,
        values: &[T],
        format: CollectionFormat,
    ) -> Self {
        self.check_all(name, values);
        self.target.fill(name, format.join_encoded(values, target::encode).join(","));
        self
    }

    /// Fills the last segments of a path with a list of values that come percent-encoded, which may be empty.
    pub fn path_encoded_optional_list<T: Parameter>(
        mut self,
        name: &'static str,
        values: &[T],
        format: CollectionFormat,
    ) -> Self {
        self.check_all(name, values);
        self.path_encoded_optional(name, format.join_encoded(values, str::to_owned).join(","))
    }

    /// Fills a path parameter with a list of values that come percent-encoded.
    pub fn path_encoded_list<T: Parameter>(
        mut self,
        name: &'static str,
        values: &[T],
        format: CollectionFormat,
    ) -> Self {
        self.check_all(name, values);
        self.path_encoded(name, format.join_encoded(values, str::to_owned).join(","))
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: impl Parameter) -> Self {
        self.check(name, &value);
        self.target.query(name, &value.to_text());
        self
    }

    /// Adds a query parameter where it has a value.
    pub fn optional_query(self, name: &str, value: Option<impl Parameter>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Adds a query parameter that comes percent-encoded (`x-ms-skip-url-encoding`); with `&` it may hold others.
    pub fn query_encoded(mut self, name: &str, value: impl Parameter) -> Self {
        self.check(name, &value);
        self.target.query_encoded(name, &value.to_text());
        self
    }

    /// Adds a query parameter that comes percent-encoded where it has a value.
    pub fn optional_query_encoded(self, name: &str, value: Option<impl Parameter>) -> Self {
        match value {
            Some(value) => self.query_encoded(name, value),
            None => self,
        }
    }

    /// Adds a list as a query parameter, as `format` says. An empty list is an empty text, or with
    /// [`CollectionFormat::Multi`] nothing. The values are percent-encoded, the separators are not unless no URL may
    /// hold them.
    pub fn query_list<T: Parameter>(mut self, name: &str, values: &[T], format: CollectionFormat) -> Self {
        self.check_all(name, values);
        for encoded in format.join_encoded(values, target::encode) {
            self.target.query_pair(name, &encoded);
        }
        self
    }

    /// Adds a list as a query parameter where there is one.
    pub fn optional_query_list<T: Parameter>(self, name: &str, values: Option<&[T]>, format: CollectionFormat) -> Self {
        match values {
            Some(values) => self.query_list(name, values, format),
            None => self,
        }
    }

    /// Adds a list of values that come percent-encoded as a query parameter.
    pub fn query_encoded_list<T: Parameter>(mut self, name: &str, values: &[T], format: CollectionFormat) -> Self {
        self.check_all(name, values);
        for text in format.join_encoded(values, str::to_owned) {
            self.target.query_encoded(name, &text);
        }
        self
    }

    /// Adds a list of values that come percent-encoded as a query parameter where there is one.
    pub fn optional_query_encoded_list<T: Parameter>(
        self,
        name: &str,
        values: Option<&[T]>,
        format: CollectionFormat,
    ) -> Self {
        match values {
            Some(values) => self.query_encoded_list(name, values, format),
            None => self,
        }
    }
}
