#!/usr/bin/env python3
"""Writes Word documents as schools have them, and beside each what a reader of it sees.

    python3 corpus.py FOLDER

For each document `NAME.docx`: `NAME.txt`, its text in reading order, and `NAME.absent.txt`, words that must not come
through. Both are made from the content below, by hand-written numbers, never by a program that reads documents.
Always the same bytes. Invented people and places only. Standard library only.

Lines of `NAME.txt`: a paragraph with its number, a cell's paragraphs, `[图:alt]` for a picture, `[缺:name]` for what
cannot be kept, `[注]` for a note's mark; the notes come last.
"""

import struct
import sys
import zipfile
import zlib
from html import escape
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
)


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x10\x10" * 4 for _ in range(4))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def jpeg_with_place():
    """The beginning of a JPEG whose EXIF says where it was taken; its scan is a single grey block."""
    gps = struct.pack("<HHHII", 1, 1, 2, 2, 0x4E) + struct.pack("<I", 0)
    ifd = struct.pack("<HHHIII", 1, 0x8825, 4, 1, 26, 0)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + ifd + gps
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    table = b"\xff\xdb\0\x43\0" + bytes([16] * 64)
    frame = b"\xff\xc0\0\x0b\x08\0\x08\0\x08\x01\x01\x11\0"
    huffman = b"\xff\xc4\0\x14\0" + bytes([1] + [0] * 15) + b"\0" + b"\xff\xc4\0\x14\x10" + bytes([1] + [0] * 15) + b"\0"
    return b"\xff\xd8" + app1 + table + frame + huffman + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x3f\xff\xd9"


class Writer:
    """One manner of writing: names of styles, fonts, how runs are cut."""

    def __init__(self, name, styles, fonts, cuts, lists, suff, space):
        self.name, self.styles, self.fonts = name, styles, fonts
        self.cuts, self.lists, self.suff, self.space = cuts, lists, suff, space


WRITERS = [
    Writer(
        "word",
        {"title": ("a3", "Title"), "h1": ("1", "heading 1"), "h2": ("2", "heading 2"), "body": ("a", "Normal"), "list": ("a5", "List Paragraph")},
        ("仿宋", "黑体", "楷体", "方正小标宋简体"),
        0, 1, None, True,
    ),
    Writer(
        "wps",
        {"title": ("4", "Title"), "h1": ("2", "heading 1"), "h2": ("3", "heading 2"), "body": ("1", "Normal"), "list": ("9", "列出段落1")},
        ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋_GBK"),
        3, 7, "nothing", False,
    ),
    Writer(
        "libreoffice",
        {"title": ("Title", "Title"), "h1": ("Heading1", "Heading 1"), "h2": ("Heading2", "Heading 2"), "body": ("Style14", "Body Text"), "list": ("Normal", "Normal")},
        ("仿宋", "SimHei", "KaiTi", "FZXiaoBiaoSong-B05S"),
        0, 2, "space", True,
    ),
    Writer(
        "pandoc",
        {"title": ("Title", "Title"), "h1": ("Heading1", "heading 1"), "h2": ("Heading2", "heading 2"), "body": ("BodyText", "Body Text"), "list": ("Compact", "Compact")},
        ("仿宋", "黑体", "楷体", "方正小标宋简体"),
        1, 1001, "tab", True,
    ),
]

# What a document may be numbered by: format, text, and the labels that readers see, written out by hand.
FORMATS = {
    "chineseCounting": ("%1、", "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、 十一、 十二、"),
    "chineseCountingThousand": ("（%1）", "（一） （二） （三） （四） （五） （六） （七） （八） （九） （十） （十一） （十二）"),
    "decimal": ("%1.", "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12."),
    "decimalZero": ("%1.", "01. 02. 03. 04. 05. 06. 07. 08. 09. 10. 11. 12."),
    "chineseLegalSimplified": ("%1、", "壹、 贰、 叁、 肆、 伍、 陆、 柒、 捌、 玖、 壹拾、 壹拾壹、 壹拾贰、"),
    "ideographTraditional": ("%1、", "甲、 乙、 丙、 丁、 戊、 己、 庚、 辛、 壬、 癸、"),
    "ideographZodiac": ("%1、", "子、 丑、 寅、 卯、 辰、 巳、 午、 未、 申、 酉、 戌、 亥、"),
    "japaneseCounting": ("%1、", "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、 十一、 十二、"),
    "japaneseDigitalTenThousand": ("%1、", "一、 二、 三、 四、 五、 六、 七、 八、 九、 一〇、 一一、 一二、"),
    "taiwaneseCounting": ("%1、", "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、 十一、 十二、"),
    "ideographDigital": ("%1、", "一、 二、 三、 四、 五、 六、 七、 八、 九、 一〇、 一一、 一二、"),
    "decimalEnclosedCircle": ("%1", "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫"),
    "decimalEnclosedCircleChinese": ("%1", "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫"),
    "decimalEnclosedParen": ("%1", "⑴ ⑵ ⑶ ⑷ ⑸ ⑹ ⑺ ⑻ ⑼ ⑽ ⑾ ⑿"),
    "decimalEnclosedFullstop": ("%1", "⒈ ⒉ ⒊ ⒋ ⒌ ⒍ ⒎ ⒏ ⒐ ⒑ ⒒ ⒓"),
    "decimalFullWidth": ("（%1）", "（１） （２） （３） （４） （５） （６） （７） （８） （９） （１０） （１１） （１２）"),
    "upperLetter": ("%1.", "A. B. C. D. E. F. G. H. I. J. K. L."),
    "lowerLetter": ("%1)", "a) b) c) d) e) f) g) h) i) j) k) l)"),
    "upperRoman": ("%1.", "I. II. III. IV. V. VI. VII. VIII. IX. X. XI. XII."),
    "lowerRoman": ("%1.", "i. ii. iii. iv. v. vi. vii. viii. ix. x. xi. xii."),
}


class Document:
    """XML and expected text grow side by side."""

    def __init__(self, writer):
        self.writer = writer
        self.body, self.lines, self.note_lines, self.absent = [], [], [], []
        self.notes, self.comments, self.links, self.pictures = [], [], [], []
        self.abstracts, self.nums = [], []
        self.next = 0
        self.into = None

    # Runs: each gives its XML and what is seen of it.

    def fresh(self, word):
        """A word that must not come through."""
        self.next += 1
        canary = f"{word}{self.writer.name}{self.next:03}勿现"
        self.absent.append(canary)
        return canary

    def t(self, text, face=None, b=False, extra=""):
        fonts = self.writer.fonts
        font = {"hei": fonts[1], "kai": fonts[2], "title": fonts[3]}.get(face, fonts[0])
        props = f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
        props += ("<w:b/><w:bCs/>" if b else "") + extra + '<w:sz w:val="32"/></w:rPr>'
        if self.writer.cuts:
            size = self.writer.cuts * 2 + 1
            pieces = [text[i : i + size] for i in range(0, len(text), size)]
        else:
            pieces = [text]
        made = ""
        for piece in pieces:
            keep = ' xml:space="preserve"' if self.writer.space or piece != piece.strip() else ""
            made += f"<w:r>{props}<w:t{keep}>{escape(piece)}</w:t></w:r>"
        return made, text

    def tab(self):
        return "<w:r><w:tab/></w:r>", "\t"

    def br(self):
        return "<w:r><w:br/></w:r>", "\n"

    def ins(self, text):
        return f'<w:ins w:id="{self.id()}" w:author="李某" w:date="2026-03-01T00:00:00Z">{self.t(text)[0]}</w:ins>', text

    def deleted(self):
        word = self.fresh("删")
        return (
            f'<w:del w:id="{self.id()}" w:author="李某"><w:r><w:delText>{word}</w:delText></w:r></w:del>'
            f'<w:moveFrom w:id="{self.id()}" w:author="李某"><w:r><w:t>{self.fresh("移")}</w:t></w:r></w:moveFrom>'
        ), ""

    def hidden(self):
        return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{self.fresh('隐')}</w:t></w:r>", ""

    def comment(self, text):
        key = len(self.comments)
        self.comments.append(self.fresh("批"))
        run = self.t(text)[0]
        return (
            f'<w:commentRangeStart w:id="{key}"/>{run}<w:commentRangeEnd w:id="{key}"/>'
            f'<w:r><w:commentReference w:id="{key}"/></w:r>'
        ), text

    def note(self, text):
        self.notes.append(text)
        self.note_lines.append(text)
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r>', "[注]"

    def link(self, text, address):
        if self.writer.name == "wps":
            field = "".join(
                f"<w:r>{part}</w:r>"
                for part in (
                    '<w:fldChar w:fldCharType="begin"/>',
                    f'<w:instrText xml:space="preserve"> HYPERLINK "{escape(address)}" </w:instrText>',
                    '<w:fldChar w:fldCharType="separate"/>',
                )
            )
            return field + self.t(text)[0] + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', text
        self.links.append(address)
        return f'<w:hyperlink r:id="rIdL{len(self.links)}">{self.t(text)[0]}</w:hyperlink>', text

    def field(self, code, text):
        hidden_code = f"{code} {self.fresh('域')}"
        if self.writer.name == "libreoffice":
            return f'<w:fldSimple w:instr=" {hidden_code} ">{self.t(text)[0]}</w:fldSimple>', text
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {hidden_code} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{self.t(text)[0]}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ), text

    def box(self, on):
        return (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/>'
            f'<w:checked w:val="{int(on)}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ), "☑" if on else "□"

    def sym(self):
        return '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"

    def control(self, text):
        return f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{self.t(text)[0]}</w:sdtContent></w:sdt>", text

    def unfilled(self):
        word = self.fresh("提示")
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{word}</w:t></w:r></w:sdtContent></w:sdt>", ""

    def formula(self):
        return f"<m:oMath><m:r><m:t>{self.fresh('式')}</m:t></m:r></m:oMath>", "[缺:公式]"

    def picture(self, kind, alt):
        name = f"image{1 if kind == 'png' else 2}.{kind}"
        if name not in self.pictures:
            self.pictures.append(name)
        key = f"rIdP{self.pictures.index(name)}"
        auto = f"图片 {self.id()}"
        if self.writer.name == "wps" and kind == "png":
            return (
                f'<w:r><w:pict><v:shape id="图片 1" o:spid="_x1" type="#t" alt="{alt}" style="width:9pt;height:9pt">'
                f'<v:imagedata r:id="{key}" o:title=""/></v:shape></w:pict></w:r>'
            ), f"[图:{alt}]"
        return (
            '<w:r><w:drawing><wp:inline distT="0"><wp:extent cx="9" cy="9"/>'
            f'<wp:docPr id="1" name="{auto}" descr="{alt}"/><a:graphic><a:graphicData uri="u"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="0" name="{auto}"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill>'
            "<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ), f"[图:{alt}]"

    def id(self):
        self.next += 1
        return self.next

    # Blocks.

    def add(self, xml, *lines):
        if self.into is not None:
            self.into[0].append(xml)
            self.into[1].extend(lines)
        else:
            self.body.append(xml)
            self.lines.extend(lines)

    def p(self, *runs, style="body", side=None, label="", num=None, ppr="", boxes=()):
        runs = [self.t(run) if isinstance(run, str) else run for run in runs]
        props = f'<w:pStyle w:val="{self.writer.styles[style][0]}"/>'
        if num is not None:
            props += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
        if side in ("center", "right"):
            props += f'<w:jc w:val="{side}"/>'
        elif side:
            props += f'<w:ind w:left="{side}"/>'
        xml = "".join(run[0] for run in runs)
        xml += "".join(self.text_box(box) for box in boxes)
        text = label + "".join(run[1] for run in runs)
        lines = [text] if text.strip() else []
        self.add(f"<w:p><w:pPr>{props}{ppr}</w:pPr>{xml}</w:p>", *lines, *boxes)

    def text_box(self, text):
        inside = f'<w:txbxContent><w:p><w:pPr/>{self.t(text)[0]}</w:p></w:txbxContent>'
        new = (
            '<w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>99</wp:posOffset></wp:positionH>'
            f'<wp:docPr id="{self.id()}" name="文本框 2"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx>'
            "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )
        old = f'<w:pict><v:shape id="s" style="position:absolute"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
        if self.writer.name == "pandoc":
            return f"<w:r>{old}</w:r>"
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    def joined(self, first, second):
        """Two paragraphs that a deleted paragraph mark makes one."""
        mark = f'<w:rPr><w:del w:id="{self.id()}" w:author="李某"/></w:rPr>'
        self.add(
            f"<w:p><w:pPr>{mark}</w:pPr>{self.t(first)[0]}</w:p><w:p><w:pPr/>{self.t(second)[0]}</w:p>", first + second
        )

    def list(self, *levels):
        """A list; each level: format, text, start. Gives its number."""
        key = len(self.abstracts) + 1
        xml = ""
        for place, (form, text, start) in enumerate(levels):
            suff = f'<w:suff w:val="{self.writer.suff}"/>' if self.writer.suff else ""
            xml += (
                f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{suff}'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            )
        self.abstracts.append(f'<w:abstractNum w:abstractNumId="{key}">{xml}</w:abstractNum>')
        return self.use(key)

    def use(self, key, start=None):
        number = self.writer.lists + len(self.nums)
        change = ""
        if start is not None:
            change = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self.nums.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{change}</w:num>')
        return number

    def table(self, rows, heading=0):
        """Rows of cells: text, or (text, columns, "restart"/"continue"/None), or a list of rows for a table inside."""
        xml = []
        for place, row in enumerate(rows):
            made = "<w:trPr><w:tblHeader/></w:trPr>" if place < heading else ""
            for cell in row:
                text, columns, merge = cell if isinstance(cell, tuple) else (cell, 1, None)
                props = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
                props += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(merge, "")
                if isinstance(text, list):
                    around, self.into = self.into, ([], [])
                    self.table(text)
                    inside, lines = self.into
                    self.into = around
                    inside, lines = "".join(inside) + "<w:p/>", lines
                else:
                    inside, lines = f"<w:p><w:pPr/>{self.t(text)[0] if text else ''}</w:p>", [text] if text else []
                made += f"<w:tc><w:tcPr>{props}</w:tcPr>{inside}</w:tc>"
                if self.into is not None:
                    self.into[1].extend(lines)
                else:
                    self.lines.extend(lines)
            xml.append(f"<w:tr>{made}</w:tr>")
        whole = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(xml)}</w:tbl>"
        (self.into[0] if self.into is not None else self.body).append(whole)

    def toc(self):
        word = self.fresh("目录项")
        self.add(
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )

    def hidden_paragraph(self):
        self.add(f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>{self.fresh('隐段')}</w:t></w:r></w:p>")

    def deleted_row(self):
        self.body.append(
            "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>留下的行</w:t></w:r></w:p></w:tc></w:tr>"
            f'<w:tr><w:trPr><w:del w:id="{self.id()}" w:author="李某"/></w:trPr><w:tc><w:p><w:del w:id="{self.id()}">'
            f"<w:r><w:delText>{self.fresh('删行')}</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>"
        )
        self.lines.append("留下的行")

    # The package.

    def parts(self, strict=False, macros=False):
        writer = self.writer
        styles = [
            f'<w:style w:type="paragraph" w:default="1" w:styleId="{writer.styles["body"][0]}"><w:name w:val="Normal"/></w:style>'
        ]
        done = {writer.styles["body"][0]}
        for key, (style, name) in writer.styles.items():
            if style in done:
                continue
            done.add(style)
            level = {"h1": 0, "h2": 1}.get(key)
            outline = f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>' if level is not None else ""
            base = f'<w:basedOn w:val="{writer.styles["body"][0]}"/>'
            styles.append(f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{base}{outline}</w:style>')
        header, footer = self.fresh("页眉"), self.fresh("页脚")
        wrap = lambda root, inside: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {SPACES}>{inside}</w:{root}>'
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/></w:sectPr>'
        )
        notes = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        for key, text in enumerate(self.notes):
            notes += (
                f'<w:footnote w:id="{key + 2}"><w:p><w:r><w:footnoteRef/></w:r>'
                f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            )
        comments = "".join(
            f'<w:comment w:id="{key}" w:author="{self.fresh("作者")}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
            for key, text in enumerate(self.comments)
        )
        main = "docm" if macros else "docx"
        parts = {
            "word/document.xml": wrap("document", f"<w:body>{''.join(self.body)}{section}</w:body>"),
            "word/styles.xml": wrap("styles", '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>' + "".join(styles)),
            "word/numbering.xml": wrap("numbering", "".join(self.abstracts + self.nums)),
            "word/footnotes.xml": wrap("footnotes", notes),
            "word/comments.xml": wrap("comments", comments),
            "word/header1.xml": wrap("hdr", f"<w:p><w:r><w:t>{header}</w:t></w:r></w:p>"),
            "word/footer1.xml": wrap("ftr", f"<w:p><w:r><w:t>{footer}</w:t></w:r></w:p>"),
            "docProps/core.xml": (
                '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{self.fresh("属性")}</dc:title>'
                f'<dc:creator>{self.fresh("建者")}</dc:creator></cp:coreProperties>'
            ),
        }
        kinds = ["styles", "numbering", "footnotes", "comments"]
        inner = [(f"rId{key + 1}", kind, f"{kind}.xml", "") for key, kind in enumerate(kinds)]
        inner += [("rIdH", "header", "header1.xml", ""), ("rIdF", "footer", "footer1.xml", "")]
        inner += [(f"rIdL{key + 1}", "hyperlink", escape(one), ' TargetMode="External"') for key, one in enumerate(self.links)]
        inner += [(f"rIdP{key}", "image", f"media/{one}", "") for key, one in enumerate(self.pictures)]
        if macros:
            parts["word/vbaProject.bin"] = b"\xd0\xcf" + self.fresh("macro").encode()
            inner.append(("rIdV", "vbaProject", "vbaProject.bin", ""))
        for name in self.pictures:
            parts[f"word/media/{name}"] = png() if name.endswith("png") else jpeg_with_place()
        relations = lambda rows: (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{more}/>' for key, kind, target, more in rows)
            + "</Relationships>"
        )
        parts["word/_rels/document.xml.rels"] = relations(inner)
        parts["_rels/.rels"] = relations(
            [("rId1", "officeDocument", "word/document.xml", ""), ("rId2", "core-properties", "docProps/core.xml", "")]
        )
        parts["[Content_Types].xml"] = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>'
        )
        if strict:
            for name in list(parts):
                if isinstance(parts[name], str):
                    parts[name] = (
                        parts[name].replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
                    )
        return parts, main

    def write(self, folder, name, **options):
        parts, ending = self.parts(**options)
        with zipfile.ZipFile(folder / f"{name}.{ending}", "w", zipfile.ZIP_DEFLATED) as made:
            for part in sorted(parts):
                made.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), parts[part], zipfile.ZIP_DEFLATED)
        (folder / f"{name}.txt").write_text("\n".join(self.lines + self.note_lines) + "\n", encoding="utf-8")
        (folder / f"{name}.absent.txt").write_text("\n".join(self.absent) + "\n", encoding="utf-8")


SCHOOL = "中共云溪县青禾学校委员会"

# Title in two lines, 主送, what it is about, items, 落款.
KINDS = {
    "tongzhi": (["中共云溪县青禾学校委员会", "关于开展2026年主题党日活动的通知"], "各党支部：", ["活动主题", "活动时间", "有关要求"]),
    "gongshi": (["关于拟确定张某某等3名同志", "为发展对象的公示"], "全体党员、师生：", ["公示对象", "公示时间", "受理方式"]),
    "jiyao": (["青禾学校党委会", "会议纪要"], "时间：2026年3月2日14:30", ["研究年度经费安排", "研究发展党员工作", "其他事项"]),
    "chengnuo": (["党员公开", "承诺书"], "我郑重承诺：", ["学习方面", "教学方面", "服务方面"]),
    "jihua": (["青禾学校党委", "2026年度工作计划"], "为做好全年工作，制定本计划。", ["总体要求", "重点任务", "保障措施"]),
}


def suffix(writer, label):
    """Space after a number that ends in a letter or digit, unless its writer puts nothing there."""
    return label if writer.suff == "nothing" or not label[-1].isalnum() else label + " "


def begin(doc, kind):
    title, first, _ = KINDS[kind]
    for line in title:
        doc.p(doc.t(line, "title"), style="title" if doc.writer.name == "pandoc" else "body", side="center")
    doc.p("青禾党发〔2026〕3号", side="center")
    doc.p(first)


def end(doc):
    doc.p(SCHOOL, side="right")
    doc.p("2026年3月2日", side=5600)


def plain(doc, kind):
    """Numbers on three levels that begin again, a second list, notes, comments."""
    begin(doc, kind)
    items = KINDS[kind][2]
    key = doc.list(("chineseCounting", "%1、", 1), ("chineseCountingThousand", "（%2）", 1), ("decimal", "%3.", 1), ("decimal", "（%4）", 1))
    for place, item in enumerate(items):
        doc.p(doc.t(item, "hei"), style="h1" if kind == "jihua" else "body", num=(key, 0), label="一二三"[place] + "、")
        doc.p(doc.t("明确责任。", "kai"), "由各支部落实。", num=(key, 1), label="（一）")
        doc.p("每月一次，", doc.comment("有记录"), "。", num=(key, 2), label="1.")
        doc.p("时长不少于1小时。", doc.note("自2026年1月起。"), num=(key, 2), label="2.")
        doc.p("可以合并开展。", num=(key, 3), label="（1）")
        doc.p(doc.t("加强检查。", "kai", b=True), num=(key, 1), label="（二）")
        doc.p("学期末检查。", num=(key, 2), label="1.")
    doc.p("附件清单如下", doc.hidden(), "：")
    again = doc.use(1, start=1)
    for label in ("一、", "二、"):
        doc.p("材料" + label[0], num=(again, 0), label=label)
    end(doc)


def tables(doc, kind):
    """Merged and nested tables, text boxes, tracked changes, deleted paragraph marks."""
    begin(doc, kind)
    doc.p("有关情况见下表。", boxes=("文本框里的说明",))
    doc.table(
        [
            [("支部", 1, "restart"), ("人数", 2, None)],
            [("", 1, "continue"), "应到", "实到"],
            [("第一支部", 1, "restart"), "12", "11"],
            [("", 1, "continue"), "3", "3"],
            ["合计", ([["内层一", "内层二"], ["内层三", "内层四"]], 2, None)],
        ],
        heading=2,
    )
    doc.p("修订后的", doc.deleted(), doc.ins("新增"), "文字。")
    doc.joined("前半段，", "后半段。")
    doc.deleted_row()
    doc.hidden_paragraph()
    doc.p(doc.t("左"), doc.tab(), doc.t("右"), doc.br(), doc.t("第二行　　全角空格"))
    end(doc)


def mixed(doc, kind):
    """Pictures, fields, controls, formulas, links, a table of contents."""
    doc.toc()
    begin(doc, kind)
    doc.p("截至", doc.field("DATE", "2026年3月"), "，共", doc.field("=SUM(ABOVE)", "36"), "人。")
    doc.p(doc.box(True), "同意　", doc.box(False), "不同意　", doc.sym(), "已核对")
    doc.p("填表日期：", doc.control("2026年3月2日"), "，", doc.unfilled(), "经办人签字。")
    doc.p("比例为", doc.formula(), "。")
    doc.p("详见", doc.link("学校网站", "https://www.example.com/a?b=1&c=2"), "或来信", doc.link("邮箱", "mailto:dang@example.com"), "。")
    doc.p(doc.picture("png", "活动现场"), side="center")
    doc.p(doc.picture("jpeg", "会议合影"), doc.picture("png", "活动现场"), side="center")
    doc.p("上标", doc.t("2", extra='<w:vertAlign w:val="superscript"/>'), doc.t("删除线", extra="<w:strike/>"), "。")
    doc.p(doc.comment("请核对"), doc.deleted(), doc.hidden(), "完。", doc.note("注释一。"), doc.note("注释二。"))
    end(doc)


def every_format(doc):
    """A list in each format."""
    for form, (text, labels) in FORMATS.items():
        key = doc.list((form, text, 1))
        for label in labels.split():
            doc.p("内容", style="list", num=(key, 0), label=suffix(doc.writer, label))
    key = doc.list(("chineseCounting", "第%1章", 1), ("decimal", "%1.%2", 1), ("decimal", "%1.%2.%3", 1))
    rows = [(0, "第一章"), (0, "第二章"), (1, "二.1"), (1, "二.2"), (2, "二.2.1"), (0, "第三章"), (1, "三.1")]
    for level, label in rows:
        doc.p("条文", num=(key, level), label=suffix(doc.writer, label))
    key = doc.list(("decimal", "%1.", 5))
    for label in ("5.", "6."):
        doc.p("从五起", num=(key, 0), label=label)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for writer in WRITERS:
        for kind in KINDS:
            for make in (plain, tables, mixed):
                doc = Document(writer)
                make(doc, kind)
                doc.write(folder, f"{writer.name}-{kind}-{make.__name__}")
        doc = Document(writer)
        every_format(doc)
        doc.write(folder, f"{writer.name}-numbers")
    doc = Document(WRITERS[0])
    mixed(doc, "gongshi")
    doc.write(folder, "strict-gongshi", strict=True)
    doc = Document(WRITERS[0])
    tables(doc, "jiyao")
    doc.write(folder, "macros-jiyao", macros=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
