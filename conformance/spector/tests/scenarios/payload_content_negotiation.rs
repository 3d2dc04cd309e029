use super::{JPG, PNG, connection_options, read};
use azure_core::Result;
use payload_content_negotiation::{TitleClient, TitleClientOptions};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    TitleClient::without_credential(Some(options))
}

#[tokio::test]
async fn same_body() -> Result<()> {
    let client = client()?.get_same_body_client();
    assert_eq!(read(client.get_avatar_as_png(None).await?).await?, PNG);
    assert_eq!(read(client.get_avatar_as_jpeg(None).await?).await?, JPG);
    Ok(())
}

#[tokio::test]
async fn different_body() -> Result<()> {
    let client = client()?.get_different_body_client();
    assert_eq!(read(client.get_avatar_as_png(None).await?).await?, PNG);
    assert_eq!(client.get_avatar_as_json(None).await?.into_model()?.content.as_deref(), Some(PNG));
    Ok(())
}
