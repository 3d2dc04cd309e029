use super::{connection_options, read, text};
use azure_core::{
    Result,
    http::{
        ClientOptions, Context, Request,
        policies::{Policy, PolicyResult},
    },
};
use std::sync::Arc;
use streaming_sse::{
    TitleClient, TitleClientOptions,
    clients::{TitleDataClient, TitleProtocolClient},
    models::RetrieveRetrievalRequest,
};

fn client_with(client_options: ClientOptions) -> Result<TitleClient> {
    let options = TitleClientOptions { client_options, connection_options: connection_options() };
    TitleClient::without_credential(Some(options))
}

fn client() -> Result<TitleClient> {
    client_with(ClientOptions::default())
}

fn protocol() -> Result<TitleProtocolClient> {
    Ok(client()?.get_protocol_client())
}

fn data() -> Result<TitleDataClient> {
    Ok(client()?.get_data_client())
}

/// Sends the id of the last event that was read: the description does not have this header.
#[derive(Debug)]
struct LastEvent(&'static str);

#[async_trait::async_trait]
impl Policy for LastEvent {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        request.insert_header("last-event-id", self.0);
        next[0].send(context, request, &next[1..]).await
    }
}

#[tokio::test]
async fn unnamed_receive() -> Result<()> {
    let got = read(client()?.get_unnamed_client().receive(None).await?).await?;
    let events = "data: {\"desc\": \"one\"}\n\ndata: {\"desc\": \"two\"}\n\ndata: {\"desc\": \"three\"}\n\n";
    assert_eq!(got, events);
    Ok(())
}

#[tokio::test]
async fn named_receive() -> Result<()> {
    let got = read(client()?.get_named_client().receive(None).await?).await?;
    let events = "event: responseCreated\ndata: {\"id\": \"resp_1\"}\n\n\
                  event: responseDelta\ndata: {\"delta\": \"Hello\"}\n\n\
                  event: responseDelta\ndata: {\"delta\": \" world\"}\n\n\
                  data: [DONE]\n\n";
    assert_eq!(got, events);
    Ok(())
}

#[tokio::test]
async fn retrieve_stream() -> Result<()> {
    let request = RetrieveRetrievalRequest { query: text("what is typespec?") };
    let got = read(client()?.get_retrieve_client().stream(request.try_into()?, None).await?).await?;
    let events = "event: partialResult\ndata: {\"text\": \"partial one\"}\n\n\
                  event: partialResult\ndata: {\"text\": \"partial two\"}\n\n\
                  event: finalResult\ndata: {\"references\": [\"doc1\", \"doc2\"]}\n\n\
                  data: [DONE]\n\n";
    assert_eq!(got, events);
    Ok(())
}

#[tokio::test]
async fn protocol_data_with_envelope() -> Result<()> {
    let got = read(data()?.with_envelope(None).await?).await?;
    assert_eq!(got, "event: withEnvelope\ndata: hello\n\n");
    Ok(())
}

#[tokio::test]
async fn protocol_data_without_envelope() -> Result<()> {
    let got = read(data()?.without_envelope(None).await?).await?;
    let event = "event: withoutEnvelope\ndata: {\"metadata\": {\"source\": \"test\"}, \"contents\": \"world\"}\n\n";
    assert_eq!(got, event);
    Ok(())
}

#[tokio::test]
async fn protocol_id() -> Result<()> {
    let got = read(protocol()?.id(None).await?).await?;
    assert_eq!(got, "id: event-1\nevent: message\ndata: {\"message\": \"hello\"}\n\n");
    Ok(())
}

#[tokio::test]
async fn protocol_invalid_id() -> Result<()> {
    let got = read(protocol()?.invalid_id(None).await?).await?;
    assert_eq!(got, "id: invalid\0id\nevent: message\ndata: {\"message\": \"hello\"}\n\n");
    Ok(())
}

#[tokio::test]
async fn protocol_retry() -> Result<()> {
    let got = read(protocol()?.retry(None).await?).await?;
    assert_eq!(got, "retry: 1000\nevent: message\ndata: {\"message\": \"hello\"}\n\n");
    Ok(())
}

#[tokio::test]
async fn protocol_invalid_retry() -> Result<()> {
    let got = read(protocol()?.invalid_retry(None).await?).await?;
    assert_eq!(got, "retry: not-a-number\nevent: message\ndata: {\"message\": \"hello\"}\n\n");
    Ok(())
}

#[tokio::test]
async fn protocol_reconnect() -> Result<()> {
    let first = read(protocol()?.reconnect(None).await?).await?;
    assert_eq!(first, "id: event-1\nevent: message\ndata: {\"message\": \"hello\"}\n\n");
    let reconnecting = ClientOptions { per_call_policies: vec![Arc::new(LastEvent("event-1"))], ..Default::default() };
    let second = read(client_with(reconnecting)?.get_protocol_client().reconnect(None).await?).await?;
    assert_eq!(second, "id: event-2\nevent: message\ndata: {\"message\": \"world\"}\n\n");
    Ok(())
}
