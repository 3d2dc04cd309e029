//! What Azure's client generators are told in decorators.

use crate::{client_options, code, connection_options, status, text};
use azure_core::Result;

mod response_as_bool {
    use super::*;
    use azure_client_generator_core_response_as_bool::{TitleClient, TitleClientOptions};

    /// The emitter does not write that 404 is a response that says no: it is an error.
    #[tokio::test]
    async fn not_exists() -> Result<()> {
        let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
        let client = TitleClient::without_credential(Some(options))?.get_head_as_boolean_client();
        assert_eq!(status(client.not_exists(None).await), Some(404));
        Ok(())
    }
}

mod usage {
    use super::*;
    use azure_client_generator_core_usage::{
        TitleClient, TitleClientOptions,
        models::{ModelInOperationInputModel, ModelInOperationRoundTripModel},
    };

    #[tokio::test]
    async fn model_in_operation() -> Result<()> {
        let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
        let client = TitleClient::without_credential(Some(options))?.get_model_in_operation_client();
        let input = ModelInOperationInputModel { name: text("Madge") };
        assert_eq!(code(&client.input_to_input_output(input.try_into()?, None).await?), 204);
        assert_eq!(client.output_to_input_output(None).await?.into_model()?.name, text("Madge"));
        let empty = ModelInOperationRoundTripModel::default();
        let result = client.model_in_read_only_property(empty.try_into()?, None).await?.into_model()?;
        assert_eq!(result.result.and_then(|result| result.name), text("Madge"));
        let orphan = serde_json::json!({ "name": "name", "desc": "desc" });
        assert_eq!(code(&client.orphan_model_serializable(orphan.try_into()?, None).await?), 204);
        Ok(())
    }
}
