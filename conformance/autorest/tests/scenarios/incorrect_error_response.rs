use super::{client_options, connection_options, credential};
use azure_core::Result;
use incorrect_error_response::{
    ErrorExt, IncorrectReturnedErrorModelClient, IncorrectReturnedErrorModelClientOptions, models::Error,
};

fn client() -> Result<IncorrectReturnedErrorModelClient> {
    let options = IncorrectReturnedErrorModelClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    IncorrectReturnedErrorModelClient::new(credential(), Some(options))
}

#[tokio::test]
async fn get_incorrect_error_from_server() -> Result<()> {
    let error = client()?.get_incorrect_error_from_server(None).await.expect_err("a refusal");
    assert_eq!(error.http_status().map(u16::from), Some(444));
    // Its body is none that the description knows.
    assert!(error.body::<Error>().is_none_or(|body| body.is_err()));
    Ok(())
}
