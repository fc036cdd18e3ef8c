//! Links and pictures → tags with holes, and what later stages must know of them. The same rules serve
//! Markdown and raw HTML. It classifies; whether a file exists is found out later.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pulldown_cmark::LinkType;

use super::cjk_shim::restore;
use super::page::Slot;
use super::render::BodyRenderer;
use super::target::{LinkRefusal, LinkTarget, classify};
use super::{HoleTarget, Image, Link};
use crate::words::Code;

/// A link leads where no link may lead.
const LINK_SCHEME: Code = Code::error("link-scheme");
/// A link without an address.
const LINK_EMPTY: Code = Code::warning("link-empty");
/// A link leaves the site's folder, or leads to the author's own disk.
const LINK_OUTSIDE: Code = Code::error("link-outside");
/// A link to a place on the page that is not there.
const LINK_FRAGMENT: Code = Code::warning("link-fragment");
/// A picture from another site.
const IMAGE_REMOTE: Code = Code::error("image-remote");
/// A picture that is no file of the site.
const IMAGE_SOURCE: Code = Code::error("image-source");
/// A picture without a text for those who cannot see it.
const IMAGE_NO_ALT: Code = Code::warning("image-no-alt");

/// What links to other sites carry, so that those learn and do nothing.
const REL: &str = "noopener noreferrer";

/// Characters that an `href` may hold as they are; the quotes and `&` are escaped afterwards.
const IN_HREF: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'%')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b'-')
    .remove(b'.')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'?')
    .remove(b'@')
    .remove(b'_')
    .remove(b'~');

/// A link to a place on the same page, filled in when all headings are known.
pub(super) struct Fragment {
    /// As written behind `#`, percent signs undone.
    pub(super) wanted: String,
    pub(super) range: Range<usize>,
}

/// A picture whose alternative text is being read.
pub(super) struct OpenPicture {
    pub(super) alt: String,
    address: String,
    title: String,
    range: Range<usize>,
    /// Marks inside the alternative text.
    depth: usize,
}

impl BodyRenderer<'_> {
    /// Begins a link of the Markdown.
    pub(super) fn start_link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        let mut address = restore(address);
        if self.text[..range.start].ends_with('！') {
            self.look_at_link(&address, range);
        }
        if kind == LinkType::Email {
            address = Cow::Owned(format!("mailto:{address}"));
        }
        let open = self.begin_link(&address, range);
        if open {
            if !title.is_empty() {
                self.page.attribute("title", title);
            }
            self.page.end_tag();
        }
        self.open_links.push(open);
    }

    /// Ends it.
    pub(super) fn end_link(&mut self) {
        if self.open_links.pop() == Some(true) {
            self.page.html("</a>");
        }
    }

    /// Writes `<a` with its `href`, or complains; true when there is a tag now, to be ended.
    pub(super) fn begin_link(&mut self, address: &str, range: &Range<usize>) -> bool {
        if !self.rules.sources {
            self.page.tag("a");
            self.page.attribute("href", &href(address));
            return true;
        }
        match classify(address, self.path) {
            LinkTarget::File(target, fragment) => {
                self.page.tag("a");
                self.page.html(" href=\"");
                self.page.slot(Slot::Hole(HoleTarget::Link(self.links.len())));
                self.page.html("\"");
                let place = self.complaints.place(range);
                self.links.push(Link {
                    target,
                    fragment,
                    place,
                });
            }
            LinkTarget::Fragment(wanted) => {
                self.page.tag("a");
                self.page.html(" href=\"#");
                self.page.slot(Slot::Fragment(self.fragments.len()));
                self.page.html("\"");
                self.fragments.push(Fragment {
                    wanted,
                    range: range.clone(),
                });
            }
            LinkTarget::External => {
                self.page.tag("a");
                self.page.attribute("href", &href(address.trim()));
                if !address.trim_start().starts_with(['m', 'M', 't', 'T']) {
                    self.page.attribute("rel", REL);
                }
            }
            LinkTarget::Refused(refusal) => {
                self.complain_of_link(&refusal, range);
                return false;
            }
        }
        true
    }

    fn complain_of_link(&mut self, refusal: &LinkRefusal, range: &Range<usize>) {
        let (code, message, hint) = match refusal {
            LinkRefusal::Empty => (
                LINK_EMPTY,
                "链接没有地址，已按普通文字处理".to_owned(),
                "请在圆括号里填写地址，例如“[公示](../notices/2026-03-12-a.md)”",
            ),
            LinkRefusal::Scheme(scheme) => (
                LINK_SCHEME,
                format!("链接的地址以“{scheme}:”开头，网页上不能使用"),
                "链接只能指向网站里的文件，或者以“https://”“http://”“mailto:”“tel:”开头",
            ),
            LinkRefusal::Bare => (
                LINK_SCHEME,
                "链接的网址缺少“https://”".to_owned(),
                "请在网址前面补上“https://”（或者“http://”）",
            ),
            LinkRefusal::WideMarks => (
                LINK_SCHEME,
                "链接的网址里有全角的冒号或斜杠".to_owned(),
                "请改成半角的“://”，例如“https://www.example.com”",
            ),
            LinkRefusal::Drive => (
                LINK_OUTSIDE,
                "链接指向自己电脑里的文件，别人打不开".to_owned(),
                "请把文件复制到条目旁边，再写文件名，例如“[附件](名单.pdf)”",
            ),
            LinkRefusal::Outside => (
                LINK_OUTSIDE,
                "链接指向网站文件夹以外的地方".to_owned(),
                "请把文件放进 content 文件夹，再用相对路径链接，例如“../meetings/2026-03-01-a.md”",
            ),
        };
        self.complaints.push(code, range, || (message, hint));
    }

    /// Begins a picture of the Markdown: its alternative text follows as events.
    pub(super) fn start_picture(&mut self, address: &str, title: &str, range: Range<usize>) {
        self.picture = Some(OpenPicture {
            alt: String::new(),
            address: restore(address).into_owned(),
            title: restore(title).into_owned(),
            range,
            depth: 0,
        });
    }

    /// A mark begins inside the alternative text.
    pub(super) fn start_in_picture(&mut self) {
        if let Some(picture) = &mut self.picture {
            picture.depth += 1;
        }
    }

    /// A mark ends inside it, or the picture itself.
    pub(super) fn end_in_picture(&mut self) {
        match &mut self.picture {
            Some(picture) if picture.depth > 0 => picture.depth -= 1,
            _ => {
                if let Some(picture) = self.picture.take() {
                    self.write_picture(&picture.address, &picture.alt, &picture.title, &picture.range);
                }
            }
        }
    }

    /// Writes a picture, or its alternative text when it may not be shown.
    pub(super) fn write_picture(&mut self, address: &str, alt: &str, title: &str, range: &Range<usize>) {
        if !self.rules.sources {
            self.page.tag("img");
            self.page.attribute("src", &href(address));
            self.end_picture_tag(alt, title);
            return;
        }
        let file = match classify(address, self.path) {
            LinkTarget::File(file, _) => file,
            other => {
                self.complain_of_picture(&other, range);
                self.page.text(alt);
                return;
            }
        };
        if alt.trim().is_empty() || is_of_a_file(alt.trim()) {
            self.complaints.push(IMAGE_NO_ALT, range, || {
                let what = match alt.trim() {
                    "" => "图片没有文字说明".to_owned(),
                    name => format!("图片的说明“{name}”是文件的名字"),
                };
                (
                    format!("{what}，看不见图片的人无法知道内容"),
                    "请在方括号里写一句说明，例如“![主题党日合影](1.jpg)”",
                )
            });
        }
        self.page.tag("img");
        self.page.slot(Slot::Hole(HoleTarget::Image(self.images.len())));
        let place = self.complaints.place(range);
        self.images.push(Image { file, place });
        self.end_picture_tag_lazily(alt, title);
    }

    fn end_picture_tag_lazily(&mut self, alt: &str, title: &str) {
        self.page.html(" loading=\"lazy\"");
        self.end_picture_tag(alt, title);
    }

    fn end_picture_tag(&mut self, alt: &str, title: &str) {
        self.page.attribute("alt", alt);
        if !title.is_empty() {
            self.page.attribute("title", title);
        }
        self.page.end_tag();
    }

    fn complain_of_picture(&mut self, target: &LinkTarget, range: &Range<usize>) {
        let (code, message, hint) = match target {
            LinkTarget::External | LinkTarget::Refused(LinkRefusal::WideMarks | LinkRefusal::Bare) => (
                IMAGE_REMOTE,
                "图片来自别的网站，公开页面不允许引用外部图片",
                "请把图片保存到条目旁边，再写文件名，例如“![主题党日合影](1.jpg)”",
            ),
            LinkTarget::Refused(LinkRefusal::Empty) => (
                IMAGE_SOURCE,
                "图片没有地址",
                "请在圆括号里写图片的文件名，例如“![主题党日合影](1.jpg)”",
            ),
            LinkTarget::Refused(LinkRefusal::Drive) => (
                IMAGE_SOURCE,
                "图片还在自己的电脑里，网页上看不到",
                "请先把图片保存到条目旁边（Word里的图片用右键“另存为图片”），再写文件名，例如“![主题党日合影](1.jpg)”",
            ),
            _ => (
                IMAGE_SOURCE,
                "图片不是网站文件夹里的文件",
                "请把图片复制到条目旁边，再写文件名，例如“![主题党日合影](1.jpg)”",
            ),
        };
        self.complaints.push(code, range, || (message.to_owned(), hint));
    }

    /// The ids that the page's own fragments mean, in their order; complains of those without a heading.
    pub(super) fn resolve_fragments(&mut self, headings: &super::headings::Index<'_>) -> Vec<String> {
        let mut ids = Vec::with_capacity(self.fragments.len());
        for fragment in std::mem::take(&mut self.fragments) {
            let known = headings.find(&fragment.wanted);
            if known.is_none() && self.rules.dress {
                self.complaints.push(LINK_FRAGMENT, &fragment.range, || {
                    (
                        format!("本页没有标题“{}”，这个链接不会跳转", fragment.wanted),
                        "请写本页已有的标题文字，例如“[见下文](#目标要求)”",
                    )
                });
            }
            ids.push(match known {
                Some(id) => id.to_owned(),
                None => {
                    let mut escaped = String::new();
                    super::page::escape_attribute(&mut escaped, &href(&fragment.wanted));
                    escaped
                }
            });
        }
        ids
    }
}

/// An address with what URLs do not allow percent-encoded.
fn href(address: &str) -> Cow<'_, str> {
    utf8_percent_encode(address, IN_HREF).into()
}

/// True for what a camera or a program calls a picture: 微信图片_20261123163012, IMG_0132, 合影.jpg.
fn is_of_a_file(alt: &str) -> bool {
    const CALLED: [&str; 10] = [
        "微信图片", "微信截图", "QQ图片", "QQ截图", "屏幕截图", "mmexport", "image", "img", "dsc", "图片",
    ];
    let small = alt.to_lowercase();
    let name = CALLED
        .iter()
        .find_map(|called| small.strip_prefix(&called.to_lowercase()));
    let is_counted = |rest: &str| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || "_- ()（）.".contains(c))
    };
    name.is_some_and(is_counted)
        || [".jpg", ".jpeg", ".png", ".bmp"]
            .iter()
            .any(|end| small.ends_with(end))
}
