//! Long-running operations and pages of Azure.Core.

use crate::{client_options, connection_options, scoped_connection_options, text};
use armrest_runtime::mock;
use azure_core::Result;
use futures::TryStreamExt as _;

mod lro_standard {
    use super::*;
    use azure_core_lro_standard::{TitleClient, TitleClientOptions, models::User};

    fn client() -> Result<TitleClient> {
        mock::skip_waits();
        let options = TitleClientOptions {
            client_options: client_options(),
            connection_options: scoped_connection_options(),
            ..Default::default()
        };
        TitleClient::new(crate::credential(), Some(options))
    }

    #[tokio::test]
    async fn create_or_replace() -> Result<()> {
        let user = User { role: text("contributor"), ..User::default() };
        let created = client()?.begin_create_or_replace("madge", user.try_into()?, None)?.await?.into_model()?;
        assert_eq!((created.name, created.role), (text("madge"), text("contributor")));
        Ok(())
    }

    #[tokio::test]
    async fn delete() -> Result<()> {
        let response = client()?.begin_delete("madge", None)?.await?;
        assert_eq!(u16::from(response.status()), 200);
        Ok(())
    }

    #[tokio::test]
    async fn export() -> Result<()> {
        let exported = client()?.begin_export("madge", "json", None)?.await?.into_model()?;
        assert_eq!((exported.name, exported.resource_uri), (text("madge"), text("/users/madge")));
        Ok(())
    }
}

mod lro_rpc {
    use super::*;
    use azure_core_lro_rpc::{TitleClient, TitleClientOptions, models::GenerationOptions};

    #[tokio::test]
    async fn long_running_rpc() -> Result<()> {
        mock::skip_waits();
        let options = TitleClientOptions {
            client_options: client_options(),
            connection_options: scoped_connection_options(),
            ..Default::default()
        };
        let client = TitleClient::new(crate::credential(), Some(options))?;
        let prompt = GenerationOptions { prompt: text("text") };
        let generated = client.begin_long_running_rpc(prompt.try_into()?, None)?.await?.into_model()?;
        assert_eq!(generated.data, text("text data"));
        Ok(())
    }
}

mod page {
    use super::*;
    use azure_core_page::{
        TitleClient, TitleClientOptions,
        models::{ListItemInputBody, ListItemInputExtensibleEnum, TitleClientListWithParametersOptions, User},
    };

    fn client() -> Result<TitleClient> {
        let options = TitleClientOptions {
            client_options: client_options(),
            connection_options: scoped_connection_options(),
            ..Default::default()
        };
        TitleClient::new(crate::credential(), Some(options))
    }

    fn assert_madge(users: &[User]) {
        assert_eq!(users.len(), 1);
        assert_eq!((users[0].id, users[0].name.as_deref()), (Some(1), Some("Madge")));
        assert_eq!(users[0].etag.as_deref(), Some("11bdc430-65e8-45ad-81d9-8ffa60d55b59"));
    }

    #[tokio::test]
    async fn list_with_page() -> Result<()> {
        assert_madge(&client()?.list_with_page(None)?.try_collect::<Vec<_>>().await?);
        Ok(())
    }

    #[tokio::test]
    async fn list_with_parameters() -> Result<()> {
        let input = ListItemInputBody { input_name: text("Madge") };
        let another = TitleClientListWithParametersOptions {
            another: Some(ListItemInputExtensibleEnum::Second),
            ..Default::default()
        };
        let users = client()?.list_with_parameters(input.try_into()?, Some(another))?;
        assert_madge(&users.try_collect::<Vec<_>>().await?);
        Ok(())
    }

    #[tokio::test]
    async fn list_with_custom_page_model() -> Result<()> {
        assert_madge(&client()?.list_with_custom_page_model(None)?.try_collect::<Vec<_>>().await?);
        Ok(())
    }

    #[tokio::test]
    async fn two_models_as_page_item() -> Result<()> {
        let client = client()?.get_two_models_as_page_item_client();
        let first: Vec<_> = client.list_first_item(None)?.try_collect().await?;
        assert_eq!(first.iter().map(|item| item.id).collect::<Vec<_>>(), [Some(1)]);
        let second: Vec<_> = client.list_second_item(None)?.try_collect().await?;
        assert_eq!(second.iter().map(|item| item.name.as_deref()).collect::<Vec<_>>(), [Some("Madge")]);
        Ok(())
    }

    #[tokio::test]
    async fn with_relative_next_link() -> Result<()> {
        let users: Vec<_> = client()?.with_relative_next_link(None)?.try_collect().await?;
        let names: Vec<_> = users.iter().map(|user| user.name.as_deref()).collect();
        assert_eq!(names, [Some("User1"), Some("User2")]);
        Ok(())
    }
}

mod payload_pageable {
    use super::*;
    use azure_payload_pageable::{TitleClient, TitleClientOptions, models::TitleClientListOptions};

    #[tokio::test]
    async fn list() -> Result<()> {
        let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
        let client = TitleClient::without_credential(Some(options))?;
        let size = TitleClientListOptions { maxpagesize: Some(3), ..Default::default() };
        let users: Vec<_> = client.list(Some(size))?.try_collect().await?;
        let names: Vec<_> = users.iter().map(|user| user.name.as_deref()).collect();
        assert_eq!(names, [Some("user5"), Some("user6"), Some("user7"), Some("user8")]);
        Ok(())
    }
}
