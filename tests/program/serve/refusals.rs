//! Who gets nothing: other hosts, other sites, those who want to change something, and every path that leads out.

use std::fs;

use super::serving::{Folder, Serving};

/// What no answer may hold.
const SECRET: &str = "canary-4711";

#[test]
fn no_path_leads_out_of_the_editions() {
    let folder = Folder::new();
    fs::write(folder.outside().join("secret.txt"), SECRET).expect("writable");
    folder.write("content/notices/secret.txt", SECRET);
    folder.write(".gongkai/secret.txt", SECRET);
    let settings = fs::read_to_string(folder.root().join("site.toml")).expect("readable");
    folder.write("site.toml", &format!("# {SECRET}\n{settings}"));
    let serving = Serving::start(&folder);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.outside(), folder.root().join("content/files")).expect("a link");
        std::os::unix::fs::symlink(
            folder.outside().join("secret.txt"),
            folder.root().join("content/notices/link.txt"),
        )
        .expect("a link");
    }
    let long = format!("/web/{}", "a".repeat(20_000));
    let deep = format!("/web/{}site.toml", "../".repeat(500));
    for path in [
        "/site.toml",
        "/web/site.toml",
        "/web/../site.toml",
        "/web/../../secret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/web/%2e%2e/site.toml",
        "/web/%2e%2e%2fsite.toml",
        "/web/..%5csite.toml",
        "/web/..\\site.toml",
        "/web/%252e%252e%252fsite.toml",
        "/web/%c0%ae%c0%ae/site.toml",
        "/web/....//site.toml",
        "/web/.%00./site.toml",
        "/web/index.html%00",
        "/web//etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/web/C:%5cWindows%5cwin.ini",
        "/web/file:///etc/passwd",
        "/content/notices/secret.txt",
        "/web/content/notices/secret.txt",
        "/web/notices/secret.txt",
        "/web/notices/link.txt",
        "/web/files/secret.txt",
        "/.gongkai/secret.txt",
        "/web/.gongkai/secret.txt",
        "/web@../index.html",
        "/-/../site.toml",
        "/-/preview.css/../../site.toml",
        "/-/state/../../site.toml",
        "/-/nothing",
        &long,
        &deep,
    ] {
        let reply = serving.get(path);
        assert!((400..500).contains(&reply.status), "{path}: {}", reply.head);
        assert!(!reply.text().contains(SECRET), "{path}: {}", reply.text());
    }
    // Targets that are no paths at all.
    let port = serving.port;
    for target in [
        "http://evil.example/web/index.html",
        "*",
        "evil.example:80",
        "file:///etc/passwd",
    ] {
        let reply = serving.send(
            format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        );
        assert!((400..500).contains(&reply.status), "{target}: {}", reply.head);
    }
    let whole = format!(
        "GET http://localhost:{port}{}/web/index.html HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n",
        serving.base
    );
    assert_eq!(serving.send(whole.as_bytes()).status, 200);
}

#[test]
fn other_hosts_are_refused() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let port = serving.port;
    let asked = |host: &str| {
        let lines = format!(
            "GET {}/web/index.html HTTP/1.1\r\n{host}Connection: close\r\n\r\n",
            serving.base
        );
        serving.send(lines.as_bytes())
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(asked(&format!("Host: {host}:{port}\r\n")).status, 200, "{host}");
    }
    for lines in [
        String::new(),
        "Host: \r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        "Host: localhost\r\n".to_owned(),
        format!("Host: localhost:{}\r\n", port ^ 1),
        format!("Host: localhost:{port}\r\nHost: evil.example\r\n"),
    ] {
        let reply = asked(&lines);
        assert_eq!(reply.status, 421, "{lines}: {}", reply.head);
        assert!(!reply.text().contains("甲事"), "{lines}");
        assert_eq!(reply.header("content-type"), "text/plain; charset=utf-8");
    }
}

/// Another account of this computer, which reaches every port and knows what is on the key's length.
#[test]
fn who_does_not_know_the_key_gets_nothing() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let (port, key) = (serving.port, serving.base.trim_start_matches('/'));
    assert_eq!(key.len(), 32, "{key}");
    let last = if key.ends_with('0') { '1' } else { '0' };
    let nearly = format!("{}{last}", &key[..31]);
    for before in [
        String::new(),
        "/".to_owned(),
        format!("/{nearly}"),
        format!("/{}", &key[..31]),
        format!("/{key}0"),
        format!("//{key}"),
        format!("/web/{key}"),
        format!(
            "/{}",
            key.to_uppercase().replace(|c: char| c.is_ascii_digit(), "A")
        ),
    ] {
        for path in [
            "/",
            "/web/index.html",
            "/web/search-2026.js",
            "/-/events",
            "/-/state?page=/web/index.html",
            "/-/go?page=/web/index.html&day=2026-12-01",
            "/-/preview.js",
            "/favicon.ico",
            "/?key=1",
        ] {
            let reply = serving.send(
                format!("GET {before}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
                    .as_bytes(),
            );
            assert_eq!(reply.status, 403, "{before}{path}: {}", reply.head);
            let said = String::from_utf8_lossy(&reply.body);
            assert!(
                !said.contains("甲") && !said.contains(key) && !reply.head.contains(key),
                "{before}{path}: {said}"
            );
        }
    }
    assert_eq!(serving.get("/web/index.html").status, 200);
    // It is for this account alone, where files can say so.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let about = fs::metadata(folder.root().join(".gongkai/preview-key")).expect("a key");
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
    }
    // Pages stay open when the preview is started again.
    let base = serving.base.clone();
    drop(serving);
    assert_eq!(Serving::start(&folder).base, base);
}

#[test]
fn other_sites_read_nothing() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    for (path, lines) in [
        ("/-/events", "Origin: https://evil.example\r\n"),
        ("/-/events", "Origin: null\r\n"),
        (
            "/-/state?page=/web/index.html",
            "Origin: http://localhost:3000\r\n",
        ),
        (
            "/web/search-index.js",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n",
        ),
        ("/web/search-index.js", "Referer: https://evil.example/\r\n"),
        // An older browser, and a page that does not say which it is.
        ("/web/search-index.js", ""),
        (
            "/web/index.html",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
        ),
    ] {
        let reply = serving.ask("GET", path, lines);
        assert_eq!(reply.status, 403, "{path} {lines}: {}", reply.head);
    }
    let page = serving.get("/web/index.html");
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(page.header("content-security-policy"), "frame-ancestors 'self'");
    assert_eq!(page.header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert_eq!(page.header("access-control-allow-origin"), "");
}

#[test]
fn nothing_can_be_changed() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW",
    ] {
        for path in ["/web/index.html", "/-/events", "/-/go?page=/web/index.html"] {
            let target = if method == "CONNECT" { "127.0.0.1:80" } else { path };
            let reply = serving.ask(method, target, "Content-Length: 0\r\n");
            let refused = reply.status == 405 && reply.header("allow") == "GET, HEAD";
            // What CONNECT names is a host, which is another.
            assert!(
                refused || (method == "CONNECT" && reply.status == 421),
                "{method} {path}: {}",
                reply.head
            );
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_else_can_reach_it() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let port = format!(":{:04X}", serving.port);
    let sockets = fs::read_to_string("/proc/net/tcp").expect("a table")
        + &fs::read_to_string("/proc/net/tcp6").unwrap_or_default();
    let local: Vec<&str> = sockets
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace().skip(1);
            let (local, state) = (words.next()?, words.nth(1)?);
            (state == "0A" && local.ends_with(&port)).then_some(local)
        })
        .collect();
    assert_eq!(local, [format!("0100007F{port}")]);
}
