//! Pages, and continuation tokens that the caller passes on.

use crate::{client_options, connection_options, text};
use azure_core::Result;
use futures::TryStreamExt as _;
use payload_pageable::{
    TitleClient, TitleClientOptions, from_headers,
    models::{
        ContinuationTokenRequestHeaderResponseHeaderHeaders as HeaderHeaders,
        ContinuationTokenRequestQueryResponseHeaderHeaders as QueryHeaders, Pet,
        ServerDrivenPaginationAlternateInitialVerbFilter as Filter,
        TitleContinuationTokenClientRequestHeaderNestedResponseBodyOptions as HeaderNestedBody,
        TitleContinuationTokenClientRequestHeaderResponseBodyOptions as HeaderBody,
        TitleContinuationTokenClientRequestHeaderResponseHeaderOptions as HeaderHeader,
        TitleContinuationTokenClientRequestQueryNestedResponseBodyOptions as QueryNestedBody,
        TitleContinuationTokenClientRequestQueryResponseBodyOptions as QueryBody,
        TitleContinuationTokenClientRequestQueryResponseHeaderOptions as QueryHeader,
        TitlePageSizeClientListWithPageSizeOptions as WithPageSize,
        TitleXmlPaginationClientListWithContinuationOptions as WithContinuation,
    },
};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
    TitleClient::without_credential(Some(options))
}

fn names(pets: &[Pet]) -> Vec<&str> {
    pets.iter().map(|pet| pet.name.as_deref().unwrap_or_default()).collect()
}

const ALL: [&str; 4] = ["dog", "cat", "bird", "fish"];
const FIRST: [&str; 2] = ["dog", "cat"];
const SECOND: [&str; 2] = ["bird", "fish"];

#[tokio::test]
async fn link() -> Result<()> {
    let pets: Vec<_> = client()?.get_server_driven_pagination_client().link(None)?.try_collect().await?;
    assert_eq!(names(&pets), ALL);
    Ok(())
}

#[tokio::test]
async fn link_string() -> Result<()> {
    let pets: Vec<_> = client()?.get_server_driven_pagination_client().link_string(None)?.try_collect().await?;
    assert_eq!(names(&pets), ALL);
    Ok(())
}

#[tokio::test]
async fn alternate_initial_verb() -> Result<()> {
    let filter = Filter { filter: text("foo eq bar") };
    let client = client()?.get_alternate_initial_verb_client();
    let pets: Vec<_> = client.post(filter.try_into()?, None)?.try_collect().await?;
    assert_eq!(names(&pets), ALL);
    Ok(())
}

#[tokio::test]
async fn list_without_continuation() -> Result<()> {
    let result = client()?.get_page_size_client().list_without_continuation(None).await?.into_model()?;
    assert_eq!(names(&result.pets.unwrap_or_default()), ALL);
    Ok(())
}

#[tokio::test]
async fn list_with_page_size() -> Result<()> {
    for (page_size, expected) in [(2, &FIRST[..]), (4, &ALL[..])] {
        let options = WithPageSize { page_size: Some(page_size), ..Default::default() };
        let result = client()?.get_page_size_client().list_with_page_size(Some(options)).await?.into_model()?;
        assert_eq!(names(&result.pets.unwrap_or_default()), expected);
    }
    Ok(())
}

#[tokio::test]
async fn request_query_response_body() -> Result<()> {
    let client = client()?.get_continuation_token_client();
    let options = |token| QueryBody { foo: text("foo"), bar: text("bar"), token, ..Default::default() };
    let first = client.request_query_response_body(Some(options(None))).await?.into_model()?;
    assert_eq!(names(&first.pets.unwrap_or_default()), FIRST);
    let second = client.request_query_response_body(Some(options(first.next_token))).await?.into_model()?;
    assert_eq!(names(&second.pets.unwrap_or_default()), SECOND);
    assert_eq!(second.next_token, None);
    Ok(())
}

#[tokio::test]
async fn request_header_response_body() -> Result<()> {
    let client = client()?.get_continuation_token_client();
    let options = |token| HeaderBody { foo: text("foo"), bar: text("bar"), token, ..Default::default() };
    let first = client.request_header_response_body(Some(options(None))).await?.into_model()?;
    assert_eq!(names(&first.pets.unwrap_or_default()), FIRST);
    let second = client.request_header_response_body(Some(options(first.next_token))).await?.into_model()?;
    assert_eq!(names(&second.pets.unwrap_or_default()), SECOND);
    assert_eq!(second.next_token, None);
    Ok(())
}

#[tokio::test]
async fn request_query_response_header() -> Result<()> {
    let client = client()?.get_continuation_token_client();
    let options = |token| QueryHeader { foo: text("foo"), bar: text("bar"), token, ..Default::default() };
    let first = client.request_query_response_header(Some(options(None))).await?;
    let headers: QueryHeaders = from_headers(first.headers())?;
    assert_eq!(names(&first.into_model()?.pets.unwrap_or_default()), FIRST);
    let second = client.request_query_response_header(Some(options(headers.next_token))).await?;
    assert_eq!(from_headers::<QueryHeaders>(second.headers())?.next_token, None);
    assert_eq!(names(&second.into_model()?.pets.unwrap_or_default()), SECOND);
    Ok(())
}

#[tokio::test]
async fn request_header_response_header() -> Result<()> {
    let client = client()?.get_continuation_token_client();
    let options = |token| HeaderHeader { foo: text("foo"), bar: text("bar"), token, ..Default::default() };
    let first = client.request_header_response_header(Some(options(None))).await?;
    let headers: HeaderHeaders = from_headers(first.headers())?;
    assert_eq!(names(&first.into_model()?.pets.unwrap_or_default()), FIRST);
    let second = client.request_header_response_header(Some(options(headers.next_token))).await?;
    assert_eq!(from_headers::<HeaderHeaders>(second.headers())?.next_token, None);
    assert_eq!(names(&second.into_model()?.pets.unwrap_or_default()), SECOND);
    Ok(())
}

#[tokio::test]
async fn request_query_nested_response_body() -> Result<()> {
    let client = client()?.get_continuation_token_client();
    let options = |token| QueryNestedBody { foo: text("foo"), bar: text("bar"), token, ..Default::default() };
    let first = client.request_query_nested_response_body(Some(options(None))).await?.into_model()?;
    assert_eq!(names(&first.nested_items.and_then(|items| items.pets).unwrap_or_default()), FIRST);
    let token = first.nested_next.and_then(|next| next.next_token);
    let second = client.request_query_nested_response_body(Some(options(token))).await?.into_model()?;
    assert_eq!(names(&second.nested_items.and_then(|items| items.pets).unwrap_or_default()), SECOND);
    Ok(())
}

#[tokio::test]
async fn request_header_nested_response_body() -> Result<()> {
    let client = client()?.get_continuation_token_client();
    let options = |token| HeaderNestedBody { foo: text("foo"), bar: text("bar"), token, ..Default::default() };
    let first = client.request_header_nested_response_body(Some(options(None))).await?.into_model()?;
    assert_eq!(names(&first.nested_items.and_then(|items| items.pets).unwrap_or_default()), FIRST);
    let token = first.nested_next.and_then(|next| next.next_token);
    let second = client.request_header_nested_response_body(Some(options(token))).await?.into_model()?;
    assert_eq!(names(&second.nested_items.and_then(|items| items.pets).unwrap_or_default()), SECOND);
    Ok(())
}

#[tokio::test]
async fn xml_with_continuation() -> Result<()> {
    let client = client()?.get_xml_pagination_client();
    let options = |marker| WithContinuation { marker, ..Default::default() };
    let first = client.list_with_continuation(Some(options(None))).await?.into_model()?;
    let marker = first.next_marker;
    assert_eq!(first.pets.unwrap_or_default().len(), 2);
    let second = client.list_with_continuation(Some(options(marker))).await?.into_model()?;
    assert_eq!(second.pets.unwrap_or_default().len(), 2);
    Ok(())
}

#[tokio::test]
async fn xml_with_next_link() -> Result<()> {
    let pets: Vec<_> = client()?.get_xml_pagination_client().list_with_next_link(None)?.try_collect().await?;
    let names: Vec<_> = pets.iter().map(|pet| pet.name.as_deref().unwrap_or_default()).collect();
    assert_eq!(names, ALL);
    Ok(())
}
