//! A web server that answers well and badly, as it is asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use super::told::Told;

/// Answers as the first part of the address says.
fn misbehave(mut stream: TcpStream) -> std::io::Result<()> {
    let mut request = [0; 2048];
    let length = stream.read(&mut request)?;
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let (name, file) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let good = Told::of("甲校").text();
    let plain = |status: &str, body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    };
    let leads = |to: &str| {
        format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    };
    let open = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
    if file == "feed.xml" {
        // Nobody waits for the feed of a good school either.
        let entry = "<entry><title>甲校的通知</title><link href=\"http://127.0.0.1/n.html\"/><updated>2026-11-02</updated></entry>";
        let entry = format!(
            "<feed>{entry}<entry><title>坏</title><link href=\"javascript:alert(1)\"/><updated>2026-11-01</updated></entry></feed>"
        );
        return stream.write_all(plain("200 OK", &entry).as_bytes());
    }
    let answer = match name {
        "good" => plain("200 OK", &good),
        "moved" => leads("/moved-here/disclosure.txt"),
        "moved-here" => plain("200 OK", &good.replace("甲校", "乙校")),
        "loop" => leads("/loop/disclosure.txt"),
        "file" => leads("file:///etc/passwd"),
        "missing" => plain("404 Not Found", "<h1>404</h1>"),
        "broken" => plain("500 Internal Server Error", ""),
        "html" => plain("200 OK", "\n<!doctype html><p>网站维护中</p>"),
        "newer" => plain("200 OK", &good.replace("disclosure 1", "disclosure 9")),
        "other" => plain("200 OK", &good.replace("甲校", "别的学校")),
        "cut" => plain("200 OK", &good).replace(&good, &good[..good.len() / 2 / 3 * 3 + 1]),
        "short" => format!("{open}{}", good.split("结束").next().unwrap_or_default()),
        "empty" => plain("200 OK", ""),
        "silent" => String::new(),
        "slow" => {
            std::thread::sleep(Duration::from_secs(60));
            plain("200 OK", &good)
        }
        "drip" => {
            stream.write_all(open.as_bytes())?;
            loop {
                stream.write_all(b"g")?;
                std::thread::sleep(Duration::from_millis(200));
            }
        }
        "endless" => {
            stream.write_all(open.as_bytes())?;
            loop {
                stream.write_all(&[b'a'; 64 << 10])?;
            }
        }
        "header" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nx: ")?;
            loop {
                stream.write_all(&[b'a'; 64 << 10])?;
            }
        }
        other => panic!("{other}: nobody asks for it"),
    };
    stream.write_all(answer.as_bytes())
}

pub(super) fn server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let _ = misbehave(stream);
            });
        }
    });
    port
}
