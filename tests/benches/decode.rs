//! A page of 1,000 sessions, decoded by the crate and by serde's derive in turns: prints the median of each in
//! microseconds. `cargo xtask bench` runs it.

use armrest_bastion::models::BastionActiveSessionListResult;
use azure_core::Value;
use serde::Deserialize;
use std::{hint::black_box, time::Instant};

/// How many sessions a page has.
const SESSIONS: usize = 1_000;
/// How often a page is decoded each way.
const TURNS: usize = 500;

/// The page as serde's derive reads it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "what is decoded is only counted")]
struct DerivedPage {
    value: Option<Vec<DerivedSession>>,
    next_link: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "what is decoded is only counted")]
struct DerivedSession {
    session_id: Option<String>,
    start_time: Option<Value>,
    target_subscription_id: Option<String>,
    resource_type: Option<String>,
    target_host_name: Option<String>,
    target_resource_group: Option<String>,
    user_name: Option<String>,
    target_ip_address: Option<String>,
    protocol: Option<Protocol>,
    target_resource_id: Option<String>,
    session_duration_in_mins: Option<f64>,
}

#[derive(Debug, Deserialize)]
enum Protocol {
    #[serde(rename = "SSH")]
    Ssh,
    #[serde(rename = "RDP")]
    Rdp,
    #[serde(untagged)]
    Unknown(#[allow(dead_code, reason = "what is decoded is only counted")] String),
}

fn main() -> Result<(), String> {
    // Cargo passes `--test` where it only wants to see that a benchmark runs.
    let turns = if std::env::args().any(|argument| argument == "--test") { 1 } else { TURNS };
    let page = page();
    let seconds = |decode: &dyn Fn() -> Option<usize>| {
        let start = Instant::now();
        let count = black_box(decode());
        (start.elapsed().as_secs_f64(), count)
    };
    let own = || {
        let page: BastionActiveSessionListResult = serde_json::from_slice(black_box(&page)).ok()?;
        page.value.map(|value| value.len())
    };
    let derived = || {
        let page: DerivedPage = serde_json::from_slice(black_box(&page)).ok()?;
        page.value.map(|value| value.len())
    };
    let (mut owns, mut deriveds) = (Vec::new(), Vec::new());
    for _ in 0..turns {
        for (decode, all) in [(&own as &dyn Fn() -> Option<usize>, &mut owns), (&derived, &mut deriveds)] {
            let (seconds, count) = seconds(decode);
            if count != Some(SESSIONS) {
                return Err(format!("{count:?} sessions, expected {SESSIONS}"));
            }
            all.push(seconds * 1e6);
        }
    }
    println!("{} {}", median(owns), median(deriveds));
    Ok(())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn page() -> Vec<u8> {
    let sessions = (0..SESSIONS).map(|index| {
        serde_json::json!({
            "sessionId": format!("session-{index}"), "startTime": "2024-05-01T12:00:00Z",
            "targetSubscriptionId": "b1b2b3b4", "resourceType": "VM", "targetHostName": format!("host-{index}"),
            "targetResourceGroup": "group", "userName": format!("user-{index}"), "targetIpAddress": "10.0.0.4",
            "protocol": if index % 2 == 0 { "SSH" } else { "RDP" }, "sessionDurationInMins": index,
            "targetResourceId": format!("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/{index}"),
        })
    });
    let page =
        serde_json::json!({ "value": sessions.collect::<Vec<_>>(), "nextLink": "https://management.azure.com/next" });
    page.to_string().into_bytes()
}
