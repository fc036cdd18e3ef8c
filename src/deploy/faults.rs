//! What went wrong with a target, as a school office reads it: what it is and what to do.

use super::password::password_variable;
use super::pins::{PinKind, Untrusted};
use super::remote::RemoteFault;
use super::survey::SurveyFault;
use super::upload::TransferFault;
use crate::read::config::{DeployTarget, Destination, Edition};
use crate::words::{Address, ContentHash, MachineFault};

/// Where a target is, for people; never with a password.
#[must_use]
pub fn place(target: &DeployTarget) -> String {
    match &target.to {
        Destination::Folder(folder) => folder.clone(),
        Destination::Zip(folder) => format!("压缩包 {folder}"),
        Destination::Server(server) => {
            let port = match server.port == server.protocol.usual_port() {
                true => String::new(),
                false => format!(":{}", server.port),
            };
            format!(
                "{}://{}{port}{}",
                server.protocol.scheme(),
                server.host,
                server.folder
            )
        }
    }
}

/// The target's own fault, with the file that it was about, if it was about one.
#[must_use]
pub(super) fn of_remote(fault: &RemoteFault, about: Option<&Address>, target: &DeployTarget) -> MachineFault {
    let words = match fault.words() {
        "" => String::new(),
        words => format!("（{words}）"),
    };
    let of = about.map_or_else(String::new, |address| format!("，在传 {address} 时"));
    let (what, advice) = match fault {
        RemoteFault::Lost(_) => (
            format!("连不上服务器，或者连接中断了{of}{words}"),
            "请检查网络；连得上别的网站的，过一会儿再运行一次，会接着传。一直连不上的，问网络中心：地址、端口对不对，\
             要不要在校内或者用 VPN"
                .to_owned(),
        ),
        RemoteFault::Busy(_) => (
            format!("服务器现在不接受连接，或者同时连接的太多{words}"),
            "请关掉别的上传软件，过几分钟再试；还不行的，在 site.toml 的这一节写 connections = 1".to_owned(),
        ),
        RemoteFault::NoHost(_) => (
            format!("找不到服务器的主机名{words}"),
            "请检查 site.toml 里 to 的主机名有没有写错，电脑有没有连上网".to_owned(),
        ),
        RemoteFault::Password(_) => (
            format!("服务器不接受这个用户名或密码{words}"),
            format!(
                "请检查 to 里的用户名；密码放在环境变量 {} 里的，看一看是不是改过。忘记了的，找网络中心重设",
                password_variable(&target.name)
            ),
        ),
        RemoteFault::Untrusted(untrusted) => return of_untrusted(untrusted),
        RemoteFault::Aborted(_) => (
            format!("服务器收文件时中断了几次{of}{words}"),
            "多半是服务器的空间满了：请看一看还有多少，删去没有用的文件，或者找网络中心加大；也可能是网络不稳。再运行一次，会接着传"
                .to_owned(),
        ),
        RemoteFault::Full(_) => (
            format!("服务器的空间满了{of}{words}"),
            "请删去服务器上没有用的文件，或者找网络中心加大空间，然后再运行一次，会接着传".to_owned(),
        ),
        // The answer to the first word of an encrypted session names it.
        RemoteFault::Refused(words) if words.contains("AUTH") => (
            format!("这台服务器不能用 ftps（加密的 FTP）（{words}）"),
            "请问网络中心能不能用 sftp；只有普通 FTP 的，把 to 开头的 ftps 改成 ftp，密码在网络上不加密".to_owned(),
        ),
        RemoteFault::Refused(_) => (
            format!("服务器不允许这样做{of}{words}"),
            "多半是这个用户在这个文件夹里没有写入的权限：请问网络中心，上传到哪个文件夹、用哪个用户".to_owned(),
        ),
        RemoteFault::Missing(_) => (
            format!("没有要上传到的文件夹：{}{of}{words}", place(target)),
            "请检查 to 里的文件夹有没有写错；U盘、共享文件夹看一看是不是连着。程序不新建这个文件夹，以免传到别处".to_owned(),
        ),
        RemoteFault::Here(_) => (format!("这台电脑上的文件读不了{words}"), "请检查文件在不在、有没有权限".to_owned()),
    };
    MachineFault::new(what).hint(advice)
}

fn of_untrusted(untrusted: &Untrusted) -> MachineFault {
    let what = match (untrusted.kind, untrusted.is_changed) {
        (PinKind::Certificate, false) => "服务器的证书不是公认的机构发的，没有连接",
        (PinKind::Certificate, true) => "服务器的证书和上次的不一样了，没有连接",
        (PinKind::HostKey, false) => "第一次连接这台服务器，还没有核对它的指纹，没有连接",
        (PinKind::HostKey, true) => "服务器的指纹和上次的不一样了，没有连接",
    };
    let advice = match untrusted.is_changed {
        true => "服务器换过的，向网络中心核对新的指纹；没有换过的，可能有人冒充，不要继续",
        false => "请向网络中心核对指纹；一样的，在窗口里运行 gongkai deploy（不加 --yes），回答“是”",
    };
    MachineFault::new(format!("{what}：{}", untrusted.fingerprint)).hint(advice)
}

/// Why a target cannot be looked at.
#[must_use]
pub(super) fn of_survey(fault: &SurveyFault, target: &DeployTarget, editions: &[Edition]) -> MachineFault {
    match fault {
        SurveyFault::Remote(fault) => of_remote(fault, None, target),
        SurveyFault::OtherEdition(hash) => {
            let other = editions
                .iter()
                .find(|edition| ContentHash::of_edition(&edition.id) == *hash);
            let name = other.map_or_else(|| "另一版".to_owned(), |edition| format!("版“{}”", edition.id));
            MachineFault::new(format!("那里上次传的是{name}，这次要传的是版“{}”，没有上传", target.edition)).hint(
                "请检查 site.toml 里这一节的 edition 和 to：两版不能传到同一个文件夹。确实要换的，先把那个文件夹清空，\
                 包括 gongkai-state.txt",
            )
        }
    }
}

/// Why an upload did not come to its end.
#[must_use]
pub fn of_transfer(fault: TransferFault, target: &DeployTarget) -> MachineFault {
    match fault {
        TransferFault::Here(fault) => fault,
        TransferFault::Remote(fault, about) => of_remote(&fault, about.as_ref(), target),
        TransferFault::Stays(fault, address) => MachineFault::new(format!(
            "服务器不许删去 {address}，也不许换掉它（{}），它的内容还在网上；别的都传好了",
            fault.words()
        ))
        .hint(
            "请用 FTP 软件或者网站空间的管理页面删去它；删不掉的，请网络中心删去，再运行一次 gongkai deploy",
        ),
    }
}
