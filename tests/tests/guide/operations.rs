use super::{SESSIONS, client};
use armrest_bastion::{
    BastionClient, ErrorExt as _,
    models::{BastionActiveSession, BastionClientGetActiveSessionsOptions},
};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result,
    http::{Method, poller::PollerOptions},
    time::Duration,
};
use futures::TryStreamExt as _;

/// A server that wants to be polled twice, and has two pages.
async fn server() -> Result<Server> {
    let server = Server::start().await?;
    let accepted = MockResponse::new(202).header("location", "{endpoint}/result");
    let first = r#"{"value":[{"userName":"alex"},{"userName":"sam"}],"nextLink":"{endpoint}/more"}"#;
    server.on(Method::Post, SESSIONS, [accepted.clone()]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [accepted, MockResponse::json(200, first)]);
    let last = MockResponse::json(200, r#"{"value":[{"userName":"kim"}]}"#);
    server.on(Method::Get, "/more?api-version=2024-05-01", [last]);
    Ok(server)
}

async fn users(client: &BastionClient) -> Result<Vec<String>> {
    let mut users = Vec::new();
    let mut sessions = client.begin_get_active_sessions("group", "bastion", None)?.await?;
    while let Some(session) = sessions.try_next().await? {
        users.extend(session.user_name);
    }
    Ok(users)
}

async fn users_in_one_go(client: &BastionClient) -> Result<Vec<String>> {
    let sessions = client.begin_get_active_sessions("group", "bastion", None)?.into_items();
    sessions.try_filter_map(async |session| Ok(session.user_name)).try_collect().await
}

#[tokio::test]
async fn items() -> Result<()> {
    let first = server().await?;
    assert_eq!(users(&client(&first)?).await?, ["alex", "sam", "kim"]);
    first.finish();
    let second = server().await?;
    assert_eq!(users_in_one_go(&client(&second)?).await?, ["alex", "sam", "kim"]);
    second.finish();
    Ok(())
}

async fn sizes(client: &BastionClient) -> Result<Vec<usize>> {
    let mut sizes = Vec::new();
    let mut pages = client.begin_get_active_sessions("group", "bastion", None)?.await?.into_pages();
    while let Some(page) = pages.try_next().await? {
        let page = page.into_model()?;
        sizes.push(page.value.unwrap_or_default().len());
    }
    Ok(sizes)
}

#[tokio::test]
async fn pages() -> Result<()> {
    let server = server().await?;
    assert_eq!(sizes(&client(&server)?).await?, [2, 1]);
    server.finish();
    Ok(())
}

async fn watch(client: &BastionClient) -> Result<usize> {
    let mut poller = client.begin_get_active_sessions("group", "bastion", None)?;
    while let Some(response) = poller.try_next().await? {
        let status = response.into_model()?;
        println!("{:?}, {:?} % done", status.status, status.percent_complete);
    }
    let sessions: Vec<_> = poller.await?.try_collect().await?;
    Ok(sessions.len())
}

#[tokio::test]
async fn statuses() -> Result<()> {
    let server = server().await?;
    assert_eq!(watch(&client(&server)?).await?, 3);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn frequency() -> Result<()> {
    let server = server().await?;
    let client = client(&server)?;
    let options = BastionClientGetActiveSessionsOptions {
        method_options: PollerOptions { frequency: Duration::seconds(7), ..PollerOptions::default() },
    };
    let sessions = client.begin_get_active_sessions("group", "bastion", Some(options))?.await?;
    assert_eq!(sessions.try_collect::<Vec<_>>().await?.len(), 3);
    assert!(mock::skipped_waits().contains(&Duration::seconds(7)));
    server.finish();
    Ok(())
}

async fn begun(client: &BastionClient) -> Result<Option<String>> {
    let mut poller = client.begin_get_active_sessions("group", "bastion", None)?;
    poller.try_next().await?;
    let continuation = poller.continuation();
    Ok(continuation.map(|continuation| continuation.secret()))
}

async fn resumed(client: &BastionClient, text: &str) -> Result<usize> {
    let poller = client.begin_get_active_sessions("group", "bastion", None)?.resume(&text.parse()?)?;
    let sessions: Vec<_> = poller.await?.try_collect().await?;
    Ok(sessions.len())
}

#[tokio::test]
async fn taken_up_again() -> Result<()> {
    let server = server().await?;
    let text = begun(&client(&server)?).await?.expect("it goes on");
    assert_eq!(resumed(&client(&server)?, &text).await?, 3);
    server.finish();
    Ok(())
}

#[derive(Debug)]
enum Listed {
    All(Vec<BastionActiveSession>),
    /// What another process goes on from.
    Later(String),
}

async fn for_five_minutes(client: &BastionClient) -> Result<Listed> {
    let poller = client.begin_get_active_sessions("group", "bastion", None)?.timeout(Duration::minutes(5));
    match poller.await {
        Ok(sessions) => Ok(Listed::All(sessions.try_collect().await?)),
        Err(error) => match error.continuation() {
            Some(continuation) => Ok(Listed::Later(continuation.secret())),
            None => Err(error),
        },
    }
}

#[tokio::test]
async fn a_timeout() -> Result<()> {
    let quick = server().await?;
    let listed = for_five_minutes(&client(&quick)?).await?;
    assert!(matches!(&listed, Listed::All(sessions) if sessions.len() == 3), "{listed:?}");
    let server = Server::start().await?;
    let going = || MockResponse::new(202).header("location", "/result").header("retry-after", "200");
    server.on(Method::Post, SESSIONS, [going()]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [going(), going(), MockResponse::json(200, "{}")]);
    let listed = for_five_minutes(&client(&server)?).await?;
    let Listed::Later(text) = listed else { panic!("{listed:?}") };
    assert_eq!(resumed(&client(&server)?, &text).await?, 0);
    Ok(())
}
