//! What does not stall it: connections that say nothing, say it slowly, or never listen; and Ctrl+C.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::serving::{Folder, PATIENCE, Serving, notice};

/// One crowd at a time: a process may not open as many connections as all tests together want.
fn crowd() -> MutexGuard<'static, ()> {
    static CROWD: Mutex<()> = Mutex::new(());
    CROWD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// True when the other side has closed, or does so while one waits.
fn is_closed(stream: &mut TcpStream) -> bool {
    let mut rest = [0; 4096];
    loop {
        match stream.read(&mut rest) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(cause) => return cause.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

#[test]
fn many_silent_connections_keep_nobody_out() {
    let _crowd = crowd();
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let mut silent: Vec<TcpStream> = Vec::new();
    for number in 0..500 {
        silent.push(serving.connect());
        if number % 100 == 99 {
            assert_eq!(serving.get("/web/index.html").status, 200, "{number}");
        }
    }
    assert_eq!(serving.get("/web/notices/2026-03-12-a.html").status, 200);
    // Those that never say anything are let go of.
    assert!(is_closed(&mut silent[0]) && is_closed(&mut silent[499]));
}

#[test]
fn the_oldest_listeners_give_way() {
    let _crowd = crowd();
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let (port, base) = (serving.port, serving.base.clone());
    // Nobody who listens is ever too slow: what ends the first ones is that there are others.
    let listeners: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = serving.connect();
            let head = format!("GET {base}/-/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("sent");
            stream.read_exact(&mut [0; 16]).expect("an answer");
            stream
        })
        .collect();
    for stream in &listeners {
        stream.set_nonblocking(true).expect("a socket");
    }
    let is_over = |mut stream: &TcpStream| match stream.read(&mut [0; 4096]) {
        Ok(read) => read == 0,
        Err(cause) => cause.kind() != std::io::ErrorKind::WouldBlock,
    };
    serving.until("the oldest are let go of", |_| {
        listeners[..90].iter().all(is_over)
    });
    assert!(!is_over(&listeners[299]), "the newest too");
}

#[test]
fn slow_heads_are_not_waited_for() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let slow: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = serving.connect();
            stream
                .write_all(b"GET /web/index.html HTTP/1.1\r\nX-a: b")
                .expect("sent");
            stream
        })
        .collect();
    let begin = Instant::now();
    let mut alive = slow;
    while !alive.is_empty() {
        assert!(
            begin.elapsed() < PATIENCE,
            "{} slow ones are still there",
            alive.len()
        );
        alive.retain_mut(|stream| stream.write_all(b"c").is_ok());
        assert_eq!(serving.get("/web/index.html").status, 200);
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn listeners_that_never_read_and_readers_that_never_take_do_not_matter() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let (port, base) = (serving.port, serving.base.clone());
    let begin = |path: &str| {
        let mut stream = serving.connect();
        let head = format!("GET {base}{path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("sent");
        stream
    };
    let mut open: Vec<TcpStream> = (0..60).map(|_| begin("/-/events")).collect();
    open.extend((0..60).map(|_| begin("/web/assets/style.css")));
    // Half closed ones, and ones that went away in the middle of what they asked.
    for stream in open.iter().step_by(7) {
        stream.shutdown(std::net::Shutdown::Write).expect("closed");
    }
    (0..60).for_each(|_| drop(begin("/web/index.html")));
    for _ in 0..20 {
        assert_eq!(serving.get("/web/index.html").status, 200);
    }
}

#[test]
fn whoever_looks_at_other_days_keeps_nobody_waiting() {
    const DAYS: usize = 40;
    let folder = Folder::new();
    for number in 0..200 {
        let entry = notice(&format!("第{number}事"), "", "一句。");
        folder.write(&format!("content/notices/2026-02-01-n{number}.md"), &entry);
    }
    let serving = Serving::start(&folder);
    let (port, base) = (serving.port, serving.base.clone());
    let days: Vec<TcpStream> = (0..DAYS)
        .map(|number| {
            let mut stream = serving.connect();
            let path = format!("/web@20{}-06-01/index.html", 30 + number);
            let head = format!("GET {base}{path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("sent");
            stream.set_nonblocking(true).expect("a socket");
            stream
        })
        .collect();
    let answered = || {
        let is_answered = |stream: &&TcpStream| stream.peek(&mut [0]).is_ok();
        days.iter().filter(is_answered).count()
    };
    // One has been made, and all the others wait.
    serving.until("the first", |_| answered() > 0);
    let before = answered();
    assert_eq!(serving.get("/web/index.html").status, 200);
    let meanwhile = answered() - before;
    assert!(meanwhile < DAYS / 2, "{meanwhile} other days were made first");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_with_everybody_listening() {
    use std::process::Command;

    let folder = Folder::new();
    let mut serving = Serving::start(&folder);
    let (port, base) = (serving.port, serving.base.clone());
    let mut listeners: Vec<TcpStream> = (0..5)
        .map(|_| {
            let mut stream = serving.connect();
            let head = format!("GET {base}/-/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("sent");
            let mut first = [0; 16];
            stream.read_exact(&mut first).expect("an answer");
            stream
        })
        .collect();
    let sent = Command::new("kill")
        .args(["-INT", &serving.child.id().to_string()])
        .status();
    assert!(sent.expect("kill runs").success());
    let ended = serving.child.wait().expect("ended");
    assert_eq!(ended.code(), Some(0), "{}", serving.said());
    assert!(serving.said().ends_with("已停止。\n"), "{}", serving.said());
    assert!(listeners.iter_mut().all(is_closed));
}
