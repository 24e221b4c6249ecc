// What npm would publish: no dependency at run time, no file that the manifest does not mean, and accepted by `npm publish`.

import { readFileSync } from "node:fs";
import { run } from "../process.mjs";

/** What `files` of package.json means, besides what npm always adds. */
const MEANT = [/^dist\//, /^[\w-]+\.js$/, /^[\w-]+\.d\.ts$/, /^LICENSE-\w+$/, /^README\.md$/, /^package\.json$/];

export async function npmPackage() {
  const { dependencies, optionalDependencies, bundleDependencies } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  if (dependencies || optionalDependencies || bundleDependencies) throw new Error("package.json has dependencies at run time");
  const { code, output } = await run("npm", ["publish", "--dry-run", "--json", "--loglevel", "error"], { hidden: true });
  if (code !== 0) throw new Error(`npm publish --dry-run ended with ${code}\n${output}`);
  // What the build says comes before it.
  const told = JSON.parse(output.slice(output.search(/^\{/m)));
  const { files, size, unpackedSize } = told["stripe-secret-store"] ?? told;
  const strange = files.map(({ path }) => path).filter((path) => !MEANT.some((pattern) => pattern.test(path)));
  if (strange.length > 0) throw new Error(`it has what is not meant to be published: ${strange.join(", ")}`);
  return `${files.length} files, ${(size / 1000).toFixed(0)} kB packed, ${(unpackedSize / 1000).toFixed(0)} kB unpacked`;
}
