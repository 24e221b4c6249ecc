// Names the folders of the tests and of the packed package. A test that imports only this file does not depend on the client's entry.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the packed and unpacked package, where scripts/test.mjs installs it. */
export const packageFolder = fileURLToPath(new URL("../node_modules/stripe-secret-store/", import.meta.url));

/** The folder of these tests, whose node_modules has the package. */
export const here = fileURLToPath(new URL("..", import.meta.url));

/** Reads the declarations as text. */
export const declarations = readFileSync(`${packageFolder}dist/index.d.ts`, "utf8");
