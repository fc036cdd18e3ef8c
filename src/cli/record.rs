//! `record`: what was uploaded by hand goes into the record of publication; the record is looked through, or asked about an
//! entry. What other commands say of the record is here too.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::arguments::Record;
use super::console::Console;
use super::{Outcome, complaints, time_now, today};
use crate::clearance::Mode;
use crate::deploy::{self, LocalSite};
use crate::pipeline::{self, Artifact, AssembledEdition, Request, Sink};
use crate::read::config::{DeployTarget, Edition};
use crate::read::{Config, Settings, discover};
use crate::record::{
    ChainFault, PublicationRecord, RECORD_FILE, RecordPlace, RecordStamp, RecordedPage, differences,
    entries_named, life, pages,
};
use crate::render::ThemeFiles;
use crate::words::{Address, ContentHash, Fingerprint, MachineFault, RECORD_FOLDER, Report};
use crate::write::{self, Output};

/// The command's name in the record.
const COMMAND: &str = "record";

/// The place of what is uploaded by hand to no target of `site.toml`.
const BY_HAND: &str = "手工上传";

/// Runs the command.
pub(super) fn run(root: &Path, options: &Record, console: &Console) -> Result<Outcome, MachineFault> {
    let words: Vec<&str> = options.words.iter().map(|word| word.trim()).collect();
    match words.as_slice() {
        [] => by_hand(root, None, console),
        ["verify"] => verify(root, console),
        ["show", entry] => show(root, entry, console),
        ["show"] => Err(MachineFault::new("没有写看哪个条目的经过")
            .hint("例如 gongkai record show content/notices/2026-03-12-zhuti-dangri.md；写标题也可以")),
        [target] => by_hand(root, Some(target), console),
        _ => Err(MachineFault::new("一次只能写一个目标")
            .hint("gongkai record 目标、gongkai record verify 或者 gongkai record show 条目；标题里有空格的，加上引号")),
    }
}

/// Who records.
pub(super) fn stamp(command: &str) -> RecordStamp<'_> {
    RecordStamp {
        command,
        clock: &time_now,
    }
}

/// Says what was recorded, and what was wrong with the record's end.
pub(super) fn tell(record: &PublicationRecord, console: &Console) {
    let mended = record.mended();
    if mended.cut {
        console.insist("注意: 公开记录的最后一行没有写完，像是断过电；已经去掉半行，从上一行接着记。");
    }
    if mended.missing {
        console.insist(
            "注意: 公开记录和这台电脑上次写的对不上，已经在记录里写明；请运行 gongkai record verify 查看。",
        );
    }
    if record.added() > 0 {
        console.say(&format!("公开记录新记 {} 行：{RECORD_FILE}", record.added()));
    }
}

/// There is no record.
pub(super) fn none_yet() -> MachineFault {
    MachineFault::new("还没有公开记录").hint(
        "以后运行 gongkai deploy 上传、gongkai print 打印时会自动记；手工上传的，上传以后运行 gongkai record",
    )
}

/// Says which line does not fit.
pub(super) fn say_fault(fault: &ChainFault, console: &Console) {
    let ChainFault { line, what } = fault;
    console.insist(&format!("公开记录第 {line} 行对不上：{what}。"));
    console.insist(&format!("  --> {RECORD_FILE}:{line}"));
    console.insist(&format!(
        "提示: 和备份、和签过字的存档页比一比，查明是谁、为什么改的；有备份、又还没有接着记的，把“{RECORD_FOLDER}”文件夹换回备份的样子"
    ));
}

fn verify(root: &Path, console: &Console) -> Result<Outcome, MachineFault> {
    let (verified, known) = PublicationRecord::verified(root)?;
    let verified = match verified {
        Ok(verified) if verified.end.count == 0 && verified.torn == 0 => return Err(none_yet()),
        Ok(verified) => verified,
        Err(fault) => {
            say_fault(&fault, console);
            return Ok(Outcome::ContentFaults);
        }
    };
    let end = &verified.end;
    console.result(&format!(
        "公开记录共 {} 行，每一行都对得上：没有改动、删去、插入、换位置的。\n最后一行的哈希值：{}",
        end.count, end.hash
    ));
    if verified.torn > 0 {
        console.insist(&format!(
            "注意: 最后还有没写完的半行（{} 个字节），像是断过电；下次记的时候会去掉它，从上一行接着记。",
            verified.torn
        ));
    }
    if known.is_none() {
        console.insist(
            "注意: 这台电脑没有写过这份记录，看不出最后几行有没有被删去；请和上一次签过字的存档页核对。",
        );
    }
    Ok(Outcome::Done)
}

fn show(root: &Path, typed: &str, console: &Console) -> Result<Outcome, MachineFault> {
    let record = PublicationRecord::load(root)?;
    if record.end().count == 0 {
        return Err(none_yet());
    }
    let entry = match entries_named(record.lines(), typed).as_slice() {
        [only] => (*only).to_owned(),
        [] => {
            return Err(MachineFault::new(format!("公开记录里没有“{typed}”"))
                .hint("写条目的文件或标题；没有公开过的不在记录里"));
        }
        several => {
            return Err(
                MachineFault::new(format!("公开记录里有 {} 个条目可能是“{typed}”", several.len()))
                    .hint(format!("请写文件：{}", several.join("、"))),
            );
        }
    };
    console.result(&life(record.lines(), &entry));
    if let (Err(fault), _) = PublicationRecord::verified(root)? {
        console.insist("注意: 记录有对不上的地方，上面的经过不一定是真的：");
        say_fault(&fault, console);
        return Ok(Outcome::ContentFaults);
    }
    Ok(Outcome::Done)
}

/// Records what was uploaded by hand: the last build, as it stands in its folder.
fn by_hand(root: &Path, typed: Option<&str>, console: &Console) -> Result<Outcome, MachineFault> {
    let mut report = Report::new();
    let tree = discover::discover(root, &mut report)?;
    let settings = Settings::read(&tree, today());
    // What is wrong with the settings is told below, with all else.
    let place = match settings.config() {
        Some(config) => chosen(config, typed)?,
        None => RecordPlace {
            edition: String::new(),
            name: String::new(),
        },
    };
    let day = today();
    let request = Request {
        day,
        mode: Mode::Publish,
        editions: vec![place.edition.clone()],
    };
    let themes = |name: &str| ThemeFiles::load(root, name);
    let mut made = PageHashes::default();
    let assembled = pipeline::build(tree, &themes, &request, &mut made, &mut report)?;
    let assembled = assembled.filter(|_| !report.has_errors());
    let Some(edition) = assembled
        .as_ref()
        .and_then(|assembled| assembled.editions.first())
    else {
        return Ok(complaints::mend_first(
            &report,
            "先改好上面说的，生成、上传，再记。",
            console,
        ));
    };
    let output = Output::in_site(root, &edition.site.edition.output, &place.edition);
    let site = LocalSite::of_output(&output, Some(&edition.plan), day)?;
    let hash_of = |address: &Address| site.files.get(address).map(|local| local.file.hash);
    let pages = pages(root, edition, &hash_of);
    refuse_stale(edition, &site, (&pages, &made))?;
    if let Some(target) = settings.config().and_then(|config| zip_of(config, &place)) {
        deploy::confirm_unpacked(root, target, &site)?;
    }
    let mut record = PublicationRecord::load(root)?;
    // What has to be deleted on the server is there until somebody says that it is not.
    let is_left = |page: &RecordedPage| site.left.iter().any(|address| address.as_str() == page.address);
    record.add(stamp(COMMAND), &|record| {
        let standing = record.standing(&place).into_iter().map(RecordedPage::standing);
        let left = standing.filter(|page| is_left(page));
        let mut now: Vec<RecordedPage> = pages.iter().cloned().chain(left).collect();
        now.sort_by(|a, b| a.address.cmp(&b.address));
        differences(record, &place, &now, false)
    })?;
    record.settle()?;
    write::confirm_replaced(root, Some(&place.edition))?;
    if record.added() == 0 {
        console.say("和上次记的一样，没有要记的。");
    }
    tell(&record, console);
    Ok(Outcome::Done)
}

/// Which edition was uploaded, and where to.
fn chosen(config: &Config, typed: Option<&str>) -> Result<RecordPlace, MachineFault> {
    let mut places: Vec<RecordPlace> = config
        .deploy
        .iter()
        .map(|target| RecordPlace {
            edition: target.edition.clone(),
            name: target.name.clone(),
        })
        .collect();
    let has_targets = !places.is_empty();
    let by_hand = |id: &str| RecordPlace {
        edition: id.to_owned(),
        name: BY_HAND.to_owned(),
    };
    if let Some(typed) = typed {
        let edition = config.editions.iter().find(|edition| edition.id == typed);
        let target = places.into_iter().find(|place| place.name == typed);
        return match (target, edition) {
            (Some(target), _) => Ok(target),
            (None, Some(edition)) if edition.is_board => Err(MachineFault::new(format!(
                "版“{typed}”是公开栏，不上传；张贴由 gongkai print 打印时记"
            ))),
            (None, Some(edition)) => match targets_of(config, edition).as_slice() {
                [] => Ok(by_hand(&edition.id)),
                targets => Err(
                    MachineFault::new(format!("版“{typed}”有上传目标，记的时候写目标的名字")).hint(format!(
                        "例如 gongkai record {}；用 gongkai deploy 上传的，上传时已经记了",
                        targets[0]
                    )),
                ),
            },
            (None, None) => Err(unknown(config, typed)),
        };
    }
    if !has_targets {
        let public = config
            .editions
            .iter()
            .filter(|edition| edition.is_for_everybody());
        places = public.map(|edition| by_hand(&edition.id)).collect();
    }
    match places.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(MachineFault::new("请写明上传的是哪一个目标或者哪一版")
            .hint(format!("可以写：{}", names(config)))),
    }
}

/// The zip files that go to a place.
fn zip_of<'a>(config: &'a Config, place: &RecordPlace) -> Option<&'a DeployTarget> {
    let mut targets = config.deploy.iter();
    targets.find(|target| target.name == place.name && target.is_zip())
}

fn unknown(config: &Config, typed: &str) -> MachineFault {
    MachineFault::new(format!("site.toml 里没有上传目标“{typed}”，也没有这一版"))
        .hint(format!("可以写：{}；核对写 verify", names(config)))
}

fn names(config: &Config) -> String {
    let targets = config.deploy.iter().map(|target| target.name.as_str());
    let by_hand = |edition: &&Edition| !edition.is_board && targets_of(config, edition).is_empty();
    let editions = config
        .editions
        .iter()
        .filter(by_hand)
        .map(|edition| edition.id.as_str());
    targets.chain(editions).collect::<Vec<_>>().join("、")
}

/// Where an edition is uploaded to.
fn targets_of<'a>(config: &'a Config, edition: &Edition) -> Vec<&'a str> {
    let targets = config.deploy.iter().filter(|target| target.edition == edition.id);
    targets.map(|target| target.name.as_str()).collect()
}

/// What lies in the folder has to be what the sources make now: otherwise nobody knows which of the two was uploaded.
fn refuse_stale(
    edition: &AssembledEdition,
    site: &LocalSite,
    (pages, made): (&[RecordedPage], &PageHashes),
) -> Result<(), MachineFault> {
    let made = made.0.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = |page: &&RecordedPage| {
        Address::new(&page.address).is_ok_and(|address| {
            made.get(&address)
                .is_some_and(|hash| hash.to_string() == page.hash)
        })
    };
    let changed = pages
        .iter()
        .filter(|page| !is_same(page))
        .map(|page| page.address.clone());
    let missing = edition
        .plan
        .files
        .keys()
        .filter(|address| !site.files.contains_key(*address));
    let left = site
        .files
        .keys()
        .filter(|address| !edition.plan.files.contains_key(*address));
    let mut names: Vec<String> = changed
        .chain(missing.chain(left).map(ToString::to_string))
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    Err(
        MachineFault::new("上次生成以后，内容又有变化，不知道上传的是哪一次的，没有记")
            .list("和现在的内容不一样的", names)
            .hint("先 gongkai build 生成，上传以后，当天再运行 gongkai record"),
    )
}

/// A sink that keeps the hash of every page, and of nothing that takes long.
#[derive(Default)]
struct PageHashes(Mutex<BTreeMap<Address, ContentHash>>);

impl Sink for PageHashes {
    fn put(&self, _edition: usize, address: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault> {
        let hash = ContentHash::of(artifact.bytes);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(address.clone(), hash);
        Ok(())
    }

    fn has(&self, _edition: usize, _address: &Address, _source: Fingerprint) -> Result<bool, MachineFault> {
        Ok(true)
    }
}
