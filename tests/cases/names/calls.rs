use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use names::{
    NamingClient, NamingClientOptions,
    models::{
        Dog, DogLowercase, Kennel, ModPutDataModel, ModPutDataModelEmptyDir, NamingModClientPutOperationOptions, Size,
    },
};

fn client(server: &Server) -> Result<NamingClient> {
    let options = NamingClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..NamingClientOptions::default()
    };
    NamingClient::new("kept", mock::credential(), Some(options))
}

#[tokio::test]
async fn operations_named_like_the_generators_own_methods_are_called() -> Result<()> {
    let server = Server::start().await?;
    let client = client(&server)?;
    for path in ["connect", "key", "password", "endpoint", "clone", "default", "fmt", "group"] {
        server.on(Method::Get, &format!("/{path}?api-version=2026-02-01"), [MockResponse::new(204)]);
    }
    client.connect_operation(None).await?;
    client.with_key_operation(None).await?;
    client.with_password_operation(None).await?;
    client.endpoint_operation(None).await?;
    client.clone().clone_operation(None).await?;
    client.default(None).await?;
    client.fmt(None).await?;
    client.get_mod_client_operation(None).await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn parameters_and_properties_with_one_name_get_distinct_names() -> Result<()> {
    let server = Server::start().await?;
    let sent = r#"{"emptyDir":{"modelSize":"large"}}"#;
    let response = r#"{"owner":"a","Owner":"b","a.b":"c","a_b":"d","aB":"e","additionalProperties":"f","authorizedCIDRs":"g",
        "URLs":"h","dog":{"tail":"i"},"Dog":{"bark":"j"},"size":"4.5","more":"k"}"#;
    let target = "/mod?api-version=2026-02-01&options=o&client=7&contentType=q";
    server.on(Method::Put, target, [MockResponse::json(200, response)]);
    let body = ModPutDataModel { empty_dir: Some(ModPutDataModelEmptyDir { model_size: Some("large".to_owned()) }) };
    let options = NamingModClientPutOperationOptions {
        content_type: Some("q".to_owned()),
        method_options_header: Some("m".to_owned()),
        ..Default::default()
    };
    let kennel: Kennel =
        client(&server)?.get_mod_client().put("o", 7, body.try_into()?, Some(options)).await?.into_model()?;
    let texts = [
        (&kennel.owner, "a"),
        (&kennel.owner_mixed_case, "b"),
        (&kennel.a_dot_b, "c"),
        (&kennel.a_b, "d"),
        (&kennel.a_b_mixed_case, "e"),
        (&kennel.additional_properties, "f"),
        (&kennel.authorized_cidrs, "g"),
        (&kennel.urls, "h"),
    ];
    for (field, expected) in texts {
        assert_eq!(field.as_deref(), Some(expected));
    }
    let tail = |dog: DogLowercase| dog.tail;
    let bark = |dog: Dog| dog.bark;
    assert_eq!(kennel.dog.and_then(tail).as_deref(), Some("i"));
    assert_eq!(kennel.dog_mixed_case.and_then(bark).as_deref(), Some("j"));
    assert_eq!(kennel.size, Some(Size::N4Dot5));
    assert_eq!(kennel.other_properties.and_then(|mut others| others.remove("more")).as_deref(), Some("k"));
    server.assert_sent(Some(sent), &[("method-options", "m")]);
    server.finish();
    Ok(())
}
