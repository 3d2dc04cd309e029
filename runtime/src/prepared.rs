use crate::{connection::Connection, credential::OperationScope, error, pager::NextPage};
use azure_core::{
    Result,
    http::{
        Context, Method, PipelineSendOptions, RawResponse, Request, Url,
        headers::{ACCEPT, Headers},
    },
    tracing::PublicApiInstrumentationInformation,
};

/// A call that is ready to be sent: what pagers and pollers send from.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) connection: Connection,
    pub(crate) name: &'static str,
    pub(crate) request: Request,
    /// The operation's headers, without those of the body.
    pub(crate) parameters: Headers,
    pub(crate) success: &'static [u16],
    pub(crate) next_page: NextPage,
    /// The scope of the operation's token, where it is not that of the others.
    pub(crate) token_scope: Option<&'static str>,
    /// The name and value of the query parameter that says the api-version, both percent-encoded.
    pub(crate) api_version: Option<(String, String)>,
}

impl Prepared {
    /// The caller's context with what azure_core's instrumentation needs to open a span for this operation.
    pub(crate) fn context<'a>(&self, context: Context<'a>) -> Context<'a> {
        let mut context = context.with_value(PublicApiInstrumentationInformation::new(self.name, Vec::new()));
        if let Some(scope) = self.token_scope {
            context.insert(OperationScope(scope));
        }
        match &self.connection.tracer {
            Some(tracer) => context.with_value(tracer.clone()),
            None => context,
        }
    }

    /// A link of the service's with the call's own api-version, if it leads to the endpoint and has none.
    pub(crate) fn with_api_version(&self, mut link: Url) -> Url {
        let Some((name, value)) = &self.api_version else {
            return link;
        };
        let has_one = link.query_pairs().any(|(own, _)| own.eq_ignore_ascii_case(name));
        if has_one || !self.connection.trust.is_endpoint(&link) {
            return link;
        }
        let query = link.query().filter(|query| !query.is_empty());
        let query = query.map_or_else(String::new, |query| format!("{query}&"));
        link.set_query(Some(&format!("{query}{name}={value}")));
        link
    }

    /// A request with the operation's headers.
    pub(crate) fn with_parameters(&self, mut request: Request) -> Request {
        for (name, value) in self.parameters.iter() {
            request.insert_header(name.clone(), value.clone());
        }
        request
    }

    pub(crate) async fn send(&mut self, context: &Context<'_>) -> Result<RawResponse> {
        let success = self.success;
        send(&self.connection, context, &mut self.request, success).await
    }

    /// GETs a link that came in a response, once its host is trusted.
    pub(crate) async fn follow(
        &self,
        context: &Context<'_>,
        link: &Url,
        success: &'static [u16],
    ) -> Result<RawResponse> {
        let request = Request::new(link.clone(), Method::Get);
        self.send_to_link(context, request, success).await
    }

    /// Sends a request whose URL came in a response, once its host is trusted.
    pub(crate) async fn send_to_link(
        &self,
        context: &Context<'_>,
        mut request: Request,
        success: &'static [u16],
    ) -> Result<RawResponse> {
        self.connection.trust.check(request.url())?;
        if let Some(accept) = self.request.headers().get_optional_str(&ACCEPT) {
            request.insert_header(ACCEPT, accept.to_owned());
        }
        send(&self.connection, context, &mut request, success).await
    }
}

async fn send(
    connection: &Connection,
    context: &Context<'_>,
    request: &mut Request,
    success: &'static [u16],
) -> Result<RawResponse> {
    let options = PipelineSendOptions { skip_checks: true, ..PipelineSendOptions::default() };
    let response = connection.pipeline.send(context, request, Some(options)).await.map_err(error::own)?;
    if error::is_result(response.status(), success) { Ok(response) } else { Err(error::of_response(&response)) }
}
