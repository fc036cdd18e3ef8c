//! A web server with one thing wrong: what is said of it, and that nothing is said of a right one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use flate2::Compression;
use flate2::write::GzEncoder;
use gongkai::deploy::{LocalSite, OnlineFault, UploadTurn, verify};
use gongkai::words::Address;

use super::address;

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Planted {
    Nothing,
    Charset,
    TypeUnknown,
    Stale,
    OtherFolder,
    PackedTwice,
    Case,
    Injected,
    FoundAll,
    StillThere,
    Truncated,
    Redirected,
}

const PAGE: &str = "notices/a.html";
const GONE: &str = "notices/gone.html";

fn page(path: &str) -> String {
    let head =
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>党务公开</title></head>";
    format!(
        "{head}<body><main>{path} {}</main></body></html>",
        "内容".repeat(200)
    )
}

fn files() -> BTreeMap<Address, (UploadTurn, Vec<u8>)> {
    let pages = ["index.html", PAGE, "notices/b.html"].map(|path| (path, page(path).into_bytes()));
    let others = [
        ("files/a.pdf", b"%PDF-1.7 text".to_vec()),
        ("assets/style.css", b"body{}".to_vec()),
    ];
    pages
        .into_iter()
        .chain(others)
        .map(|(path, bytes)| (address(path), (UploadTurn::Page, bytes)))
        .collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Status, headers, body.
fn answer(planted: Planted, path: &str) -> (u16, String, Vec<u8>) {
    let files = files();
    let found = Address::new(path).ok().and_then(|path| files.get(&path).cloned());
    let html = "content-type: text/html".to_owned();
    let not_found = || (404, html.clone(), b"not found".to_vec());
    let Some((_, mut body)) = found else {
        return match planted {
            Planted::FoundAll => (200, html, b"sorry".to_vec()),
            Planted::StillThere if path == GONE => (200, html, page(GONE).into_bytes()),
            _ => not_found(),
        };
    };
    let is_page = path == PAGE;
    let mut headers = html.clone();
    match planted {
        Planted::Charset if is_page => headers = "content-type: text/html; charset=gb2312".to_owned(),
        Planted::TypeUnknown if path.ends_with(".pdf") => return not_found(),
        Planted::Stale if is_page => body = page("what was there before").into_bytes(),
        Planted::OtherFolder => return not_found(),
        Planted::Case if is_page => return not_found(),
        Planted::Injected if is_page => {
            let text = String::from_utf8(body).unwrap();
            body = text
                .replace("</body>", "<script src=\"//ad.example/a.js\"></script></body>")
                .into_bytes();
        }
        Planted::Truncated if is_page => body.truncate(300),
        _ => {}
    }
    if path.ends_with(".html") {
        headers += "\r\ncontent-encoding: gzip";
        body = packed(&body);
        if planted == Planted::PackedTwice && is_page {
            body = packed(&body);
        }
    }
    (200, headers, body)
}

fn serve(planted: Planted, mut stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    if reader.read_line(&mut line).is_err() {
        return;
    }
    let mut rest = String::new();
    while reader.read_line(&mut rest).is_ok_and(|read| read > 2) {}
    let path = line
        .split(' ')
        .nth(1)
        .unwrap_or("/")
        .trim_start_matches("/dangwu/");
    let (status, headers, body) = match planted {
        Planted::Redirected if path == PAGE => (302, "location: /dangwu/index.html".to_owned(), Vec::new()),
        planted => answer(planted, path),
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} OK\r\n{headers}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

fn found(planted: Planted) -> Vec<OnlineFault> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/dangwu/", listener.local_addr().unwrap());
    let ends = Arc::new(AtomicBool::new(false));
    let is_over = Arc::clone(&ends);
    let server = std::thread::spawn(move || {
        for stream in listener.incoming() {
            if is_over.load(std::sync::atomic::Ordering::Relaxed) {
                return;
            }
            serve(planted, stream.unwrap());
        }
    });
    let files = files();
    let wanted: Vec<Address> = files.keys().cloned().collect();
    let site = LocalSite::of_bytes("web", files);
    let findings = verify(&url, &site, (&wanted, &[address(GONE)]), &AtomicBool::new(false)).unwrap();
    ends.store(true, std::sync::atomic::Ordering::Relaxed);
    let _ = TcpStream::connect(url.trim_start_matches("http://").trim_end_matches("/dangwu/"));
    server.join().unwrap();
    findings
}

#[test]
fn each_fault_of_a_web_server_is_found_and_nothing_on_a_right_one() {
    let page = address(PAGE);
    let expected = [
        (Planted::Nothing, vec![]),
        (Planted::Charset, vec![OnlineFault::Charset("gb2312".into())]),
        (
            Planted::TypeUnknown,
            vec![OnlineFault::TypeUnknown(
                "pdf".into(),
                vec![address("files/a.pdf")],
            )],
        ),
        (Planted::Stale, vec![OnlineFault::Old(page.clone())]),
        (
            Planted::OtherFolder,
            vec![OnlineFault::OtherFolder("index.html".into())],
        ),
        (Planted::PackedTwice, vec![OnlineFault::Packed(page.clone())]),
        (Planted::Case, vec![OnlineFault::Missing(page.clone())]),
        (Planted::Injected, vec![OnlineFault::Injected(page.clone())]),
        (Planted::FoundAll, vec![OnlineFault::NoNotFound]),
        (Planted::StillThere, vec![OnlineFault::StillThere(address(GONE))]),
        (Planted::Truncated, vec![OnlineFault::Cut(page.clone())]),
        // It ends at another page of the site, which is not this one.
        (Planted::Redirected, vec![OnlineFault::Old(page)]),
    ];
    for (planted, expected) in expected {
        assert_eq!(found(planted), expected, "{planted:?}");
    }
}

#[test]
fn a_site_that_cannot_be_reached_is_told_once() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let site = LocalSite::of_bytes("web", files());
    let wanted: Vec<Address> = files().into_keys().collect();
    let url = format!("http://127.0.0.1:{port}/");
    let findings = verify(&url, &site, (&wanted, &[]), &AtomicBool::new(false)).unwrap();
    assert!(
        matches!(findings.as_slice(), [OnlineFault::Unreachable(_)]),
        "{findings:?}"
    );
    let (what, advice) = findings[0].words();
    assert!(
        what.contains("打不开") && advice.contains("url"),
        "{what} {advice}"
    );
}
