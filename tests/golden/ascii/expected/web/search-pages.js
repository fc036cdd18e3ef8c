gongkaiShard("search-pages.js", [
["pages/about.html","\u5173\u4e8e\u672c\u7ad9","2026-01-05","page","","\u672c\u7ad9\u7531\u515a\u603b\u652f\u4e3b\u529e\u3002",""]
]);
