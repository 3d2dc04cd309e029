use super::{code, connection_options, content, read};
use azure_core::Result;
use streaming_jsonl::{TitleClient, TitleClientOptions, clients::TitleBasicClient};

const LINES: &[u8] = b"{\"desc\": \"one\"}\n{\"desc\": \"two\"}\n{\"desc\": \"three\"}";

fn client() -> Result<TitleBasicClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    Ok(TitleClient::without_credential(Some(options))?.get_basic_client())
}

#[tokio::test]
async fn send() -> Result<()> {
    assert_eq!(code(&client()?.send(content(LINES), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn receive() -> Result<()> {
    assert_eq!(read(client()?.receive(None).await?).await?, LINES);
    Ok(())
}
