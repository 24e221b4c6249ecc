const { useAll } = require("./user.cjs");

useAll().then(console.log);
