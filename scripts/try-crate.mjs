// `npm run try-crate`: packs the crate as for crates.io, and tries it in a new project for each form. A release does the same.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, logStep, root } from "./process.mjs";
import { cargoPackage } from "./release/cargo-package.mjs";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
logStep("Packing the crate, and trying it in new projects");
logStep(await cargoPackage({ root, version }).catch(({ message }) => fail(message)));
