//! How long to wait between two polls, and at most before a request is sent again.

use crate::credential::go_on;
use azure_core::{
    http::{
        AsyncRawResponse, Context, Request, StatusCode,
        headers::{Headers, RETRY_AFTER, RETRY_AFTER_MS, X_MS_RETRY_AFTER_MS},
        policies::{Policy, PolicyResult},
    },
    time::{Duration, OffsetDateTime, parse_rfc7231},
};
use std::sync::Arc;

/// No service is polled more often, whatever it asks for: `Retry-After: 0` would be a loop without a pause.
const SHORTEST: Duration = Duration::milliseconds(500);
/// No poll and no retry is put off longer.
const LONGEST: Duration = Duration::minutes(10);

/// The wait that a response asks for by `x-ms-retry-after-ms`, `retry-after-ms` (milliseconds) or `Retry-After` (RFC 9110,
/// 10.2.3: seconds or a date), within bounds; `default` if it asks for none. A negative number is no value.
pub(crate) fn wait(headers: &Headers, now: OffsetDateTime, default: Duration) -> Duration {
    asked(headers, now).map_or(default, |asked| asked.clamp(SHORTEST, LONGEST))
}

fn asked(headers: &Headers, now: OffsetDateTime) -> Option<Duration> {
    let milliseconds = [X_MS_RETRY_AFTER_MS, RETRY_AFTER_MS];
    let milliseconds = milliseconds.iter().find_map(|name| number(headers.get_optional_str(name)?));
    milliseconds.map(Duration::milliseconds).or_else(|| {
        let text = headers.get_optional_str(&RETRY_AFTER)?;
        // A date that has passed is now.
        number(text).map(Duration::seconds).or_else(|| parse_rfc7231(text.trim()).ok().map(|date| date - now))
    })
}

/// Bounds what a service may ask azure_core's retry policy to wait, which waits as long as it is asked to.
#[derive(Debug)]
pub(crate) struct BoundedRetryAfter;

#[async_trait::async_trait]
impl Policy for BoundedRetryAfter {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let response = go_on(context, request, next).await?;
        let is_asked_for = matches!(response.status(), StatusCode::TooManyRequests | StatusCode::ServiceUnavailable);
        let asked = asked(response.headers(), OffsetDateTime::now_utc());
        if !is_asked_for || asked.is_none_or(|asked| asked <= LONGEST) {
            return Ok(response);
        }
        let (status, mut headers, body) = response.deconstruct();
        for name in [X_MS_RETRY_AFTER_MS, RETRY_AFTER_MS] {
            headers.remove(name);
        }
        headers.insert(RETRY_AFTER, LONGEST.whole_seconds().to_string());
        Ok(AsyncRawResponse::new(status, headers, Box::pin(body)))
    }
}

/// A number that is not negative; one that is too big for its type is the biggest. A `+` is not of RFC 9110, but azure_core
/// takes it.
fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::http::headers::HeaderValue;

    #[test]
    fn waits_are_what_the_service_asks_for_within_bounds() {
        let now = parse_rfc7231("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        let default = Duration::seconds(30);
        let table: &[(&[(&'static str, &'static str)], Duration)] = &[
            (&[], default),
            (&[("retry-after", "17")], Duration::seconds(17)),
            (&[("retry-after", " 17 ")], Duration::seconds(17)),
            (&[("retry-after", "+17")], Duration::seconds(17)),
            (&[("retry-after", "0")], SHORTEST),
            (&[("retry-after", "-1")], default),
            (&[("retry-after", "soon")], default),
            (&[("retry-after", "+")], default),
            (&[("retry-after", "")], default),
            (&[("retry-after", "99999999")], LONGEST),
            (&[("retry-after", "99999999999999999999999")], LONGEST),
            (&[("retry-after", "Sun, 06 Nov 1994 08:50:17 GMT")], Duration::seconds(40)),
            (&[("retry-after", "Sun, 06 Nov 1994 07:00:00 GMT")], SHORTEST),
            (&[("retry-after", "Sun, 06 Nov 2094 07:00:00 GMT")], LONGEST),
            (&[("x-ms-retry-after-ms", "1500")], Duration::milliseconds(1500)),
            (&[("retry-after-ms", "1")], SHORTEST),
            (&[("retry-after-ms", "-5"), ("retry-after", "2")], Duration::seconds(2)),
            (
                &[("x-ms-retry-after-ms", "700"), ("retry-after-ms", "800"), ("retry-after", "9")],
                Duration::milliseconds(700),
            ),
        ];
        for (given, expected) in table {
            let mut headers = Headers::new();
            for (name, value) in *given {
                headers.insert(*name, HeaderValue::from(*value));
            }
            assert_eq!(wait(&headers, now, default), *expected, "{given:?}");
        }
        // How seldom the caller polls is up to the caller.
        assert_eq!(wait(&Headers::new(), now, Duration::hours(1)), Duration::hours(1));
    }
}
