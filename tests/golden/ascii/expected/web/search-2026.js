gongkaiShard("search-2026.js", [
["ledgers/2026-dangfei.html","\u7b2c\u4e00\u515a\u652f\u90e8\u200b\u4e0a\u534a\u5e74\u200b\u515a\u8d39","2026-06-12","ledger","yi","",""],
["notices/2026-06-08-youxiu-gongshi.html","\u516c\u793a\uff08\u5df2\u671f\u6ee1\uff09","2026-06-08","notice","yi","",""],
["meetings/2026-06-05-dahui.html","\u7b2c\u4e00\u515a\u652f\u90e8\u200b\u516d\u6708\u200b\u515a\u5458\u5927\u4f1a\u200b\u7eaa\u8981","2026-06-05","meeting","yi","\u4f1a\u8bae\u901a\u8fc7\u4e86\u201c\u5e74\u5ea6\u5b66\u4e60\u8ba1\u5212\u201d\u7684\u5b89\u6392\u3002 \u8868\u51b3\u7ed3\u679c \u8d5e\u6210 9 \u7968\u3002",""]
]);
