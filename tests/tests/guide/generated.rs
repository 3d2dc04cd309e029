use armrest_bastion::{
    from_json,
    models::{BastionActiveSession, BastionConnectProtocol},
    to_value,
};
use azure_core::Result;

#[test]
fn enumerations() -> Result<()> {
    let protocol = BastionConnectProtocol::from("SSH");
    assert_eq!(protocol, BastionConnectProtocol::Ssh);
    assert_eq!(protocol.as_ref(), "SSH");

    let newer = BastionConnectProtocol::from("VNC");
    assert_eq!(newer, BastionConnectProtocol::UnknownValue("VNC".to_owned()));
    assert_eq!(newer.to_string(), "VNC");
    Ok(())
}

#[test]
fn json() -> Result<()> {
    let session: BastionActiveSession = from_json(r#"{"userName": "alex", "protocol": "RDP"}"#)?;
    assert_eq!(session.user_name.as_deref(), Some("alex"));
    assert_eq!(session.protocol, Some(BastionConnectProtocol::Rdp));

    let stored = to_value(&session)?;
    assert_eq!(stored["userName"], "alex");
    Ok(())
}

#[test]
fn debug() -> Result<()> {
    let session: BastionActiveSession = from_json(r#"{"userName": "alex"}"#)?;
    assert!(!format!("{session:?}").contains("alex"));
    Ok(())
}
