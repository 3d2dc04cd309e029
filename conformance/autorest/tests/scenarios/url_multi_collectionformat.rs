use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use url_multi_collectionformat::{
    AutoRestUrlMutliCollectionFormatTestServiceClient, AutoRestUrlMutliCollectionFormatTestServiceClientOptions,
    clients::AutoRestUrlMutliCollectionFormatTestServiceQueriesClient,
    models::{
        AutoRestUrlMutliCollectionFormatTestServiceQueriesClientArrayStringMultiEmptyOptions,
        AutoRestUrlMutliCollectionFormatTestServiceQueriesClientArrayStringMultiValidOptions,
    },
};

fn client() -> Result<AutoRestUrlMutliCollectionFormatTestServiceQueriesClient> {
    let options = AutoRestUrlMutliCollectionFormatTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestUrlMutliCollectionFormatTestServiceClient::new(credential(), Some(options))?.get_queries_client())
}

#[tokio::test]
async fn array_string_multi_null() -> Result<()> {
    assert_eq!(code(&client()?.array_string_multi_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn array_string_multi_empty() -> Result<()> {
    let options = AutoRestUrlMutliCollectionFormatTestServiceQueriesClientArrayStringMultiEmptyOptions {
        array_query: Some(Vec::new()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.array_string_multi_empty(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn array_string_multi_valid() -> Result<()> {
    let values = ["ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""].map(str::to_owned).to_vec();
    let options = AutoRestUrlMutliCollectionFormatTestServiceQueriesClientArrayStringMultiValidOptions {
        array_query: Some(values),
        ..Default::default()
    };
    assert_eq!(code(&client()?.array_string_multi_valid(Some(options)).await?), 200);
    Ok(())
}
