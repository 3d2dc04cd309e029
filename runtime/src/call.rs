mod url;

use crate::{
    connection::Connection,
    error,
    form::{Form, FormFile},
    lro::{FinalState, MonitorResult},
    pager::{self, FirstPage, NextLink, NextPage, PageFormat, Pager},
    parameter::{CollectionFormat, Parameter},
    poller::{self, OperationStatus, PageablePoller, Poller},
    prepared::Prepared,
    target::Target,
    transport::{AsStored, Streamed},
};
use azure_core::{
    Bytes, Error, Result,
    error::ErrorKind,
    http::{
        AsyncResponse, Body, ClientMethodOptions, DeserializeWith, Format, JsonFormat, Method, PipelineStreamOptions,
        Request, RequestContent, Response, StatusCode,
        headers::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, Headers},
        pager::{Page, PagerOptions},
        poller::PollerOptions,
    },
};
use std::{any::TypeId, borrow::Cow, collections::HashMap, fmt};

/// What makes a GET an OPTIONS for a transport that knows it.
const HTTP_OPTIONS: &str = "x-http-method-override";

/// The status codes that say whether something exists: 404, and all 2xx.
const EXISTS: [u16; 101] = {
    let mut codes = [404; 101];
    let mut index: u16 = 1;
    while index < 101 {
        codes[index as usize] = 199 + index;
        index += 1;
    }
    codes
};

/// One call of an operation, filled in by a generated method and then sent in the way of its kind:
/// [`send`](Self::send), [`pager`](Self::pager), [`poller`](Self::poller) or
/// [`pageable_poller`](Self::pageable_poller).
///
/// What is wrong with an argument is reported by these, before anything is sent.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c> {
    connection: &'c Connection,
    name: &'static str,
    method: Method,
    target: Target,
    headers: Vec<(Cow<'static, str>, String)>,
    body: Option<Body>,
    form: Form,
    multipart: bool,
    success: &'static [u16],
    next_page: NextPage,
    token_scope: Option<&'static str>,
    monitor_result: MonitorResult,
    api_version: &'static str,
    refused: Option<Error>,
}

impl<'c> Call<'c> {
    pub(crate) fn new(connection: &'c Connection, name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            connection,
            name,
            method,
            target: Target::new(path),
            headers: Vec::new(),
            body: None,
            form: Form::default(),
            multipart: false,
            success: &[],
            next_page: NextPage::Link,
            token_scope: None,
            monitor_result: MonitorResult::default(),
            api_version: "api-version",
            refused: None,
        }
    }

    /// Sends OPTIONS, which azure_core's `Method` does not have (`typespec_client_core`, `src/http/method.rs`): the
    /// request is a GET with the header `x-http-method-override: OPTIONS`. azure_core's own transport would send it as
    /// GET, so without another in `ClientOptions::transport`, which makes OPTIONS of it, the call is refused.
    pub fn http_options(mut self) -> Self {
        if !self.connection.own_transport {
            self.refuse("azure_core does not send OPTIONS: set a `transport` that does in `ClientOptions`".to_owned());
        }
        self.headers.push((Cow::Borrowed(HTTP_OPTIONS), "OPTIONS".to_owned()));
        self
    }

    /// Adds a header.
    pub fn header(self, name: &'static str, value: impl Parameter) -> Self {
        self.push_header(Cow::Borrowed(name), value)
    }

    /// Adds a header for each entry, its name behind `prefix` (`x-ms-header-collection-prefix`).
    pub fn header_collection(mut self, prefix: &str, entries: &HashMap<String, String>) -> Self {
        let mut entries: Vec<(&String, &String)> = entries.iter().collect();
        entries.sort();
        let mut sent: Vec<String> = Vec::new();
        for (name, value) in entries {
            let lower = name.to_ascii_lowercase();
            if sent.contains(&lower) {
                self.refuse(format!("`{name}` is there in another letter case too: headers do not differ by that"));
            }
            sent.push(lower);
            let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            if name.is_empty() || !name.bytes().all(is_token) {
                self.refuse(format!("`{name}` is not allowed in the name of a header"));
            }
            self = self.push_header(Cow::Owned(format!("{prefix}{name}")), value);
        }
        self
    }

    fn push_header(mut self, name: Cow<'static, str>, value: impl Parameter) -> Self {
        self.check(&name, &value);
        let text = value.to_text().into_owned();
        if text.contains(['\r', '\n', '\0']) {
            self.refuse(format!("the value of the header `{name}` has a line break"));
        }
        self.headers.push((name, text));
        self
    }

    /// Adds a header where it has a value.
    pub fn optional_header(self, name: &'static str, value: Option<impl Parameter>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Adds a list as a header, as `format` says. An empty list adds nothing.
    pub fn header_list<T: Parameter>(mut self, name: &'static str, values: &[T], format: CollectionFormat) -> Self {
        self.check_all(name, values);
        if values.is_empty() {
            return self;
        }
        let joined = format.join(values).join(",");
        self.header(name, joined)
    }

    /// Sets the body and its media type.
    pub fn body<T, F>(mut self, content_type: &str, body: RequestContent<T, F>) -> Self {
        // A media type that the caller chose is kept.
        if !self.headers.iter().any(|(name, _)| *name == "content-type") {
            self.headers.push((Cow::Borrowed("content-type"), content_type.to_owned()));
        }
        self.body = Some(body.into());
        self
    }

    /// Sets the body and its media type where there is one.
    pub fn optional_body<T, F>(self, content_type: &str, body: Option<RequestContent<T, F>>) -> Self {
        match body {
            Some(body) => self.body(content_type, body),
            None => self,
        }
    }

    /// Adds a field of a form.
    pub fn form(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.check(name, &value);
        self.form.text(name, value.to_text().into_owned());
        self
    }

    /// Adds a field of a form where it has a value.
    pub fn optional_form(self, name: &'static str, value: Option<impl Parameter>) -> Self {
        match value {
            Some(value) => self.form(name, value),
            None => self,
        }
    }

    /// Adds a list as fields of a form, as `format` says.
    pub fn form_list<T: Parameter>(mut self, name: &'static str, values: &[T], format: CollectionFormat) -> Self {
        self.check_all(name, values);
        if !values.is_empty() {
            for text in format.join(values) {
                self.form.text(name, text);
            }
        }
        self
    }

    /// Adds a file to a form.
    pub fn form_file(mut self, name: &'static str, file: impl Into<FormFile>) -> Self {
        self.form.file(name, file.into());
        self
    }

    /// Adds a file to a form where there is one.
    pub fn optional_form_file(self, name: &'static str, file: Option<impl Into<FormFile>>) -> Self {
        match file {
            Some(file) => self.form_file(name, file),
            None => self,
        }
    }

    /// Adds files to a form, all by one name.
    pub fn form_files(mut self, name: &'static str, files: Vec<impl Into<FormFile>>) -> Self {
        for file in files {
            self.form.file(name, file.into());
        }
        self
    }

    /// Sends the form as `multipart/form-data`, though there may be no file in it.
    pub fn multipart(mut self) -> Self {
        self.multipart = true;
        self
    }

    /// Sets the media type that is asked for, where it is not JSON.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        if !self.headers.iter().any(|(name, _)| *name == "accept") {
            self.headers.push((Cow::Borrowed("accept"), media_type.to_owned()));
        }
        self
    }

    /// The status codes that the description gives results for. All others are errors.
    pub fn success(mut self, codes: &'static [u16]) -> Self {
        self.success = codes;
        self
    }

    /// The scope of the access token, where the operation has another than its client: several are separated by
    /// spaces. `ConnectionOptions::token_scope` goes before it.
    pub fn token_scope(mut self, scope: &'static str) -> Self {
        self.token_scope = Some(scope);
        self
    }

    /// The next page is got by this call again, with what the page says of it as a query parameter.
    pub fn next_page_by_query(mut self, name: &'static str) -> Self {
        self.next_page = NextPage::Query(name);
        self
    }

    /// The next page is got by this call again, with what the page says of it as a header.
    pub fn next_page_by_header(mut self, name: &'static str) -> Self {
        self.next_page = NextPage::Header(name);
        self
    }

    /// The next page is got by another operation (`operationName`), which takes what the page says of it as `link`
    /// tells; of this call it takes the headers, and of its query what `query` names.
    pub fn next_page_by(mut self, method: Method, path: &'static str, link: NextLink, query: &[&str]) -> Self {
        self.next_page = NextPage::Operation { method, target: self.target.with_path(path, query), link };
        self
    }

    /// What the last response of the operation's status monitor is, unless it holds the result.
    pub fn monitor_result(mut self, result: MonitorResult) -> Self {
        self.monitor_result = result;
        self
    }

    /// Names the query parameter that is the api-version, if it is not `api-version` (`x-ms-api-version`). Links to the
    /// endpoint that have none get the call's own.
    pub fn api_version(mut self, parameter: &'static str) -> Self {
        self.api_version = parameter;
        self
    }

    /// Sends a plain call.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] for an argument that must not be sent, [`ErrorKind::HttpResponse`] for the service's
    /// refusal, and azure_core's others.
    pub async fn send<T, F>(self, options: ClientMethodOptions<'_>) -> Result<Response<T, F>> {
        let mut prepared = self.prepare()?;
        let context = prepared.context(options.context);
        Ok(prepared.send(&context).await?.into())
    }

    /// Sends a HEAD that asks whether something exists: any 2xx is yes, 404 is no.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn exists(self, options: ClientMethodOptions<'_>) -> Result<bool> {
        let mut prepared = self.success(&EXISTS).prepare()?;
        let context = prepared.context(options.context);
        let response = prepared.send(&context).await?;
        Ok(response.status() != StatusCode::NotFound)
    }

    /// Sends a plain call whose result is read as it comes: a file, or another body that is not JSON. azure_core's own
    /// transport does not decompress it: with a `content-encoding`, the bytes are those that the service stores.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn stream(self, options: ClientMethodOptions<'_>) -> Result<AsyncResponse> {
        let mut prepared = self.prepare()?;
        let success = prepared.success;
        let context = prepared.context(options.context).with_value(AsStored).with_value(Streamed { success });
        let options = PipelineStreamOptions { skip_checks: true, ..PipelineStreamOptions::default() };
        let pipeline = &prepared.connection.pipeline;
        let response = pipeline.stream(&context, &mut prepared.request, Some(options)).await.map_err(error::own)?;
        if error::is_result(response.status(), success) {
            return Ok(response.into());
        }
        Err(error::of_response(&response.try_into_raw_response().await?))
    }

    /// The pages of a pageable operation. `next_link` is the path to a page's link to the next one: in JSON the names of
    /// properties, in XML those of elements, joined by `/` (a `/` in a name is `~1`, a `~` is `~0`, as in RFC 6901).
    /// Without one there is one page.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] for an argument that must not be sent.
    pub fn pager<P, F>(self, next_link: Option<&'static str>, options: PagerOptions<'_>) -> Result<Pager<P, F>>
    where
        P: DeserializeWith<F> + Page + Send + 'static,
        F: PageFormat,
    {
        let call = self.prepare()?;
        let start = options.continuation.map(|continuation| pager::place_of_core(continuation, &call)).transpose()?;
        Ok(pager::pager(FirstPage::Call(Box::new(call)), next_link, options.context.into_owned(), start))
    }

    /// Starts a long-running operation.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] for an argument that must not be sent, or a polling frequency under a second.
    pub fn poller<T, F>(
        self,
        final_state: FinalState,
        options: PollerOptions<'_>,
    ) -> Result<Poller<OperationStatus<T, F>>>
    where
        T: Send + 'static,
        F: Format + Send + 'static,
    {
        let result = self.monitor_result;
        let mut options = options.into_owned();
        if TypeId::of::<T>() == TypeId::of::<Bytes>() {
            // The result is a file.
            options.context.insert(AsStored);
        }
        poller::poller(self.prepare()?, final_state, result, options)
    }

    /// Starts a long-running operation whose result is the first of several pages.
    ///
    /// # Errors
    ///
    /// As [`poller`](Self::poller).
    pub fn pageable_poller<P>(
        self,
        final_state: FinalState,
        next_link: Option<&'static str>,
        options: PollerOptions<'_>,
    ) -> Result<PageablePoller<P>>
    where
        P: DeserializeWith<JsonFormat> + Page + Send + 'static,
    {
        let result = self.monitor_result;
        PageablePoller::new(self.prepare()?, final_state, result, next_link, options.into_owned())
    }

    /// Refuses a value that must not be sent.
    fn check(&mut self, name: &str, value: &impl Parameter) {
        if let Some(reason) = value.refusal() {
            self.refuse(format!("`{name}`: {reason}"));
        }
    }

    fn check_all<T: Parameter>(&mut self, name: &str, values: &[T]) {
        for value in values {
            self.check(name, value);
        }
    }

    fn refuse(&mut self, reason: String) {
        self.refused.get_or_insert_with(|| {
            Error::with_message(ErrorKind::Other, format!("{reason}: {} was not sent", self.name))
        });
    }

    pub(crate) fn prepare(self) -> Result<Prepared> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        let url = self
            .target
            .url(&self.connection.endpoint)
            .map_err(|error| Error::with_message(ErrorKind::Other, format!("{error}: {} was not sent", self.name)))?;
        let api_version = self.target.in_query(self.api_version);
        let mut request = Request::new(url, self.method);
        request.insert_header(ACCEPT, "application/json");
        let mut parameters = Headers::new();
        for (name, value) in self.headers {
            let name = if name == "content-type" { CONTENT_TYPE } else { HeaderName::from(name.to_ascii_lowercase()) };
            if name != CONTENT_TYPE && name.as_str() != HTTP_OPTIONS {
                parameters.insert(name.clone(), value.clone());
            }
            request.insert_header(name, HeaderValue::from(value));
        }
        if let Some(body) = self.body {
            request.set_body(body);
        } else if !self.form.is_empty() {
            let (media_type, body) = self.form.into_body(self.multipart);
            request.insert_header(CONTENT_TYPE, media_type);
            request.set_body(body);
        }
        if let Body::SeekableStream(stream) = request.body()
            && let Some(length) = stream.len()
        {
            // Without it the transport sends chunks, which some services refuse.
            request.insert_header(CONTENT_LENGTH, length.to_string());
        }
        Ok(Prepared {
            connection: self.connection.clone(),
            name: self.name,
            request,
            parameters,
            success: self.success,
            next_page: self.next_page,
            token_scope: self.token_scope,
            api_version,
        })
    }
}

/// Without the values: each may be a secret.
impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Call");
        shown.field("name", &self.name).field("method", &self.method).field("path", &self.target.path());
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests;
