//! `[deploy.NAME]`: where an edition is uploaded to. A password never stands here: whoever gets the site's folder would have
//! it, so what looks like one is refused, at the head of the table, so that no message shows the line with it.

use super::Edition;
use super::read::{LONGEST_ID, edition_named, key, tables, web_address};
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields, TypedValue};
use crate::read::names;
use crate::read::node::Value;
use crate::read::toml_messages::backslash_hint;
use crate::read::values;
use crate::words::{Code, Labelled, Place, Scope, address_password};

const NAME: Code = Code::error("deploy-name");
const EDITION: Code = Code::error("deploy-edition");
const TO: Code = Code::error("deploy-to");
const PASSWORD: Code = Code::error("deploy-password");
const INTERNAL: Code = Code::error("deploy-internal");
const URL: Code = Code::error("deploy-url");
const CONNECTIONS: Code = Code::error("deploy-connections");

/// More connections than this are taken for an attack by some hosts.
const MOST_CONNECTIONS: u32 = 4;
const USUAL_CONNECTIONS: u32 = 2;

/// Keys that somebody would write a password into.
const PASSWORD_KEYS: [&str; 7] = [
    "password", "passwd", "pass", "pwd", "secret", "token", "passphrase",
];

/// A place that an edition is uploaded to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployTarget {
    /// Its name on the command line.
    pub name: String,
    /// The edition's id; it exists and is no board edition.
    pub edition: String,
    /// Where to.
    pub to: Destination,
    /// Where its readers find it, with a `/` at its end; what is uploaded is fetched from there and compared.
    pub url: Option<String>,
    /// `internal`: an edition that is not for everybody may go there.
    pub is_internal: bool,
    /// How many connections at once, 1 to 4.
    pub connections: u32,
    /// `key`: for sftp, the file of a private key.
    pub key_file: Option<String>,
    /// Where it is written.
    pub place: Place,
}

impl DeployTarget {
    /// True for zip files, which somebody has to unpack.
    #[must_use]
    pub fn is_zip(&self) -> bool {
        matches!(self.to, Destination::Zip(_))
    }

    /// The folder that this computer writes to: the target's, or that of its zip files; relative to the site's folder.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        match &self.to {
            Destination::Folder(folder) | Destination::Zip(folder) => Some(folder),
            Destination::Server(_) => None,
        }
    }
}

/// Where files go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A folder or a share, as it was typed; relative to the site's folder.
    Folder(String),
    /// The folder in which the zip files are put.
    Zip(String),
    /// A server.
    Server(ServerAddress),
}

/// A folder on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress {
    /// How it is spoken to.
    pub protocol: UploadProtocol,
    /// The user's name.
    pub user: String,
    /// Name or number of the host.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The folder, from the server's root, with `/` at both ends.
    pub folder: String,
}

/// How a server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadProtocol {
    /// Everything readable on the way.
    Ftp,
    /// FTP that switches to TLS.
    FtpsExplicit,
    /// FTP inside TLS, on a port of its own.
    FtpsImplicit,
    /// Through SSH.
    Sftp,
}

impl UploadProtocol {
    /// The word before `://`.
    #[must_use]
    pub fn scheme(self) -> &'static str {
        match self {
            Self::Ftp => "ftp",
            Self::FtpsExplicit | Self::FtpsImplicit => "ftps",
            Self::Sftp => "sftp",
        }
    }

    /// The port that is usual.
    #[must_use]
    pub fn usual_port(self) -> u16 {
        match self {
            Self::Ftp | Self::FtpsExplicit => 21,
            Self::FtpsImplicit => IMPLICIT,
            Self::Sftp => 22,
        }
    }
}

/// The port of FTP inside TLS; with it, `ftps` means that.
const IMPLICIT: u16 = 990;

/// Reads `[deploy.…]`.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, editions: &[Edition]) -> Vec<DeployTarget> {
    let mut targets: Vec<DeployTarget> = Vec::new();
    for (name, table) in tables(fields, "deploy") {
        targets.extend(target(name, table, editions));
    }
    targets
}

fn target(name: &str, mut table: Fields<'_, '_, '_>, editions: &[Edition]) -> Option<DeployTarget> {
    let faults = table.faults;
    let at = table.at;
    if !names::is_plain(name, LONGEST_ID) {
        let message = format!("上传目标不能叫“{}”", values::shown(name));
        faults.say(
            NAME,
            at,
            message,
            "只用小写字母、数字和“-”，最多 24 个，例如 [deploy.school]",
        );
    }
    refuse_password(&mut table);
    let edition = table.required(key("edition"), values::line, "edition = \"web\"");
    let edition = edition.and_then(|typed| known(faults, &typed, editions));
    let to = table.required(
        key("to"),
        path,
        "to = \"ftps://dangwu@www.school.example.edu.cn/wwwroot/\"",
    );
    let to = to.and_then(|typed| destination(&table, &typed, editions));
    let url = web_address(&mut table, key("url"), URL);
    let is_internal = table.read(key("internal"), values::boolean).unwrap_or(false);
    let connections = table.spot(key("connections"), values::count);
    if let Some(wrong) = connections
        .as_ref()
        .filter(|typed| !(1..=MOST_CONNECTIONS).contains(&typed.value))
    {
        let message = format!("connections 不能是 {}", wrong.value);
        faults.say(
            CONNECTIONS,
            wrong.at,
            message,
            "写 1 到 4；服务器不让同时连接几次的，写 1",
        );
    }
    let key_file = table.read(key("key"), path);
    let place = faults.place(at);
    table.finish();
    let edition = edition?;
    if edition.audience != Scope::Public && !is_internal {
        let audience = edition.audience.label();
        let message = format!("版“{}”的范围是{audience}，不是社会公开", edition.id);
        let hint = "上传的地方只有单位内部的人打得开的，在这一节加上 internal = true；否则换成社会公开的版";
        faults.say(INTERNAL, at, message, hint);
    }
    Some(DeployTarget {
        name: name.to_owned(),
        edition: edition.id.clone(),
        to: to?,
        url,
        is_internal,
        connections: connections.map_or(USUAL_CONNECTIONS, |typed| typed.value),
        key_file,
        place,
    })
}

const NO_PASSWORD: &str = "删去它：密码不能写在 site.toml 里。上传时程序会问，也可以放在环境变量 GONGKAI_PASSWORD_ 加目标的名字里；写过的密码请改掉";

/// What looks like a password is refused; what it is stands in no message.
fn refuse_password(table: &mut Fields<'_, '_, '_>) {
    for name in PASSWORD_KEYS {
        // Only one that is there counts as asked for: no hint names it.
        if table.has(key(name)) {
            let _ = table.take(key(name));
            table.faults.say(
                PASSWORD,
                table.at,
                format!("这一节里写了密码（{name}）"),
                NO_PASSWORD,
            );
        }
    }
}

fn known<'e>(
    faults: &Faults<'_>,
    typed: &TypedValue<String>,
    editions: &'e [Edition],
) -> Option<&'e Edition> {
    let found = edition_named(faults, typed, editions, (EDITION, ""))?;
    if found.is_board {
        let message = format!("版“{}”是公开栏，打印出来张贴，不上传", found.id);
        faults.say(EDITION, typed.at, message, "写网站的版，例如 edition = \"web\"");
        return None;
    }
    Some(found)
}

/// What `to` says; a complaint otherwise.
fn destination(
    table: &Fields<'_, '_, '_>,
    typed: &TypedValue<String>,
    editions: &[Edition],
) -> Option<Destination> {
    let faults = table.faults;
    let text = typed.value.trim();
    let plain = text.strip_prefix("zip:").unwrap_or(text).replace('\\', "/");
    let plain = plain.trim_matches(['.', '/']).to_lowercase();
    let is_of = |edition: &&Edition| {
        let behind = plain.strip_prefix(&edition.output.to_lowercase());
        behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('/'))
    };
    if let Some(own) = editions.iter().find(is_of) {
        let is_whole = plain.len() == own.output.len();
        let which = if is_whole { "是" } else { "在" };
        let behind = if is_whole {
            ""
        } else {
            "里，会跟着网站一起传上去"
        };
        let message = format!(
            "“{}”{which}版“{}”自己的输出文件夹{behind}",
            values::shown(text),
            own.id
        );
        faults.say(
            TO,
            typed.at,
            message,
            "写要传到的地方：服务器、共享文件夹或者另一个文件夹",
        );
        return None;
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        if is_like_host(text) && address_password(text).is_some() {
            refuse_typed_password(table);
            return None;
        }
        if is_like_host(text) {
            let message = format!("“{}”像是服务器的地址，少了开头", values::shown(text));
            faults.say(TO, typed.at, message, SERVER_ADDRESS);
            return None;
        }
        return Some(match text.strip_prefix("zip:") {
            Some(folder) => Destination::Zip(folder.to_owned()),
            None => Destination::Folder(text.to_owned()),
        });
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if address_password(rest).is_some() {
        refuse_typed_password(table);
        return None;
    }
    let server = server(scheme, rest);
    if server.is_none() {
        let shown = values::shown(text);
        let message = match authority.contains('@') || !is_like_host(authority) {
            _ if ["http", "https"].contains(&scheme) => format!("“{shown}”是网页的网址，不能往那里上传"),
            true => format!("上传地址“{shown}”看不懂"),
            false => format!("上传地址“{shown}”里少了“用户名@”"),
        };
        faults.say(TO, typed.at, message, SERVER_ADDRESS);
    }
    server.map(Destination::Server)
}

fn refuse_typed_password(table: &Fields<'_, '_, '_>) {
    let message = "to 里写了密码（用户名和“@”之间）";
    table.faults.say(PASSWORD, table.at, message, NO_PASSWORD);
}

/// A line that may be the path of a folder. In double quotes a backslash means something else: `\n` is another line.
fn path(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<String> {
    let is_torn = matches!(&field.node.value, Value::Scalar { text, .. } if text.contains(char::is_control));
    let typed = faults.edit(field.node.at, "").map(|edit| edit.old);
    let Some(typed) = typed.filter(|typed| is_torn && typed.contains('\\')) else {
        return values::line(faults, field);
    };
    let message = format!("“{}”里有反斜杠，在双引号里不能直接写", field.name);
    let hint = backslash_hint(field.name, typed.trim_matches('"'));
    faults.say(TO, field.node.at, message, hint);
    None
}

const SERVER_ADDRESS: &str = "写成 ftp://用户名@主机/文件夹/，冒号和斜杠用半角，ftp 也可以是 ftps 或 sftp，例如 ftps://dangwu@www.school.example.edu.cn/wwwroot/；\
     传到文件夹的写它的路径；做成压缩包的写 zip:文件夹";

/// True for `ftp.school.example.edu.cn/wwwroot`, `10.0.0.5:21`, `ftp：//…`, and for no folder that somebody has.
fn is_like_host(text: &str) -> bool {
    if text.contains("：//") || text.contains("：／／") {
        return true;
    }
    let first = text.split('/').next().unwrap_or_default();
    let host = first.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let is_part =
        |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    parts.len() >= 3 && parts.iter().all(is_part)
}

fn server(scheme: &str, rest: &str) -> Option<ServerAddress> {
    let protocol = match scheme.to_ascii_lowercase().as_str() {
        "ftp" => UploadProtocol::Ftp,
        "ftps" | "ftpes" => UploadProtocol::FtpsExplicit,
        "sftp" => UploadProtocol::Sftp,
        _ => return None,
    };
    let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, host) = authority.rsplit_once('@')?;
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse::<u16>().ok()?)),
        _ => (host, None),
    };
    let protocol = match port {
        Some(IMPLICIT) if protocol == UploadProtocol::FtpsExplicit => UploadProtocol::FtpsImplicit,
        _ => protocol,
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\?#".contains(c);
    let folder = folder.trim_matches('/');
    let is_whole = !user.is_empty() && !host.is_empty() && port != Some(0);
    if !is_whole || [user, host].iter().any(|text| text.contains(odd)) || folder.contains(char::is_control) {
        return None;
    }
    let folder = match folder {
        "" => "/".to_owned(),
        folder if folder.split('/').any(|part| matches!(part, "" | "." | "..")) => return None,
        folder => format!("/{folder}/"),
    };
    Some(ServerAddress {
        protocol,
        user: user.to_owned(),
        host: host.to_owned(),
        port: port.unwrap_or_else(|| protocol.usual_port()),
        folder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::rows_give;

    #[test]
    fn addresses_of_servers_are_taken_apart() {
        let table = "
            ftp://a@h.example => Ftp 21 a h.example /
            ftps://a@h/w/d/ => FtpsExplicit 21 a h /w/d/
            ftps://a@h:990/w => FtpsImplicit 990 a h /w/
            sftp://a@b@h:2222/w => Sftp 2222 a@b h /w/
            sftp://a@[::1]:2222/w => Sftp 2222 a ::1 /w/
            sftp://a@[::1]/w => Sftp 22 a ::1 /w/
            ftp://h/w => -
            ftp://a@h:x/w => -
            ftp://a@h/w/../x => -
            http://a@h/w => -
        ";
        rows_give(table, |text| {
            let (scheme, rest) = text.split_once("://").expect("a scheme");
            let Some(found) = server(scheme, rest) else {
                return "-".to_owned();
            };
            let (user, host, folder) = (found.user, found.host, found.folder);
            format!("{:?} {} {user} {host} {folder}", found.protocol, found.port)
        });
    }
}
