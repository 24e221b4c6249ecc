module.exports = { mode: "production", target: "node", entry: "./program.mjs", stats: "errors-warnings" };
