//! From a target's settings to a plan that can be carried out: who asks for passwords and shows fingerprints is the front
//! end's [`Dialogue`].

use std::path::Path;

use super::faults::{of_remote, of_survey, place};
use super::folder::FolderTarget;
use super::ftp::FtpTarget;
use super::keyring;
use super::local::{LocalSite, UploadTurn};
use super::memory::TargetMemory;
use super::password::{Password, password_variable};
use super::pins::{Pins, Untrusted};
use super::remote::{Connect, Remote, RemoteFault};
use super::sftp::SftpTarget;
use super::steps::{DeployPlan, UploadStep, plan};
use super::survey::{Closeness, SurveyFault, TargetSurvey, remembered, survey};
use super::tls::TlsTrust;
use super::zip::WHOLE;
use crate::read::config::{DeployTarget, Destination, Edition, ServerAddress, UploadProtocol};
use crate::words::{Address, ContentHash, Day, MachineFault};
use crate::write::{self, Output};

/// What only a person can say.
pub trait Dialogue {
    /// The password of a user; `None` when nobody can be asked. `was_wrong`: the one before was.
    ///
    /// # Errors
    /// What was typed cannot be read.
    fn password(&self, server: &ServerAddress, was_wrong: bool) -> Result<Option<Password>, MachineFault>;
    /// True when the password that was typed, and is right, shall be kept by the system.
    ///
    /// # Errors
    /// What was typed cannot be read.
    fn keeps_password(&self, server: &ServerAddress) -> Result<bool, MachineFault>;
    /// The system did not keep it.
    fn not_kept(&self, server: &ServerAddress);
    /// True when a target's two addresses lead to one place; `files` are at the first.
    ///
    /// # Errors
    /// What was typed cannot be read.
    fn is_same_place(&self, before: &str, now: &str, files: usize) -> Result<bool, MachineFault>;
    /// True when somebody has looked at the fingerprint and said 是.
    ///
    /// # Errors
    /// What was typed cannot be read.
    fn trusts(&self, server: &ServerAddress, untrusted: &Untrusted) -> Result<bool, MachineFault>;
}

/// A target, looked at, with what is to be done.
pub struct PreparedDeploy {
    /// Opens more connections.
    pub connect: Box<dyn Connect>,
    /// What this computer knows of it.
    pub memory: TargetMemory,
    /// What it holds.
    pub survey: TargetSurvey,
    /// What is to be done.
    pub plan: DeployPlan,
    /// What of another computer's that would undo.
    pub of_others: OfOthers,
}

/// What another computer did at a target since this one last wrote its state, or before it ever did, and an upload would
/// undo.
#[derive(Debug, Default)]
pub struct OfOthers {
    /// What it put there, without this one knowing of it, and would come down.
    pub down: Vec<Address>,
    /// What it took down and would be public again.
    pub back: Vec<Address>,
    /// Files that it changed and would be replaced.
    pub over: Vec<Address>,
    /// The day of its build, which is later than this one's.
    pub later: Option<Day>,
}

/// Who wants to upload what.
#[derive(Clone, Copy)]
pub struct DeployRequest<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Where to.
    pub target: &'a DeployTarget,
    /// What.
    pub site: &'a LocalSite,
    /// All editions, for the name of one that is there.
    pub editions: &'a [Edition],
    /// How closely the target is looked at.
    pub closeness: Closeness,
    /// The build's.
    pub day: Day,
}

/// So many passwords may be typed wrong.
const WRONG: usize = 3;

/// Connects, looks at the target and plans; changes nothing there. A zip target is compared with the zip files of before.
///
/// # Errors
/// The target cannot be looked at, or nobody says what has to be said; in words for people.
pub fn prepare(request: DeployRequest<'_>, dialogue: &dyn Dialogue) -> Result<PreparedDeploy, MachineFault> {
    let DeployRequest {
        root,
        target,
        site,
        editions,
        closeness,
        ..
    } = request;
    let mut memory = TargetMemory::load(root, &target.name)?;
    let (connect, mut remote) = open(root, target, dialogue)?;
    check_place(&mut memory, target, dialogue)?;
    let surveyed = match &mut remote {
        Some(remote) => survey(remote.as_mut(), site, &memory, closeness),
        None => remembered(site, &memory),
    };
    let mut surveyed = surveyed.map_err(|fault: SurveyFault| of_survey(&fault, target, editions))?;
    let mut plan = plan(site, &surveyed);
    if plan.is_nothing() && lacks_zip(root, target) {
        // Whoever took the zip file away, or wants it elsewhere, needs all of it.
        surveyed.unsure.extend(site.files.keys().cloned());
        plan = super::steps::plan(site, &surveyed);
    }
    Ok(PreparedDeploy {
        of_others: of_others(&plan, &surveyed, &memory, (site, request.day)),
        connect,
        memory,
        survey: surveyed,
        plan,
    })
}

fn lacks_zip(root: &Path, target: &DeployTarget) -> bool {
    matches!(&target.to, Destination::Zip(folder) if !root.join(folder).join(WHOLE).is_file())
}

/// True when a target holds what this computer left there, whole and right, by its own state file: who has changed nothing
/// since need not build to know that. False too where somebody would have to be asked for the password first.
///
/// # Errors
/// The target cannot be looked at; in words for people.
pub fn is_as_left(root: &Path, target: &DeployTarget, dialogue: &dyn Dialogue) -> Result<bool, MachineFault> {
    let memory = TargetMemory::load(root, &target.name)?;
    let is_ready = match &target.to {
        Destination::Zip(_) => false,
        Destination::Folder(_) => true,
        Destination::Server(server) => has_password(target, server),
    };
    let is_settled = memory.place() == Some(place(target).as_str()) && memory.is_settled();
    if !is_ready || !is_settled {
        return Ok(false);
    }
    let (_, Some(mut remote)) = open(root, target, dialogue)? else {
        return Ok(false);
    };
    let text = remote
        .read(super::state::STATE_NAME)
        .map_err(|fault| of_remote(&fault, None, target))?;
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(text.is_some_and(|text| memory.state_after(&text).is_some()))
}

fn has_password(target: &DeployTarget, server: &ServerAddress) -> bool {
    of_variable(target).is_some() || keyring::kept(server).is_some()
}

fn of_variable(target: &DeployTarget) -> Option<String> {
    let text = std::env::var(password_variable(&target.name)).ok();
    text.filter(|text| !text.is_empty())
}

/// A target that was moved would leave behind all that is at its old place, where nothing comes down any more.
fn check_place(
    memory: &mut TargetMemory,
    target: &DeployTarget,
    dialogue: &dyn Dialogue,
) -> Result<(), MachineFault> {
    let now = place(target);
    let files = memory.last_known().map_or(0, |known| known.files.len());
    let moved_from = memory
        .place()
        .filter(|before| files > 0 && without_scheme(before) != without_scheme(&now));
    if let Some(before) = moved_from
        && !matches!(target.to, Destination::Zip(_))
        && !dialogue.is_same_place(before, &now, files)?
    {
        let name = &target.name;
        return Err(MachineFault::new(format!(
            "[deploy.{name}] 的地址改了：以前传到 {before}，那里还有 {files} 个文件，到期的公示不会自己撤下"
        ))
        .hint(format!(
            "换了地方的，把 to 改回去，给新地方另起一节，例如 [deploy.new]；新地方传好了，用 FTP 软件把旧地方的文件全部删去，再删去 [deploy.{name}] 这一节。\
             还是同一个地方、只是换了写法的，在窗口里运行 gongkai deploy（不加 --yes），回答“是”"
        )));
    }
    memory.stand_at(&now);
    Ok(())
}

/// Another protocol, or a `/` at the end, is no other place.
fn without_scheme(place: &str) -> &str {
    let bare = place.split_once("://").map_or(place, |(_, bare)| bare);
    bare.trim_end_matches('/')
}

/// What this computer cannot have meant, because it does not know of it.
fn of_others(
    plan: &DeployPlan,
    survey: &TargetSurvey,
    memory: &TargetMemory,
    (site, day): (&LocalSite, Day),
) -> OfOthers {
    let mut found = OfOthers::default();
    if !survey.is_of_others {
        return found;
    }
    found.later = survey.state.day.filter(|theirs| *theirs > day);
    let known = memory.last_known();
    let put_here = |address: &Address| known.and_then(|known| known.files.get(address));
    let took_down = |address: &Address| known.is_some_and(|known| known.is_taken(address));
    for step in plan.steps() {
        let address = step.address();
        match step {
            UploadStep::Delete(_) => {
                let is_own = put_here(address).is_some() || took_down(address) || site.left.contains(address);
                if !is_own {
                    found.down.push(address.clone());
                }
            }
            UploadStep::Put(..) => {
                let local = &site.files[address];
                if local.takes_down(survey.state.until.get(address).copied()) {
                    continue;
                }
                // What all pages look like changes with the program.
                let is_content = local.turn <= UploadTurn::Page && !address.as_str().starts_with("assets/");
                match survey.state.files.get(address) {
                    // A list that is here as it was put is not new; others change with every entry.
                    Some(theirs)
                        if put_here(address) != Some(theirs)
                            && (is_content || put_here(address) == Some(&local.file)) =>
                    {
                        found.over.push(address.clone());
                    }
                    None if is_content && survey.state.is_taken(address) && !took_down(address) => {
                        found.back.push(address.clone());
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

type Opened = (Box<dyn Connect>, Option<Box<dyn Remote>>);

/// The first connection, and what opens others; no connection for zip files.
fn open(root: &Path, target: &DeployTarget, dialogue: &dyn Dialogue) -> Result<Opened, MachineFault> {
    let server = match &target.to {
        Destination::Zip(folder) => {
            let folder = root.join(folder);
            refuse_own(root, &folder)?;
            return Ok((Box::new(FolderTarget { folder }), None));
        }
        Destination::Folder(folder) => {
            let connect = FolderTarget {
                folder: root.join(folder),
            };
            refuse_own(root, &connect.folder)?;
            let remote = connect
                .connect()
                .map_err(|fault| of_remote(&fault, None, target))?;
            return Ok((Box::new(connect), Some(remote)));
        }
        Destination::Server(server) => server,
    };
    let mut pins = Pins::load(root, &target.name);
    let of_variable = of_variable(target);
    let is_of_variable = of_variable.is_some();
    let mut password = of_variable.map(Password::new).or_else(|| keyring::kept(server));
    let mut is_typed = false;
    let by_key_first = server.protocol == UploadProtocol::Sftp;
    if password.is_none() && !by_key_first {
        password = dialogue.password(server, false)?;
        is_typed = true;
    }
    let mut wrong = 0;
    loop {
        let connect = connector(root, target, server, (password.clone(), pins.clone()))?;
        let fault = match connect.connect() {
            Ok(remote) => {
                if let Some(password) = password.filter(|_| is_typed) {
                    offer_to_keep(server, &password, dialogue)?;
                }
                return Ok((connect, Some(remote)));
            }
            Err(fault) => fault,
        };
        let told = of_remote(&fault, None, target);
        match fault {
            RemoteFault::Untrusted(untrusted) => match dialogue.trusts(server, &untrusted)? {
                true => pins.pin(&untrusted)?,
                false => return Err(told),
            },
            RemoteFault::Password(_) if !is_of_variable && wrong < WRONG => {
                let was_wrong = password.is_some();
                wrong += 1;
                match dialogue.password(server, was_wrong)? {
                    Some(typed) => (password, is_typed) = (Some(typed), true),
                    None => return Err(told),
                }
            }
            _ => return Err(told),
        }
    }
}

/// A password that was typed and is right may be kept by the system, for uploads by the clock.
fn offer_to_keep(
    server: &ServerAddress,
    password: &Password,
    dialogue: &dyn Dialogue,
) -> Result<(), MachineFault> {
    if keyring::IS_THERE && dialogue.keeps_password(server)? && !keyring::keep(server, password) {
        dialogue.not_kept(server);
    }
    Ok(())
}

/// What opens connections to a server.
fn connector(
    root: &Path,
    target: &DeployTarget,
    server: &ServerAddress,
    (password, pins): (Option<Password>, Pins),
) -> Result<Box<dyn Connect>, MachineFault> {
    if server.protocol == UploadProtocol::Sftp {
        return Ok(Box::new(SftpTarget {
            server: server.clone(),
            password,
            key_file: target.key_file.as_ref().map(|file| root.join(file)),
            pins,
        }));
    }
    let no_password = || {
        MachineFault::new("没有密码，不能上传").hint(format!(
            "请在窗口里运行，程序会问；定时运行的，把密码放在环境变量 {} 里",
            password_variable(&target.name)
        ))
    };
    Ok(Box::new(FtpTarget {
        server: server.clone(),
        password: password.ok_or_else(no_password)?,
        trust: TlsTrust::new(pins).ok_or_else(|| MachineFault::new("这台电脑上不能用 TLS"))?,
    }))
}

/// A folder that something is put into is never one of the site's own, however it is written.
fn refuse_own(root: &Path, folder: &Path) -> Result<(), MachineFault> {
    let hint = if write::overlaps_sources(root, folder) {
        "content、themes、记录和 .gongkai 里是网站自己的文件，请在 to 里另写一个文件夹"
    } else if write::overlaps_outputs(root, folder)? {
        "这里是生成的网页，还在这台电脑上；请在 to 里写要传到的地方：服务器、共享文件夹或者另一个文件夹"
    } else {
        return Ok(());
    };
    Err(MachineFault::new("不能上传到网站自己的文件夹")
        .at(folder)
        .hint(hint))
}

/// Zip files are made. What is in them is in between until somebody says that they were unpacked ([`confirm_unpacked`]), and
/// shows as long what it showed before.
///
/// # Errors
/// The disk's.
pub fn carry_out_zip(
    request: DeployRequest<'_>,
    folder: &str,
    prepared: &mut PreparedDeploy,
) -> Result<(), MachineFault> {
    super::zip::pack(&request.root.join(folder), request.site, &prepared.plan)?;
    let mut state = prepared.plan.state.clone();
    state.between.clear();
    if prepared.survey.is_first {
        state.until.extend(shown_by_hand(request)?);
    }
    for step in prepared.plan.steps() {
        match step {
            UploadStep::Put(address, file) => {
                let shown = state.until.get(address).copied();
                state.put(address, *file, request.site.files[address].until().or(shown));
                state.between.insert(ContentHash::of_address(address));
            }
            UploadStep::Delete(address) => state.gone(address),
        }
    }
    state.day = Some(request.day);
    prepared.memory.written(&state, Some(request.day))
}

/// The expired 公示 that are online by what was built and uploaded by hand before.
fn shown_by_hand(request: DeployRequest<'_>) -> Result<Vec<(Address, Day)>, MachineFault> {
    let DeployRequest { root, site, day, .. } = request;
    let Some(edition) = request.editions.iter().find(|edition| edition.id == site.edition) else {
        return Ok(Vec::new());
    };
    let output = Output::in_site(root, &edition.output, &edition.id);
    write::still_online(&output, day)
}

/// What was built lies in the target's zip files, and they were unpacked: somebody says so. Nothing where none was ever made.
///
/// # Errors
/// The zip files hold something else, or the disk says no.
pub fn confirm_unpacked(root: &Path, target: &DeployTarget, site: &LocalSite) -> Result<(), MachineFault> {
    let mut memory = TargetMemory::load(root, &target.name)?;
    let Some(mut state) = memory.last_known().cloned() else {
        return Ok(());
    };
    if !site.is_in(&state) {
        let name = &target.name;
        return Err(
            MachineFault::new(format!("{}不是用现在生成的内容做的，没有记", place(target))).hint(format!(
                "请先运行 gongkai deploy {name} 重新做，解压、上传以后再运行 gongkai record {name}"
            )),
        );
    }
    state.between.clear();
    for (address, local) in &site.files {
        state.shows(address, local.until());
    }
    memory.written(&state, None)
}
