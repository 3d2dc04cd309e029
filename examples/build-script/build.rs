//! Generates the client of Azure Bastion.

fn main() -> Result<(), armrest::BuildError> {
    armrest::Builder::new("bastion").input("../../spec/bastion.yaml").include("GetActiveSessions").write_module()?;
    Ok(())
}
