//! A crate of some operations has those alone. Clients are made as the whole crate's are, with what only operations that
//! are left out need.

use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use some_operations::{
    ErrorExt, MarketClient, MarketClientOptions,
    models::{Awning, Goods, Refusal, Stall},
};

#[tokio::test]
async fn what_is_left_is_called_as_in_the_whole_crate() -> Result<()> {
    let server = Server::start().await?;
    let refused = MockResponse::json(409, r#"{"reason":"no room"}"#);
    server.on(Method::Put, "/stalls/s", [MockResponse::json(200, r#"{"kind":"fish"}"#), refused]);
    server.on(Method::Get, "/awnings/a", [MockResponse::json(200, r#"{"color":"red"}"#)]);
    let options = MarketClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        weather_endpoint: None,
    };
    let client = MarketClient::new("market", mock::credential(), "weather key", Some(options))?;
    let stalls = client.get_stalls_client();
    let awning = Some(Awning { color: Some("red".to_owned()) });
    let stall = Stall { kind: Some(Goods::Fish), awning };
    let put = stalls.put("s", stall.clone().try_into()?, None).await?.into_model()?;
    assert_eq!(put.kind, Some(Goods::Fish));
    let error = stalls.put("s", stall.try_into()?, None).await.expect_err("no room");
    let refusal = error.body::<Refusal>().expect("a body")?;
    assert_eq!(refusal.reason.as_deref(), Some("no room"));
    let awning = client.get_awnings_client().get("a", None).await?.into_model()?;
    assert_eq!(awning.color.as_deref(), Some("red"));
    server.finish();
    Ok(())
}
