// docs/react.md: each piece of code in it compiles as it stands.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { here } from "../package/support";

const tsc = join(here, "../../node_modules/.bin/tsc");

test("the code compiles", async () => {
  const text = await readFile(join(here, "../../docs/react.md"), "utf8");
  const pieces = [...text.matchAll(/^```tsx\n([^]*?)^```$/gm)].map(([, code]) => code!);
  expect(pieces.length).toBeGreaterThan(3);
  const folder = await mkdtemp(join(here, "node_modules", "docs-"));
  try {
    const files = pieces.map((_, index) => `piece-${index}.tsx`);
    await Promise.all(files.map((file, index) => writeFile(join(folder, file), pieces[index]!)));
    // What a test runner declares.
    await writeFile(join(folder, "test.d.ts"), "declare function test(name: string, run: () => Promise<void>): void;\n");
    const compilerOptions = {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      strict: true,
      noUnusedLocals: true,
      noUncheckedIndexedAccess: true,
      // The SDK's own declarations do not stand it: see tests/package/types.test.ts.
      skipLibCheck: true,
      noEmit: true,
      types: [],
      lib: ["es2022", "dom"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [...files, "test.d.ts"] }));
    const said = await new Promise<string>((resolve) => execFile(tsc, ["-p", folder, "--pretty", "false"], (_, output) => resolve(output)));
    expect(said).toBe("");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
