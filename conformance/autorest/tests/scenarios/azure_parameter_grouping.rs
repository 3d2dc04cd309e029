use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use azure_parameter_grouping::{
    AutoRestParameterGroupingTestServiceClient, AutoRestParameterGroupingTestServiceClientOptions,
    clients::AutoRestParameterGroupingTestServiceParameterGroupingClient,
    models::{
        AutoRestParameterGroupingTestServiceParameterGroupingClientGroupWithConstantOptions,
        AutoRestParameterGroupingTestServiceParameterGroupingClientPostMultiParamGroupsOptions,
        AutoRestParameterGroupingTestServiceParameterGroupingClientPostOptionalOptions,
        AutoRestParameterGroupingTestServiceParameterGroupingClientPostRequiredOptions,
        AutoRestParameterGroupingTestServiceParameterGroupingClientPostReservedWordsOptions,
        AutoRestParameterGroupingTestServiceParameterGroupingClientPostSharedParameterGroupObjectOptions,
    },
    to_content,
};

fn client() -> Result<AutoRestParameterGroupingTestServiceParameterGroupingClient> {
    let options = AutoRestParameterGroupingTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestParameterGroupingTestServiceClient::new(credential(), Some(options))?.get_parameter_grouping_client())
}

#[tokio::test]
async fn post_required() -> Result<()> {
    let options = AutoRestParameterGroupingTestServiceParameterGroupingClientPostRequiredOptions {
        custom_header: Some("header".to_owned()),
        query: Some(21),
        ..Default::default()
    };
    assert_eq!(code(&client()?.post_required("path", to_content(&1234)?, Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn post_required_without_what_is_optional() -> Result<()> {
    assert_eq!(code(&client()?.post_required("path", to_content(&1234)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn post_optional() -> Result<()> {
    let options = AutoRestParameterGroupingTestServiceParameterGroupingClientPostOptionalOptions {
        custom_header: Some("header".to_owned()),
        query: Some(21),
        ..Default::default()
    };
    assert_eq!(code(&client()?.post_optional(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn post_multi_param_groups() -> Result<()> {
    let options = AutoRestParameterGroupingTestServiceParameterGroupingClientPostMultiParamGroupsOptions {
        header_one: Some("header".to_owned()),
        query_one: Some(21),
        header_two: Some("header2".to_owned()),
        query_two: Some(42),
        ..Default::default()
    };
    assert_eq!(code(&client()?.post_multi_param_groups(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn post_shared_parameter_group_object() -> Result<()> {
    let options = AutoRestParameterGroupingTestServiceParameterGroupingClientPostSharedParameterGroupObjectOptions {
        header_one: Some("header".to_owned()),
        query_one: Some(21),
        ..Default::default()
    };
    assert_eq!(code(&client()?.post_shared_parameter_group_object(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn post_reserved_words() -> Result<()> {
    let options = AutoRestParameterGroupingTestServiceParameterGroupingClientPostReservedWordsOptions {
        from: Some("bob".to_owned()),
        accept: Some("yes".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.post_reserved_words(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn group_with_constant() -> Result<()> {
    let options = AutoRestParameterGroupingTestServiceParameterGroupingClientGroupWithConstantOptions {
        grouped_constant: Some("foo".into()),
        grouped_parameter: Some("bar".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.group_with_constant(Some(options)).await?), 200);
    Ok(())
}
