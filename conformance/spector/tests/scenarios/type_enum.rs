//! A value that an enum does not have.

use crate::{client_options, connection_options, status};
use azure_core::Result;
use type_enum_fixed::{TitleClient, TitleClientOptions, models::DaysOfWeekEnum};

#[tokio::test]
async fn fixed_string_put_unknown_value() -> Result<()> {
    let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
    let client = TitleClient::without_credential(Some(options))?.get_string_client();
    let weekend = DaysOfWeekEnum::from("Weekend");
    assert_eq!(status(client.put_unknown_value(weekend.try_into()?, None).await), Some(500));
    Ok(())
}
