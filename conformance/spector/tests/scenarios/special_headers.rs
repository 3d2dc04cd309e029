//! Headers that azure_core has values for.

use crate::{client_options, code, scoped_connection_options};
use azure_core::{
    Result,
    http::{ClientMethodOptions, Context, headers::HeaderName, request::options::ClientRequestId},
};
use azure_special_headers_client_request_id::{TitleClient, TitleClientOptions, models::TitleClientGetOptions};

#[tokio::test]
async fn client_request_id() -> Result<()> {
    let options =
        TitleClientOptions { client_options: client_options(), connection_options: scoped_connection_options() };
    let client = TitleClient::without_credential(Some(options))?;
    let id = "123e4567-e89b-12d3-a456-426614174000";
    let context = Context::new().with_value(ClientRequestId::new(id.to_owned()));
    let options = TitleClientGetOptions { method_options: ClientMethodOptions { context }, ..Default::default() };
    let response = client.get(Some(options)).await?;
    assert_eq!(code(&response), 204);
    let returned = response.headers().get_optional_str(&HeaderName::from_static("x-ms-client-request-id"));
    assert_eq!(returned, Some(id));
    Ok(())
}
