//! What the files of a new site and the forms of `new` hold in the place of something real.

/// What stands in for something of the school's own, and for what.
#[derive(Debug)]
pub struct StandIn {
    /// As it is typed.
    pub text: &'static str,
    /// What should stand there.
    pub of: &'static str,
    /// Looked for in entries too, and not in the settings alone.
    pub everywhere: bool,
}

const fn in_settings(text: &'static str, of: &'static str) -> StandIn {
    StandIn {
        text,
        of,
        everywhere: false,
    }
}

const fn everywhere(text: &'static str, of: &'static str) -> StandIn {
    StandIn {
        everywhere: true,
        ..in_settings(text, of)
    }
}

/// Everything that the files of a new site and the forms of `new` hold in the place of something real.
pub const STAND_INS: [StandIn; 9] = [
    everywhere("示例学校", "学校名称"),
    everywhere("0000-", "电话号码"),
    everywhere("dangwu@example.edu.cn", "邮箱"),
    in_settings("www.example.edu.cn", "网址"),
    in_settings("示例市", "地址"),
    in_settings("示例区", "上级党组织"),
    in_settings("某ICP备", "ICP备案号"),
    in_settings("某公网安备", "公安备案号"),
    in_settings("（填姓名）", "姓名"),
];
