use super::{client_options, connection_options, credential};
use azure_core::Result;
use body_formdata::{
    AutoRestSwaggerBatFormDataServiceClient, AutoRestSwaggerBatFormDataServiceClientOptions,
    clients::AutoRestSwaggerBatFormDataServiceFormdataClient,
};

fn client() -> Result<AutoRestSwaggerBatFormDataServiceFormdataClient> {
    let options = AutoRestSwaggerBatFormDataServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerBatFormDataServiceClient::new(credential(), Some(options))?.get_formdata_client())
}

#[tokio::test]
async fn upload_file() -> Result<()> {
    let response =
        client()?.upload_file(azure_core::Bytes::from_static(b"Hello world").into(), "sample.txt", None).await?;
    assert_eq!(response.into_body().collect().await?, b"Hello world".as_slice());
    Ok(())
}

#[tokio::test]
async fn upload_file_via_body() -> Result<()> {
    let response = client()?.upload_file_via_body(azure_core::Bytes::from_static(b"Hello world").into(), None).await?;
    assert_eq!(response.into_body().collect().await?, b"Hello world".as_slice());
    Ok(())
}
