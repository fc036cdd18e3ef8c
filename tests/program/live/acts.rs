//! What people, editors and systems do to a site's folder, one thing at a time. Each says which paths events would
//! name; that may be too few, too many, or nothing at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::support::Random;
use crate::support::folders::copy_tree;

/// A 1×1 picture.
pub(crate) const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// What was done.
pub(crate) struct Act {
    pub(crate) name: &'static str,
    /// What events name; empty when nobody says where.
    pub(crate) touched: Vec<PathBuf>,
}

pub(crate) fn notice(title: &str, text: &str) -> String {
    format!("---\n标题: {title}\n日期: 2026-03-12\n公开范围: 社会公开\n类型: 通知\n---\n\n{text}\n")
}

pub(crate) fn settings(title: &str) -> String {
    format!(
        "title = \"{title}\"\n\n[editions.web]\ntitle = \"{title}\"\naudience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\nbase_url = \"https://example.edu.cn/\"\n\n[approval]\nkinds = [\"meeting\"]\n"
    )
}

/// A site to begin with.
pub(crate) fn site(root: &Path) {
    let write = |path: &str, text: &[u8]| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    };
    write("site.toml", settings("甲校").as_bytes());
    write("content/organization.yaml", "名称: 甲校党支部\n".as_bytes());
    for number in 1..=4 {
        let folder = if number % 2 == 0 { "notices/旧" } else { "notices" };
        let text = match number {
            1 => "见[另一篇](旧/2026-03-12-a2.md)。",
            3 => "![图](tu.gif)",
            _ => "正文。",
        };
        let path = format!("content/{folder}/2026-03-12-a{number}.md");
        write(&path, notice(&format!("通知{number}"), text).as_bytes());
    }
    write("content/notices/tu.gif", PICTURE);
    write(
        "content/pages/关于.md",
        "---\n标题: 关于\n日期: 2026-01-01\n公开范围: 社会公开\n---\n\n我们。\n".as_bytes(),
    );
}

struct Doing<'a> {
    root: &'a Path,
    random: &'a mut Random,
    step: usize,
}

/// Does one thing.
pub(crate) fn act(root: &Path, random: &mut Random, step: usize) -> Act {
    let mut doing = Doing { root, random, step };
    let choice = doing.random.below(28);
    doing.act(choice)
}

impl Doing<'_> {
    fn entries(&self) -> Vec<PathBuf> {
        walkdir::WalkDir::new(self.root.join("content/notices"))
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
            .filter(|item| item.path().extension().is_some_and(|ending| ending == "md"))
            .map(walkdir::DirEntry::into_path)
            .collect()
    }

    fn pick(&mut self) -> PathBuf {
        let entries = self.entries();
        match entries.len() {
            0 => self.root.join("content/notices/2026-04-01-first.md"),
            count => entries[self.random.below(count)].clone(),
        }
    }

    fn text(&self) -> String {
        notice(&format!("通知{}", self.step), &format!("正文{}。", self.step))
    }

    fn write(&self, path: &Path, text: impl AsRef<[u8]>) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn act(&mut self, choice: usize) -> Act {
        let file = self.pick();
        let only = |path: &Path| vec![path.to_owned()];
        let (name, touched) = match choice {
            0..=3 => {
                self.write(&file, self.text());
                ("a save in place", only(&file))
            }
            4 => {
                let text = self.text();
                let piece = text
                    .char_indices()
                    .nth(20 + self.random.below(40))
                    .map_or(text.len(), |(at, _)| at);
                self.write(&file, &text[..piece]);
                ("the first piece of a save", only(&file))
            }
            5 | 6 => {
                let beside = file.with_file_name(["4913", ".a.md.swp", "a.md.tmp"][self.random.below(3)]);
                self.write(&beside, self.text());
                fs::rename(&beside, &file).expect("renamed");
                ("a temporary file renamed", vec![beside, file])
            }
            7 => {
                let _ = fs::remove_file(&file);
                self.write(&file, self.text());
                ("deleted and made again", only(&file))
            }
            8 => {
                let now = fs::File::options()
                    .append(true)
                    .create(true)
                    .open(&file)
                    .expect("a file");
                now.set_modified(SystemTime::now()).expect("a time");
                ("a touch", only(&file))
            }
            9 => {
                self.write(&file, notice("一", "一。"));
                self.write(&file, self.text());
                ("two saves", only(&file))
            }
            10 => {
                let _ = fs::remove_file(&file);
                ("a file deleted", only(&file))
            }
            _ => return self.act_on_more(choice, &file),
        };
        Act { name, touched }
    }

    fn act_on_more(&mut self, choice: usize, file: &Path) -> Act {
        let notices = self.root.join("content/notices");
        let only = |path: &Path| vec![path.to_owned()];
        let (name, touched) = match choice {
            11 => {
                let (old, new) = (notices.join("旧"), notices.join("新"));
                let (from, to) = if old.is_dir() { (old, new) } else { (new, old) };
                if from.is_dir() && !to.exists() {
                    fs::rename(&from, &to).expect("renamed");
                }
                ("a folder renamed", vec![from, to])
            }
            12 => {
                let paths =
                    (0..5).map(|number| notices.join(format!("2026-05-01-c{}-{number}.md", self.step)));
                let paths: Vec<PathBuf> = paths.collect();
                paths.iter().for_each(|path| {
                    self.write(
                        path,
                        notice(&format!("{}", path.display()).replace('/', "-"), "许多。"),
                    )
                });
                ("many files", paths)
            }
            13 => {
                let other = self.root.with_file_name("branch");
                let content = self.root.join("content");
                if other.is_dir() {
                    let aside = self.root.with_file_name("aside");
                    fs::rename(&content, &aside).expect("renamed");
                    fs::rename(&other, &content).expect("renamed");
                    fs::rename(&aside, &other).expect("renamed");
                } else {
                    copy_tree(&content, &other);
                }
                ("another branch checked out", Vec::new())
            }
            14 => {
                let name = file.file_name().expect("a name").to_string_lossy().to_uppercase();
                let shouted = file.with_file_name(name.replace(".MD", ".md"));
                if file.exists() && !shouted.exists() {
                    fs::rename(file, &shouted).expect("renamed");
                }
                ("the case of a name", vec![file.to_owned(), shouted])
            }
            15 => {
                let (composed, taken) = (
                    notices.join("2026-06-01-caf\u{e9}.md"),
                    notices.join("2026-06-01-cafe\u{301}.md"),
                );
                let there = if composed.exists() { &composed } else { &taken };
                let _ = fs::remove_file(there);
                let other = if there == &composed { &taken } else { &composed };
                self.write(other, self.text());
                ("another form of a name", vec![composed, taken])
            }
            16 => {
                for name in ["~$a.docx", ".a.md.swp", "a.md~", "~WRL0001.tmp", "a.tmp"] {
                    self.write(&notices.join(name), "x");
                }
                ("what editors leave", only(&notices.join("a.tmp")))
            }
            17 => {
                let same = fs::metadata(file).and_then(|about| about.modified());
                let text = fs::read_to_string(file).unwrap_or_default();
                let turned: String = text
                    .chars()
                    .map(|of| match of {
                        '正' => '反',
                        '反' => '正',
                        of => of,
                    })
                    .collect();
                self.write(file, turned);
                let open = fs::File::options().append(true).open(file).expect("a file");
                open.set_modified(same.unwrap_or(SystemTime::UNIX_EPOCH))
                    .expect("a time");
                ("the same length and time, other bytes", Vec::new())
            }
            18 => {
                self.write(file, self.text());
                let back = SystemTime::now() - Duration::from_secs(86_400 * (1 + self.step as u64));
                let open = fs::File::options().append(true).open(file).expect("a file");
                open.set_modified(back).expect("a time");
                ("a clock that went back", Vec::new())
            }
            19 => {
                self.write(file, "---\n题目: 错的\n");
                ("a fault", only(file))
            }
            _ => return self.act_around(choice, file),
        };
        Act { name, touched }
    }

    fn act_around(&mut self, choice: usize, file: &Path) -> Act {
        let root = self.root;
        let only = |path: &Path| vec![path.to_owned()];
        let (name, touched) = match choice {
            20 => {
                let path = root.join("content/calendar.yaml");
                let day = 1 + self.random.below(28);
                match self.random.below(4) {
                    0 => drop(fs::remove_file(&path)),
                    1 => self.write(&path, "放假: 三天\n"),
                    _ => self.write(&path, format!("放假:\n  - 2026-06-{day:02}\n")),
                }
                ("the calendar", only(&path))
            }
            21 => {
                let path = root.join("content/organization.yaml");
                let text = ["名称: 乙校党支部\n", "名称: 甲校党支部\n", "名称: [\n"];
                let choice = self.random.below(3);
                self.write(&path, text[choice]);
                ("the organization", only(&path))
            }
            22 => {
                let path = root.join("site.toml");
                let more = "\n[editions.party]\ntitle = \"党内\"\naudience = \"党内公开\"\ntheme = \"disclosure\"\noutput = \"party\"\n";
                let text = match self.random.below(4) {
                    0 => "title = \n".to_owned(),
                    1 => settings("甲校") + more,
                    _ => settings(&format!("甲校{}", self.step)),
                };
                self.write(&path, text);
                ("the settings", only(&path))
            }
            23 | 24 => return self.act_on_theme(),
            25 => {
                let path = root.join("content/notices/tu.gif");
                let zeros = &[0; 3][..self.random.below(4)];
                match self.random.below(5) {
                    0 => drop(fs::remove_file(&path)),
                    1 => self.write(&path, "no picture"),
                    3 => self.write(&path, &PICTURE[..PICTURE.len() / 2]),
                    2 => self.write(&path, [PICTURE, zeros].concat()),
                    _ => self.write(&path, PICTURE),
                }
                ("a picture", only(&path))
            }
            26 => {
                let picture = format!("tu{}.gif", self.step);
                let path = file.with_file_name(&picture);
                self.write(&path, PICTURE);
                self.write(file, notice("有图", &format!("![图]({picture})")));
                ("a picture and a text with it", vec![file.to_owned(), path])
            }
            _ => {
                site(root);
                ("everything mended", Vec::new())
            }
        };
        Act { name, touched }
    }

    fn act_on_theme(&mut self) -> Act {
        let path = self.root.join("themes/disclosure/templates/404.html");
        let style = self.root.join("themes/disclosure/static/style.css");
        match self.random.below(5) {
            0 => self.write(&path, format!("<p>{{{{ page.title }}}} {}</p>", self.step)),
            1 => self.write(&path, "{{ page.title "),
            2 => self.write(&path, "<p>{{ page.none.such }}</p>"),
            3 => self.write(&style, format!("p {{ margin: {}px }}", self.step)),
            _ => drop(fs::remove_dir_all(self.root.join("themes"))),
        }
        Act {
            name: "the theme",
            touched: vec![path, style],
        }
    }
}
