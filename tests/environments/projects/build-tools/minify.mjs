// Minifies program.bundle.mjs by a library: `node minify.mjs terser|swc OUTPUT OPTIONS`.

import { readFileSync, writeFileSync } from "node:fs";

const [library, output, options] = process.argv.slice(2);
const { minify } = await import({ terser: "terser", swc: "@swc/core" }[library]);
const { code } = await minify(readFileSync("program.bundle.mjs", "utf8"), { module: true, compress: JSON.parse(options), mangle: true });
writeFileSync(output, code);
