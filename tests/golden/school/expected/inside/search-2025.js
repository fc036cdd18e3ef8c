gongkaiShard("search-2025.js", [
["study/2025-09-01-dangshi-yi.html","校史​中的​党史​（一）","2025-09-01","study","er","第一讲。",""]
]);
