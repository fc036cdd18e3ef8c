window.gongkaiShards = [["2026","search-2026.js"],["2025","search-2025.js"],["","search-pages.js"]];
