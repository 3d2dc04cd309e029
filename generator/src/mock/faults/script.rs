//! A script of faults, in TOML.

use super::{Fault, Faults, Moment, Scripted, duration, status};
use crate::api::{Api, selection::glob};
use armrest_documents::near::suggestion;
use serde::Deserialize;
use std::{error::Error, fmt};

/// A script that is not one.
#[derive(Clone, Debug, PartialEq)]
pub struct BadFaults(String);

impl fmt::Display for BadFaults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for BadFaults {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    fault: Vec<Entry>,
}

/// `[[fault]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    operation: Option<String>,
    #[serde(default)]
    on: Moment,
    #[serde(default = "first")]
    first: u64,
    times: Option<u64>,
    status: Option<u64>,
    code: Option<String>,
    message: Option<String>,
    retry_after: Option<u64>,
    delay: Option<String>,
    #[serde(default)]
    throttle: bool,
    #[serde(default)]
    reset: bool,
    #[serde(default)]
    failed: bool,
}

fn first() -> u64 {
    1
}

impl Faults {
    /// Reads a script. Operations are named by globs of their IDs or groups, without regard to case.
    ///
    /// # Errors
    ///
    /// Where the text is not such a script: with the line and column.
    pub fn parse(text: &str) -> Result<Self, BadFaults> {
        let file: File = toml::from_str(text).map_err(|error| BadFaults(error.to_string()))?;
        let faults =
            file.fault.into_iter().enumerate().map(|(index, entry)| {
                entry.read().map_err(|reason| BadFaults(format!("fault {}: {reason}", index + 1)))
            });
        faults.collect::<Result<_, _>>().map(Self)
    }

    /// Checks that each fault is for an operation of these APIs.
    ///
    /// # Errors
    ///
    /// Where one is for none, with the names that are near.
    pub fn check<'a>(&self, apis: impl IntoIterator<Item = &'a Api>) -> Result<(), BadFaults> {
        let operations: Vec<_> = apis.into_iter().flat_map(|api| &api.operations).collect();
        for glob in self.0.iter().filter_map(|own| own.operation.as_ref()) {
            if !operations.iter().any(|own| super::scripted_for(glob, own)) {
                let named = glob.glob().glob();
                let near = suggestion(named, operations.iter().map(|own| own.id.as_str()));
                return Err(BadFaults(format!("there is no operation `{named}`{near}")));
            }
        }
        Ok(())
    }
}

impl Entry {
    fn read(self) -> Result<Scripted, String> {
        let operation = self.operation.as_ref().map(|text| glob(text, false));
        let operation = operation.transpose().map_err(|reason| format!("`operation`: {reason}"))?;
        if self.first == 0 {
            return Err("`first`: expected a number from 1 on, found 0".to_owned());
        }
        let mut fault = Fault {
            times: self.times,
            status: self.status.map(status).transpose()?,
            code: self.code,
            message: self.message,
            retry_after: self.retry_after.map(|seconds| seconds.to_string()),
            delay: self.delay.as_deref().map(duration).transpose()?.unwrap_or_default(),
            reset: self.reset,
            failed: self.failed,
        };
        if self.throttle {
            fault.throttle();
        }
        Ok(Scripted { operation, on: self.on, first: self.first, fault: fault.checked()? })
    }
}
