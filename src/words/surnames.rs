//! Surnames. Source: the yearly reports on names of the Ministry of Public Security, the most frequent ones first, and
//! 《百家姓》. A surname that is also a common word of notices (通, 同, 无, 公, 国, 但, 相, 经, 从, 有, 要, 信) is left out: who has it
//! is known by `organization.yaml`.

/// The hundred most frequent surnames: the first two characters of a name of four (陈方安生) may be two of these.
pub(crate) const FREQUENT_SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖\
    石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常";

/// The next hundred.
pub(crate) const COMMON_SURNAMES: &str = "汤康易乔赖文樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦柳邢岳齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄\
    项曲成游阳裴席卫查屈鲍霍翁隋甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边";

/// The others of one character.
pub(crate) const RARE_SURNAMES: &str = "辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩\
    稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺水云昌凤酆傅皮元平萧湛禹狄贝茅庞麻危骆支昝裘缪\
    宣贲杭诸钮嵇滑荣荀羊於惠芮羿储汲邴松富乌巴弓牧隗山宓蓬郗班仰秋伊暴钭厉戎祖幸韶蓟宿怀蒲邰鄂咸籍阴鬱苍闻莘贡劳逄扶堵宰郦雍\
    郤璩濮寿扈郏浦尚农阎慕茹宦鱼容慎戈庾暨衡步弘寇广禄阙殳沃蔚夔隆厍晁勾融訾阚那乜丰巢蒯红权逯益桓仝亓邝麦粟佘仉缑禚矫淳寸哈\
    海洒锁妥拜冶脱朵代年颉卿谯漆雒楼靖褟畲翦撒郄呙庹幺揣朴忻帅虎鹿旦莎郅郇隽睢贠苌铁闪赫轩粘竹菅狐尕笪佴禤汝蹇侬撖锺";

/// Rare ones that are words of notices too, each with the characters that make it one: 占用. Who bears one is known where names
/// stand alone, or behind a mark.
pub(crate) const WORD_SURNAMES: &[(char, &str)] = &[
    ('占', "用地比据有到总应实党领道位座"),
    ('操', "场作心办行守劳控课练"),
    ('束', "缚手"),
    ('尧', "舜"),
    ('亢', "奋"),
    ('钦', "佩"),
    ('泮', "宫"),
    ('旷', "课工野"),
    ('尉', "官"),
    ('漕', "运河粮"),
    ('卯', "足"),
    ('索', "引取要赔性"),
    ('况', "且"),
    ('印', "发章制刷件鉴象证数送"),
    ('满', "意分足员勤腔怀满一二两三四五六七八九十半年月后时岁负额期周"),
    ('居', "民家住中委多于首前留室所安"),
    ('母', "亲校爱子女婴语方乳"),
    ('归', "档还口属纳类零国集于并来队校侨我个公"),
    ('干', "净扰预活群劲事校警练旱燥线涉脆货休得什好完部"),
    ('展', "示开览板现望出演厅馆区品柜期评播"),
    ('仓', "库储促管"),
    ('税', "务收费款前后率额票局"),
    ('战', "略疫斗胜友士线争役区时备术果旗绩"),
    ('鲜', "花明活奶红艳肉有血为果"),
    ('智', "慧能力育者库障商"),
    ('拓', "展宽印荒片"),
    ('敬', "请业老礼爱告畏意上启献佩重廉语酒"),
    ('师', "德范风资徒训友长爱表门恩承专生傅"),
];

/// True for what begins with a word that such a surname begins.
pub(crate) fn begins_a_word(text: &str) -> bool {
    let mut letters = text.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else {
        return false;
    };
    let mut rows = WORD_SURNAMES.iter();
    rows.any(|(surname, behind)| *surname == first && behind.contains(second))
}

/// Those of one character that begin no word of notices: what follows one in a text is a name, as after a frequent one.
pub(crate) const DISTINCT_SURNAMES: &str = "瞿邬臧褚娄郜姬晏栾窦敖鄢佟蔺酆茅骆昝裘缪嵇荀羿邴隗郗邰郦璩扈郏滕闻阎茹虞卞竺谌岑胥狄芮逄仝亓邝佘贠雒畲郅郇訾阚蒯逯笪佴禤蹇侬撖锺";

/// Surnames of two characters.
pub(crate) const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "宇文", "司徒", "夏侯",
    "端木", "南宫", "西门", "独孤", "赫连", "澹台", "轩辕", "闻人", "钟离", "鲜于", "闾丘", "司空", "太史",
    "太叔", "申屠", "濮阳", "淳于", "单于", "仲孙", "拓跋", "完颜", "纳兰", "叶赫", "呼延", "长孙", "万俟",
    "百里", "东郭", "公冶", "公羊", "宗政", "左丘", "谷梁", "梁丘", "乐正", "漆雕", "壤驷", "亓官", "司寇",
    "巫马", "颛孙", "段干", "羊舌", "微生", "南门", "仆固", "哥舒", "贺兰", "屋庐",
];
