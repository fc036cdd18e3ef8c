//! What an upload says: what will be done, how far it is, what is online.

use std::mem::discriminant;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::super::console::Console;
use crate::deploy::{
    CHANGED, DeployPlan, OnlineFault, TO_DELETE, TargetSurvey, TransferEvent, UploadStep, WHOLE,
};
use crate::read::config::DeployTarget;
use crate::words::Address;

/// Bytes for people.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 2] = [(1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} 字节"),
    }
}

/// What others put there.
pub(super) fn strangers(survey: &TargetSurvey, place: &str, console: &Console) {
    if !survey.strangers.is_empty() {
        console.say(&format!(
            "{place} 里有不是本程序传上去的，没有动它们；是以前的旧网页的，请删去："
        ));
        console.list(&survey.strangers);
    }
}

/// What will be done.
pub(super) fn plan(plan: &DeployPlan, place: &str, by_name: bool, console: &Console) {
    let (put, deleted): (Vec<&UploadStep>, Vec<&UploadStep>) =
        plan.steps().partition(|step| matches!(step, UploadStep::Put(..)));
    let bytes = put.iter().map(|step| step.bytes()).sum();
    console.say(&format!(
        "{place}：要上传 {} 个文件（{}），删去 {} 个",
        put.len(),
        size(bytes),
        deleted.len()
    ));
    let names =
        |steps: &[&UploadStep]| -> Vec<Address> { steps.iter().map(|step| step.address().clone()).collect() };
    if by_name {
        let come_down = names(&plan.come_down());
        for (heading, names) in [
            ("最先撤下或换掉", come_down),
            ("删去", names(&deleted)),
            ("上传", names(&put)),
        ] {
            if !names.is_empty() {
                console.say(&format!("{heading}："));
                console.list(&names);
            }
        }
    }
}

/// Where the zip files are.
pub(super) fn zipped(folder: &str, plan: &DeployPlan, target: &DeployTarget, console: &Console) {
    console.say(&format!(
        "已做成压缩包，在文件夹“{folder}”里：\n  {WHOLE}：整个网站\n  {CHANGED}：上次确认上传以后改动的"
    ));
    if plan.steps().any(|step| matches!(step, UploadStep::Delete(_))) {
        console.insist(&format!(
            "  {TO_DELETE}：压缩包不会删去它们，请在服务器上照着名单删"
        ));
    }
    let name = &target.name;
    let check = match target.url {
        Some(_) => format!("，再运行 gongkai deploy {name} --verify，从网上核对"),
        None => String::new(),
    };
    console.insist(&format!(
        "压缩包还没有上网：请解压、上传到网站空间，传好以后运行 gongkai record {name}{check}。"
    ));
}

/// What is wrong online.
pub(super) fn findings(findings: &[OnlineFault], looked_at: usize, url: &str, console: &Console) {
    if findings.is_empty() {
        console.say(&format!("上线核对：{url} 上的 {looked_at} 个文件都对。"));
        return;
    }
    const SHOWN: usize = 5;
    console.insist(&format!("上线核对：{url} 上有 {} 处不对：", findings.len()));
    // One cause has as many findings as there are pages.
    let is_alike =
        |a: &OnlineFault, b: &OnlineFault| a.file().is_some() && discriminant(a) == discriminant(b);
    for alike in findings.chunk_by(is_alike) {
        let (what, advice) = alike[0].words();
        console.insist(&format!("  {what}"));
        let others: Vec<&str> = alike[1..]
            .iter()
            .filter_map(OnlineFault::file)
            .map(Address::as_str)
            .collect();
        if !others.is_empty() {
            let named = others[..others.len().min(SHOWN)].join("、");
            let more = if others.len() > SHOWN { "……" } else { "" };
            console.insist(&format!("    同样的还有 {} 个：{named}{more}", others.len()));
        }
        console.insist(&format!("    提示: {advice}"));
    }
}

/// The first Ctrl+C lets the files on the way come to their end, the second ends the program.
pub(super) fn stop_on_ctrl_c(stop: &Arc<AtomicBool>, console: &Console) {
    let (stop, console) = (Arc::clone(stop), console.clone());
    let listen = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return;
        };
        while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            if stop.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
            console.insist("正在停下，传完手上的文件就结束；再按一次 Ctrl+C 马上结束。");
        }
    };
    // Without it Ctrl+C ends the program at once, which the next run can deal with.
    drop(std::thread::Builder::new().name("ctrl-c".into()).spawn(listen));
}

/// How far an upload is: files, bytes, time left. Shared by threads.
pub(super) struct UploadBar<'a> {
    console: &'a Console,
    heard: Mutex<UploadHeard>,
}

#[derive(Default)]
struct UploadHeard {
    bar: Option<ProgressBar>,
    steps: usize,
    done: usize,
    deleted: Vec<Address>,
    emptied: Vec<Address>,
}

impl<'a> UploadBar<'a> {
    pub(super) fn new(console: &'a Console) -> Self {
        Self {
            console,
            heard: Mutex::default(),
        }
    }

    /// Something happened.
    pub(super) fn hear(&self, event: &TransferEvent<'_>) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            TransferEvent::Begins { steps, bytes } => {
                heard.steps = *steps;
                heard.bar = self.console.interactive.then(|| bar(*bytes));
            }
            TransferEvent::Done(step) => {
                heard.done += 1;
                if let UploadStep::Delete(address) = step {
                    heard.deleted.push(address.clone());
                }
                if let Some(bar) = &heard.bar {
                    bar.set_message(format!("{}/{} 个文件", heard.done, heard.steps));
                    bar.inc(step.bytes());
                }
            }
            TransferEvent::Emptied(step) => heard.emptied.push(step.address().clone()),
            TransferEvent::CameDown(count) => self.above(&heard, &format!("要先撤下的 {count} 个已经撤下。")),
            TransferEvent::Waits(wait, fault) => {
                let words = fault.words();
                self.above(
                    &heard,
                    &format!("连接断了（{words}），{} 秒后再试。", wait.as_secs()),
                );
            }
            TransferEvent::Fewer => self.above(&heard, "服务器不让同时连接这么多，少用一个连接。"),
        }
    }

    fn above(&self, heard: &UploadHeard, line: &str) {
        match &heard.bar {
            Some(bar) => bar.suspend(|| self.console.say(line)),
            None => self.console.say(line),
        }
    }

    /// Takes the bar away; gives what was deleted, and what only says nothing any more.
    pub(super) fn finish(self) -> (Vec<Address>, Vec<Address>) {
        let heard = self.heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = heard.bar {
            bar.finish_and_clear();
        }
        if !heard.emptied.is_empty() {
            self.console.insist(&format!(
                "服务器不许删去以下 {} 个文件，已经换成空白，看不到原来的内容；请用 FTP 软件删去：",
                heard.emptied.len()
            ));
            self.console.list(&heard.emptied);
        }
        (heard.deleted, heard.emptied)
    }
}

fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
    let template = "正在上传 {bar:30} {bytes}/{total_bytes}，{msg}，还要 {eta_precise}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
