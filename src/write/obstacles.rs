//! What is in the way of a build and not ours: lists of names → the words that make it a minute's work.

use crate::words::MachineFault;

/// More than these nobody wants to remove one by one.
const MANY: usize = 20;

/// What was found when a build could not be put in place; the paths are those that the user knows.
#[derive(Debug, Default)]
pub(super) struct Blockers {
    /// What stands where files have to go.
    pub(super) blocked: Vec<String>,
    /// With `--adopt`: files that no page of the site is at.
    pub(super) others: Vec<String>,
    /// How many files were taken over nevertheless.
    pub(super) adopted: usize,
}

impl Blockers {
    pub(super) fn fault(self) -> MachineFault {
        let taken = match self.adopted {
            0 => String::new(),
            count => format!("（内容相同的 {count} 个文件已经接管）"),
        };
        let message = format!(
            "输出文件夹里有 {} 处与要写入的内容不同，又没有记录表明是本程序写的；\
             没有生成，原有的文件都没有改动{taken}",
            self.blocked.len()
        );
        let hint = match self.blocked.len() {
            ..=MANY => "挡住的如果都是以前生成的网页，请删去，再运行一次；有自己放进去的，请先移到别处",
            _ => {
                "挡住的很多，不必逐个删：请把整个输出文件夹改名留底，再运行一次 gongkai build；\
                 自己另外放在里面的文件，再从留底的文件夹拷回来"
            }
        };
        MachineFault::new(message)
            .list("挡住的", self.blocked)
            .list(
                "不属于网站、没有动的（是旧网页的，也请删去，服务器上也删）",
                self.others,
            )
            .hint(hint)
    }
}
