window.gongkaiShards = [["2026","search-2026.js"]];
