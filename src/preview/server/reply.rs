//! Answers as HTTP: status, headers, bytes.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::access::AccessRefusal;
use super::pages::Answer;

/// How often a connection that waits for news is tried: what is dead is noticed then.
const BEAT: Duration = Duration::from_secs(15);

/// What every answer says. Nothing is kept by a browser, as it may be another thing in a moment; nothing is guessed;
/// and no page of another site may hold, frame or read any of it. The pages themselves may load and run what they
/// would from a disk: they are to look the same.
const ALWAYS: [(HeaderName, &str); 6] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
    (X_FRAME_OPTIONS, "SAMEORIGIN"),
    (CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// The types of what an edition may hold, by ending.
const TYPES: [(&str, &str); 27] = [
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("svg", "image/svg+xml"),
    ("bmp", "image/bmp"),
    ("ico", "image/x-icon"),
    ("pdf", "application/pdf"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("rtf", "application/rtf"),
    ("zip", "application/zip"),
    ("doc", "application/msword"),
    ("xls", "application/vnd.ms-excel"),
    ("ppt", "application/vnd.ms-powerpoint"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("wps", "application/vnd.ms-works"),
];

/// A type that is saved, never shown.
const UNKNOWN: &str = "application/octet-stream";

/// An answer.
pub(super) fn reply(answer: Answer) -> Response {
    match answer {
        Answer::File {
            status,
            ending,
            bytes,
        } => {
            let known = TYPES.iter().find(|(of, _)| *of == ending);
            let mut response = Response::new(Body::from(bytes));
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
            let kind = HeaderValue::from_static(known.map_or(UNKNOWN, |(_, kind)| kind));
            response.headers_mut().insert(CONTENT_TYPE, kind);
            sealed(response)
        }
        Answer::Elsewhere(path) => {
            // Addresses and editions are ASCII without anything that a header could not hold.
            let Ok(path) = HeaderValue::try_from(path) else {
                return words(404, "");
            };
            let mut response = words(303, "");
            response.headers_mut().insert(LOCATION, path);
            response
        }
        Answer::Words(status, text) => words(status, text),
    }
}

/// What is said to those who get nothing.
pub(super) fn refuse(refusal: AccessRefusal) -> Response {
    match refusal {
        AccessRefusal::Host => words(
            421,
            "这里只能用 127.0.0.1 或者 localhost 加上端口打开，请照着窗口里显示的地址输入。\n",
        ),
        AccessRefusal::Method => {
            let mut response = words(405, "这里只能看。\n");
            let allow = HeaderValue::from_static("GET, HEAD");
            response.headers_mut().insert(ALLOW, allow);
            response
        }
        AccessRefusal::Key => words(
            403,
            "网址不全，或者是上次预览的：请照着窗口里显示的网址打开，从头到尾一个字不少。\n",
        ),
        AccessRefusal::Foreign => words(403, "别的网站不能读取预览。\n"),
    }
}

/// What is said when there is no answer: the preview is ending.
pub(super) fn failed() -> Response {
    words(500, "")
}

/// A line whenever something changes, and one at once.
pub(super) fn events(news: watch::Receiver<u64>) -> Response {
    let beat = KeepAlive::new().interval(BEAT);
    sealed(Sse::new(looks(news)).keep_alive(beat).into_response())
}

fn looks(news: watch::Receiver<u64>) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((news, true), |(mut news, is_first)| async move {
        if !is_first {
            news.changed().await.ok()?;
        }
        let number = *news.borrow_and_update();
        let event = Event::default().event("look").data(number.to_string());
        Some((Ok(event.retry(Duration::from_secs(1))), (news, false)))
    })
}

fn words(status: u16, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    sealed(response)
}

fn sealed(mut response: Response) -> Response {
    for (name, value) in ALWAYS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{is_picture, may_be_linked};

    #[test]
    fn whatever_may_be_published_and_looked_at_has_a_type() {
        for ending in ["html", "css", "js", "xml", "txt", "pdf", "docx", "xlsx"] {
            assert!(TYPES.iter().any(|(of, _)| *of == ending), "{ending}");
        }
        for (ending, _) in TYPES.iter().filter(|(_, kind)| kind.starts_with("image/")) {
            assert!(is_picture(ending), "{ending}");
            assert!(may_be_linked(ending), "{ending}");
        }
        for ending in ["jpg", "jpeg", "png", "gif", "svg", "bmp", "ico"] {
            assert!(TYPES.iter().any(|(of, _)| *of == ending), "{ending}");
        }
    }
}
