//! What happens while somebody writes: in the answers, in the word that goes to browsers, and on the terminal.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use super::serving::{Folder, Serving, notice, program};

const FILE: &str = "content/notices/2026-03-12-a.md";
const PAGE: &str = "/web/notices/2026-03-12-a.html";

/// What a page would be told about itself.
fn state(serving: &Serving, page: &str) -> serde_json::Value {
    let reply = serving.get(&format!("/-/state?page={page}"));
    assert_eq!(reply.status, 200, "{}", reply.head);
    serde_json::from_slice(&reply.body).expect("JSON")
}

/// Waits for news on a connection.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn of(serving: &Serving) -> Self {
        let mut stream = serving.connect();
        let head = format!(
            "GET {}/-/events HTTP/1.1\r\nHost: localhost:{}\r\nAccept: text/event-stream\r\n\r\n",
            serving.base, serving.port
        );
        stream.write_all(head.as_bytes()).expect("sent");
        Self(BufReader::new(stream))
    }

    /// The number of the next look that is told.
    fn next(&mut self) -> u64 {
        loop {
            let mut line = String::new();
            assert_ne!(
                self.0.read_line(&mut line).expect("news"),
                0,
                "the other side closed"
            );
            if let Some(number) = line.trim().strip_prefix("data: ") {
                return number.parse().expect("a number");
            }
        }
    }
}

#[test]
fn a_save_is_told_and_served() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let mut listener = Listener::of(&serving);
    let first = listener.next();
    let (before, other) = (
        state(&serving, PAGE),
        state(&serving, "/web/notices/2026-03-12-b.html"),
    );
    folder.write(FILE, &notice("甲事", "", "第二句。"));
    assert!(listener.next() > first);
    let after = state(&serving, PAGE);
    assert_ne!(before["print"], after["print"]);
    assert_eq!(before["run"], after["run"]);
    assert!(serving.get(PAGE).text().contains("第二句。"));
    // Another page has nothing new, and is offered this one.
    let unmoved = state(&serving, "/web/notices/2026-03-12-b.html");
    assert_eq!(other["print"], unmoved["print"]);
    let entry = &unmoved["saved"]["entries"][0];
    assert_eq!(
        (entry["title"].as_str(), entry["path"].as_str()),
        (Some("甲事"), Some(PAGE))
    );
    // On another day it is the page of that day.
    let day = state(&serving, "/web@2026-12-01/index.html");
    assert_eq!(
        day["saved"]["entries"][0]["path"].as_str(),
        Some("/web@2026-12-01/notices/2026-03-12-a.html")
    );
    assert!(
        serving
            .get("/web@2026-12-01/notices/2026-03-12-a.html")
            .text()
            .contains("第二句。")
    );
}

#[test]
fn styles_pictures_and_settings_reach_every_page_without_a_restart() {
    let folder = Folder::new();
    folder.write("themes/disclosure/static/own.css", "a{}");
    let serving = Serving::start(&folder);
    let before = state(&serving, PAGE);
    folder.write("themes/disclosure/static/own.css", "b{}");
    serving.until("the style", |serving| {
        serving.get("/web/assets/own.css").body == b"b{}"
    });
    let styled = state(&serving, PAGE);
    assert_ne!(before["print"], styled["print"]);
    let settings = fs::read_to_string(folder.root().join("site.toml")).expect("readable");
    folder.write("site.toml", &settings.replace("甲校web", "乙校"));
    serving.until("the settings", |serving| {
        serving.get(PAGE).text().contains("乙校")
    });
}

#[test]
fn a_fault_leaves_the_last_good_page_and_is_shown_and_said_once() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    let good = state(&serving, PAGE);
    let bad = notice("甲事", "题目: 错\n", "第二句。");
    folder.write(FILE, &bad);
    serving.until("the fault", |serving| state(serving, PAGE)["errors"] == 1);
    let faulty = state(&serving, PAGE);
    assert_eq!(faulty["print"], good["print"], "the page stays");
    let list = faulty["list"].as_str().expect("text");
    for part in [
        "content/notices/2026-03-12-a.md:6:1",
        "<mark class=\"gkpv-mark\">题目</mark>: 错",
        "“标题”已经写了",
    ] {
        assert!(list.contains(part), "{part} in {list}");
    }
    let page = serving.get(PAGE).text();
    assert!(page.contains("第一句。") && page.contains(list) && !page.contains("第二句。"));
    // Saved again, with the fault still in it.
    for sentence in ["第三句。", "第四句。"] {
        let seen = state(&serving, PAGE)["faults"].clone();
        folder.write(FILE, &bad.replace("第二句。", sentence));
        std::thread::sleep(std::time::Duration::from_millis(400));
        assert_eq!(state(&serving, PAGE)["faults"], seen);
    }
    folder.write(FILE, &notice("甲事", "", "第五句。"));
    serving.until("the mended page", |serving| {
        serving.get(PAGE).text().contains("第五句。")
    });
    assert_eq!(state(&serving, PAGE)["errors"], 0);
    serving.until("the last word", |serving| serving.said().contains("已保存"));
    let said = serving.said();
    for once in [
        "错误[front-unknown-key]",
        "共 1 个错误",
        "现在没有错误了，共 1 个警告。",
        "警告[site-approval-off]",
        "已保存《甲事》",
    ] {
        assert_eq!(said.matches(once).count(), 1, "{once}\n{said}");
    }
    let address = format!("http://127.0.0.1:{}{}{PAGE}", serving.port, serving.base);
    assert!(said.contains(&address), "{said}");
}

#[test]
fn a_site_that_begins_with_faults_shows_them_and_becomes_the_site() {
    let folder = Folder::new();
    folder.write(FILE, &notice("甲事", "题目: 错\n", "第一句。"));
    let serving = Serving::start(&folder);
    for path in ["/", "/web/index.html", PAGE] {
        let reply = serving.get(path);
        assert_eq!(reply.status, 503, "{path}");
        assert!(reply.text().contains("“标题”已经写了"), "{path}");
        assert!(reply.text().contains("gkpv-whole"), "{path}");
    }
    assert!(
        serving
            .said()
            .contains("共 1 个错误、1 个警告。改好并保存以后，页面自动出现。")
    );
    let (front, page) = (state(&serving, "/"), state(&serving, PAGE));
    folder.write(FILE, &notice("甲事", "", "第一句。"));
    serving.until("the site", |serving| serving.get(PAGE).status == 200);
    assert_eq!(serving.get("/").header("location"), "/web/index.html");
    assert_ne!(state(&serving, "/")["print"], front["print"]);
    assert_ne!(state(&serving, PAGE)["print"], page["print"]);
}

#[test]
fn a_page_tells_the_same_about_itself_as_it_is_told() {
    let folder = Folder::new();
    folder.write(
        "content/notices/2026-03-12-c.md",
        &notice("丙事", "草稿: 是\n", "未完。"),
    );
    let narrow = "---\n标题: 规章\n日期: 2026-03-12\n公开范围: 党内公开\n---\n\n一句。\n";
    folder.write("content/pages/rules/index.md", narrow);
    let serving = Serving::start(&folder);
    for path in [
        PAGE,
        "/web/pages/rules/index.html",
        "/web/pages/rules",
        "/web/notices/2026-03-12-c.html",
        "/web@2026-12-01/index.html",
        "/web/nothing.html",
        "/web/no%20thing",
        "/web/notices/no",
        "/nowhere/index.html",
    ] {
        let page = serving.get(path).text();
        let value = |name: &str| {
            let (_, rest) = page.split_once(&format!("{name}=\"")).expect(name);
            rest.split('"').next().expect("a value").to_owned()
        };
        let told = state(&serving, &value("data-page"));
        // If they differed the page would load itself for ever.
        assert_eq!(told["print"], value("data-print"), "{path}");
        assert_eq!(told["run"], value("data-run"), "{path}");
    }
}

#[test]
fn a_taken_port_is_not_fought_over() {
    let folder = Folder::new();
    let first = Serving::start(&folder);
    let port = first.port.to_string();
    let second = Serving::with(&folder, &["serve", "--date", "2026-11-20", "--port", &port]);
    assert_ne!(first.port, second.port);
    second.until("a word about the port", |second| {
        second
            .said()
            .contains(&format!("端口 {port} 被占用，改用 {}。", second.port))
    });
    assert_eq!(first.get(PAGE).status, 200);
    assert_eq!(second.get(PAGE).status, 200);
}

#[test]
fn wrong_words_on_the_command_line_end_it() {
    let folder = Folder::new();
    let refused = |arguments: &[&str]| {
        let output = program(&folder.root(), arguments)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let (status, said) = refused(&["serve", "--port", "0", "--edition", "webb"]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("没有名为“webb”的版") && said.contains("现有的版：web、party"),
        "{said}"
    );
    let (status, said) = refused(&["serve", "--port", "70000"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("0 到 65535"), "{said}");
    fs::remove_file(folder.root().join("site.toml")).expect("removed");
    let (status, said) = refused(&["serve", "--port", "0"]);
    assert_eq!(status, Some(1), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_when_asked_for() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let programs = folder.outside().join("programs");
    fs::create_dir(&programs).expect("writable");
    let opened = folder.outside().join("opened");
    let script = programs.join("xdg-open");
    fs::write(
        &script,
        format!("#!/bin/sh\necho \"$1\" > '{}'\n", opened.display()),
    )
    .expect("writable");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("runnable");
    let mut command = program(&folder.root(), &["serve", "--port", "0", "--open"]);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", programs.display()));
    let serving = Serving::run(&folder, command);
    let address = format!("http://127.0.0.1:{}{}/\n", serving.port, serving.base);
    serving.until("the browser", |_| {
        fs::read_to_string(&opened).is_ok_and(|text| text == address)
    });
}

/// The answer to a request that something be changed.
fn ask_to_mend(serving: &Serving, method: &str, fault: &str, origin: &str) -> u16 {
    let request = format!(
        "{method} {}/-/fix?fault={fault} HTTP/1.1\r\nHost: localhost:{}\r\n{origin}Content-Length: 0\r\nConnection: close\r\n\r\n",
        serving.base, serving.port
    );
    serving.send(request.as_bytes()).status
}

#[test]
fn a_fault_is_mended_by_one_click_of_the_preview_itself_and_nobody_else() {
    let folder = Folder::new();
    let slipped = notice("甲事", "标签: 【学习，党课】\n责任仁: 周强\n", "第一句。");
    folder.write(FILE, &slipped);
    let serving = Serving::start(&folder);
    let list = state(&serving, PAGE)["list"].as_str().expect("HTML").to_owned();
    let (_, behind) = list.split_once("data-fix=\"").expect("a button");
    let fault = behind.split('"').next().expect("an id");
    assert!(
        list.contains("替我改</button> 第7行的“责任仁”改成“责任人”"),
        "{list}"
    );
    let read = || fs::read_to_string(folder.root().join(FILE)).expect("a file");
    let ours = format!("Origin: http://localhost:{}\r\n", serving.port);
    for (method, origin, status) in [
        ("GET", ours.as_str(), 405),
        ("PUT", ours.as_str(), 405),
        ("POST", "", 403),
        ("POST", "Origin: null\r\n", 403),
        ("POST", "Origin: http://evil.example\r\n", 403),
        ("POST", "Sec-Fetch-Site: same-origin\r\n", 403),
    ] {
        assert_eq!(
            ask_to_mend(&serving, method, fault, origin),
            status,
            "{method} {origin}"
        );
        assert_eq!(read(), slipped);
    }
    assert_eq!(ask_to_mend(&serving, "POST", "0000000000000000", &ours), 409);
    let mut listener = Listener::of(&serving);
    let first = listener.next();
    assert_eq!(ask_to_mend(&serving, "POST", fault, &ours), 200);
    assert_eq!(read(), slipped.replace("【学习，党课】", "[学习, 党课]"));
    assert!(listener.next() > first);
    let earlier = fs::read_to_string(folder.root().join(".gongkai/history/000001/1")).expect("kept");
    assert_eq!(earlier, slipped);
    // What the button was about is not there any more.
    assert_eq!(ask_to_mend(&serving, "POST", fault, &ours), 409);
}
