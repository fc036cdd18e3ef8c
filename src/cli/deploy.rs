//! `deploy`: the site is built, and goes where its readers find it. What is uploaded, and how, is the work of `deploy`; here
//! is what is asked and said.

mod ask;
mod recorded;
mod tell;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::arguments::Deploy;
use super::build::{self, JustBuilt};
use super::console::Console;
use super::{Outcome, today};
use crate::deploy::{
    self, Closeness, DeployRequest, Ended, LocalSite, PreparedDeploy, TargetMemory, Transfer, UploadStep,
    carry_out_zip,
};
use crate::pipeline::AssembledEdition;
use crate::read::config::{DeployTarget, Destination, UploadProtocol};
use crate::read::{Config, Settings, Unready, discover};
use crate::words::{Address, Day, MachineFault, Report, Scope};
use crate::write::{self, Asked, Deletion, SiteStamp};
use ask::TerminalDialogue;
use recorded::DeployRecord;
use tell::UploadBar;

/// Runs the command.
pub(super) fn run(root: &Path, options: &Deploy, console: &Console) -> Result<Outcome, MachineFault> {
    let day = today();
    let asked = Asked {
        what: format!("{options:?}"),
        how: format!("{day} {console:?}"),
    };
    // Which edition is built is known only from the settings, which the build reads once more.
    let (stamp, chosen) = SiteStamp::take(root, asked, || target_of_settings(root, options));
    let chosen = chosen?;
    if let Some(target) = &chosen {
        warn_of_plain_ftp(target, console);
    }
    let is_plain = !options.verify && !options.dry_run;
    let stamp = chosen.as_ref().zip(stamp.filter(|_| is_plain));
    let stamp = stamp.map(|(target, stamp)| stamp.of_uploads(&target.name));
    let asking = TerminalDialogue::new(options.yes, console);
    if let (Some(target), Some(stamp)) = (&chosen, &stamp)
        && let Some(said) = stamp.compare().said
        && deploy::is_as_left(root, target, &asking)?
    {
        said.lines().for_each(|line| console.insist(line));
        console.say(&nothing_to_upload(&deploy::place(target)));
        return Ok(Outcome::Done);
    }
    let edition = chosen.map(|target| target.edition);
    let Some((edition, built)) = built(root, edition, console)? else {
        return Ok(Outcome::ContentFaults);
    };
    let config = Arc::clone(&built.assembled().library.config);
    let Some(target) = config
        .deploy
        .iter()
        .find(|target| target.edition == edition && options.is_for(&target.name))
    else {
        return Err(no_target(&config, options));
    };
    refuse_unready(&built)?;
    let (planned, output) = built
        .edition(&edition)
        .ok_or_else(|| no_target(&config, options))?;
    let site = LocalSite::of_output(output, Some(&planned.plan), day)?;
    let run = DeployRun {
        root,
        options,
        console,
        asking: &asking,
        config: &config,
        target,
        site: &site,
        planned,
        day,
        folder: output
            .folder
            .strip_prefix(root)
            .unwrap_or(&output.folder)
            .to_string_lossy()
            .replace('\\', "/"),
        is_left_over: Cell::new(false),
    };
    let outcome = run.all()?;
    let is_online = !target.is_zip();
    if let Some(stamp) = stamp.filter(|_| outcome == Outcome::Done && is_online && !run.is_left_over.get()) {
        stamp.leave(&built.said_again(root, console));
    }
    Ok(outcome)
}

fn nothing_to_upload(place: &str) -> String {
    format!("{place} 和这里一样，没有要上传的。")
}

fn warn_of_plain_ftp(target: &DeployTarget, console: &Console) {
    if let Destination::Server(server) = &target.to
        && server.protocol == UploadProtocol::Ftp
    {
        console.insist("注意: ftp 不加密，密码在网络上别人看得到；服务器有 ftps 或 sftp 的，请改用");
    }
}

/// The target that is meant; `None` when the settings cannot be read.
fn target_of_settings(root: &Path, options: &Deploy) -> Result<Option<DeployTarget>, MachineFault> {
    let mut report = Report::new();
    let tree = discover::discover(root, &mut report)?;
    let settings = Settings::read(&tree, today());
    let Some(config) = settings.config() else {
        return Ok(None);
    };
    match config
        .deploy
        .iter()
        .filter(|target| options.is_for(&target.name))
        .collect::<Vec<_>>()
        .as_slice()
    {
        [target] => Ok(Some((*target).clone())),
        _ => Err(no_target(config, options)),
    }
}

impl Deploy {
    fn is_for(&self, name: &str) -> bool {
        self.target.as_deref().is_none_or(|wanted| wanted == name)
    }
}

fn no_target(config: &Config, options: &Deploy) -> MachineFault {
    let names: Vec<&str> = config.deploy.iter().map(|target| target.name.as_str()).collect();
    let example = "[deploy.school]、edition = \"web\"、to = \"ftps://用户名@主机/文件夹/\"";
    match (&options.target, names.as_slice()) {
        (_, []) => MachineFault::new("site.toml 里没有写上传到哪里")
            .hint(format!("加上一节，三行：{example}；写法见使用说明的“上传”一节")),
        (Some(typed), _) => MachineFault::new(format!("site.toml 里没有上传目标“{typed}”"))
            .hint(format!("现有的：{}", names.join("、"))),
        (None, _) => MachineFault::new("有几个上传目标，请写明是哪一个").hint(format!(
            "例如 gongkai deploy {}；现有的：{}",
            names[0],
            names.join("、")
        )),
    }
}

/// Builds the edition, or everything when the settings cannot be read, so that all faults are told.
fn built(
    root: &Path,
    edition: Option<String>,
    console: &Console,
) -> Result<Option<(String, JustBuilt)>, MachineFault> {
    let editions: Vec<String> = edition.iter().cloned().collect();
    let built = build::for_upload(root, editions, console)?;
    Ok(edition.zip(built))
}

fn refuse_unready(built: &JustBuilt) -> Result<(), MachineFault> {
    let unready = built.assembled().library.before_upload();
    if unready.is_empty() {
        return Ok(());
    }
    let line = |of: &&Unready| format!("{}:{} {}", of.place.path, of.place.line, of.what);
    Err(MachineFault::new("网站里还有样例或者代用的内容，不能上传")
        .list("上传前要改的", unready.iter().map(line).collect())
        .hint("改成自己的或者删去，再运行一次"))
}

/// One upload and everything around it.
struct DeployRun<'a> {
    root: &'a Path,
    options: &'a Deploy,
    console: &'a Console,
    asking: &'a TerminalDialogue<'a>,
    config: &'a Config,
    target: &'a DeployTarget,
    site: &'a LocalSite,
    planned: &'a AssembledEdition,
    day: Day,
    /// The edition's output folder, as the site's owner knows it.
    folder: String,
    /// The target does not let everything be deleted: the next run tries again.
    is_left_over: Cell<bool>,
}

impl DeployRun<'_> {
    fn all(&self) -> Result<Outcome, MachineFault> {
        let Self {
            root,
            options,
            console,
            asking,
            config,
            target,
            site,
            ..
        } = *self;
        let place = deploy::place(target);
        let request = DeployRequest {
            root,
            target,
            site,
            editions: &config.editions,
            closeness: if options.verify {
                Closeness::Thorough
            } else {
                Closeness::Trusting
            },
            day: self.day,
        };
        // A server that does not answer is waited for a minute and a half.
        if target.folder().is_none() {
            console.say(&format!("正在连接 {place}……"));
        }
        let mut prepared = deploy::prepare(request, asking)?;
        tell::strangers(&prepared.survey, &place, console);
        if prepared.plan.is_nothing() || self.is_unpacked(&prepared) {
            self.confirm_absent(&prepared)?;
            if !options.dry_run && !target.is_zip() {
                if prepared.survey.is_of_others {
                    // What the other computer put there is what is here: it is known from now on.
                    prepared.memory.written(&prepared.survey.state, Some(self.day))?;
                }
                DeployRecord::new(self, &prepared.survey).end()?;
            }
            if prepared.plan.is_nothing() {
                console.say(&nothing_to_upload(&place));
            }
            return self.verified(&self.everything_to_verify(&prepared));
        }
        tell::plan(&prepared.plan, &place, options.dry_run, console);
        if options.dry_run {
            console.say("这是试看，没有上传。");
            return Ok(Outcome::Done);
        }
        self.ask_first(&prepared, &place)?;
        let mut prepared = self.ask_of_others(prepared, &place)?;
        self.confirm_absent(&prepared)?;
        let (deleted, put) = match &target.to {
            Destination::Zip(folder) => {
                carry_out_zip(request, folder, &mut prepared)?;
                tell::zipped(folder, &prepared.plan, target, console);
                return Ok(Outcome::Done);
            }
            _ => self.upload(prepared)?,
        };
        console.say(&format!("已上传到 {place}。"));
        self.verified(&(
            if options.verify {
                self.site.files.keys().cloned().collect()
            } else {
                put
            },
            deleted,
        ))
    }

    /// `--verify` is about zip files that were made before.
    fn is_unpacked(&self, prepared: &PreparedDeploy) -> bool {
        let made = prepared.memory.last_known();
        self.options.verify && self.target.is_zip() && made.is_some_and(|made| self.site.is_in(made))
    }

    /// What has to be looked at when nothing was uploaded.
    fn everything_to_verify(&self, prepared: &PreparedDeploy) -> (Vec<Address>, Vec<Address>) {
        let all = prepared.survey.state.files.keys().cloned().collect();
        (if self.options.verify { all } else { Vec::new() }, Vec::new())
    }

    fn ask_first(&self, prepared: &PreparedDeploy, place: &str) -> Result<(), MachineFault> {
        let asking = self.asking;
        let survey = &prepared.survey;
        let edition = &self.planned.site.edition;
        if edition.audience != Scope::Public && survey.is_first {
            asking.internal(edition, place, self.site.files.len())?;
        }
        if let Some(inner) = survey.web_folder() {
            asking.web_folder(inner, place)?;
        }
        if !survey.replaced.is_empty() {
            asking.replaced(&survey.replaced, place)?;
        }
        if !survey.leftovers.is_empty() {
            asking.leftovers(&survey.leftovers, place)?;
        }
        Ok(())
    }

    /// What another computer did and an upload would undo is asked about; where nobody says yes, what takes the place of
    /// expired 公示 goes up all the same.
    fn ask_of_others(&self, prepared: PreparedDeploy, place: &str) -> Result<PreparedDeploy, MachineFault> {
        let others = &prepared.of_others;
        let Err(fault) = self.asking.of_others(others, (place, self.day)) else {
            return Ok(prepared);
        };
        let is_early = others.later.is_some();
        let plan = prepared.plan.only_expired(self.day);
        let steps: Vec<UploadStep> = plan.steps().cloned().collect();
        if !steps.is_empty() && !is_early && !self.target.is_zip() {
            // This computer still does not know what the other one did, and has to ask again.
            let elsewhere = tempfile::tempdir()
                .map_err(|cause| MachineFault::io("新建临时文件夹", &std::env::temp_dir(), cause))?;
            let memory = TargetMemory::load(elsewhere.path(), &self.target.name)?;
            let mut own = prepared.memory;
            self.upload(PreparedDeploy {
                plan,
                memory,
                ..prepared
            })?;
            own.go_on();
            for step in &steps {
                match step {
                    UploadStep::Put(address, file) => own.put(address, *file, None),
                    UploadStep::Delete(address) => own.gone(address),
                }
            }
            self.console.insist(&format!(
                "期满的公示已经撤下或者换掉（{} 个文件），其余的都没有上传：列表、首页、搜索、订阅里还有它的标题和摘要，\
                 摘要里有姓名的，姓名也还看得到。请马上在上次上传的那台电脑上运行一次 gongkai deploy，它们就会一起换掉；\
                 用不了那台电脑的，照下面的提示做。",
                steps.len()
            ));
        }
        Err(fault)
    }

    /// What was to be deleted and is not there is deleted.
    fn confirm_absent(&self, prepared: &PreparedDeploy) -> Result<(), MachineFault> {
        match self.options.dry_run || self.target.is_zip() {
            true => Ok(()),
            false => self.confirm(&prepared.survey.absent(self.site).cloned().collect::<Vec<_>>()),
        }
    }

    /// Uploads; gives what was deleted and what was put.
    fn upload(&self, mut prepared: PreparedDeploy) -> Result<(Vec<Address>, Vec<Address>), MachineFault> {
        let stop = Arc::new(AtomicBool::new(false));
        tell::stop_on_ctrl_c(&stop, self.console);
        let bar = UploadBar::new(self.console);
        let record = DeployRecord::new(self, &prepared.survey);
        let by_kind = |is_put: bool| -> Vec<Address> {
            let steps = prepared
                .plan
                .steps()
                .filter(|step| matches!(step, UploadStep::Put(..)) == is_put);
            steps.map(|step| step.address().clone()).collect()
        };
        let (put, mut all_gone) = (by_kind(true), by_kind(false));
        let pause = |wait| std::thread::sleep(wait);
        let progress = |event: deploy::TransferEvent<'_>| {
            record.hear(&event);
            bar.hear(&event);
        };
        let transfer = Transfer {
            site: self.site,
            connect: prepared.connect.as_ref(),
            connections: self.target.connections as usize,
            progress: &progress,
            pause: &pause,
            stop: &stop,
            day: self.day,
        };
        let ended = deploy::carry_out(&transfer, prepared.plan, &mut prepared.memory);
        let (deleted, emptied) = bar.finish();
        all_gone.retain(|address| !emptied.contains(address));
        self.is_left_over.set(!emptied.is_empty());
        self.confirm(&deleted)?;
        if let Some(known) = prepared.memory.last_known() {
            record.compare(known);
        }
        let recorded = record.end();
        let ended = ended.map_err(|fault| deploy::of_transfer(fault, self.target))?;
        // What is up is up, and the next run records what this one could not.
        recorded?;
        match ended {
            Ended::Whole => {
                write::confirm_replaced(self.root, Some(&self.target.edition))?;
                Ok((all_gone, put))
            }
            Ended::Stopped(left) => Err(MachineFault::new(format!("已停下，还有 {left} 个文件没有传"))
                .hint("再运行一次 gongkai deploy，会接着传")),
        }
    }

    /// What was deleted on the server need not be deleted by hand, where the edition went nowhere else.
    fn confirm(&self, deleted: &[Address]) -> Result<(), MachineFault> {
        if deleted.is_empty() {
            return Ok(());
        }
        let target = self.target;
        let others = self.config.deploy.iter();
        let others = others.filter(|other| other.edition == target.edition && other.name != target.name);
        let is_elsewhere = deploy::may_hold(self.root, others)?;
        let is_deleted = |deletion: &Deletion| {
            let address = &deletion.address;
            deletion.folder == self.folder && deleted.contains(address) && !is_elsewhere(address)
        };
        write::confirm_deleted(self.root, is_deleted)?;
        Ok(())
    }

    /// Compares what is online, where it is known where that is.
    fn verified(&self, (wanted, gone): &(Vec<Address>, Vec<Address>)) -> Result<Outcome, MachineFault> {
        let Some(url) = &self.target.url else {
            let is_online = matches!(self.target.to, Destination::Server(_));
            if self.options.verify || is_online && !wanted.is_empty() {
                self.console
                    .say("没有写 url，没有核对网上的样子；在 site.toml 的这一节加上网站的网址，以后每次上传都会核对");
            }
            return Ok(Outcome::Done);
        };
        // What was not right the last time may have been mended on the server since.
        let mut memory = TargetMemory::load(self.root, &self.target.name)?;
        let wanted_or_wrong = wanted.iter().chain(gone).chain(memory.wrong_online());
        let (wanted, gone): (BTreeSet<Address>, BTreeSet<Address>) = wanted_or_wrong
            .cloned()
            .partition(|address| self.site.files.contains_key(address));
        let (wanted, gone) = (Vec::from_iter(wanted), Vec::from_iter(gone));
        if wanted.is_empty() && gone.is_empty() {
            return Ok(Outcome::Done);
        }
        let stop = AtomicBool::new(false);
        let findings = deploy::verify(url, self.site, (&wanted, &gone), &stop)?;
        tell::findings(&findings, wanted.len() + gone.len(), url, self.console);
        memory.looked_at_online(deploy::wrong_online(&findings, wanted.iter().chain(&gone)));
        Ok(match findings.is_empty() && !stop.load(Ordering::Relaxed) {
            true => Outcome::Done,
            false => Outcome::ContentFaults,
        })
    }
}
