gongkaiShard("search-pages.js", [
["pages/about.html","关于本站","2026-01-05","page","","本站由党总支主办。",""]
]);
