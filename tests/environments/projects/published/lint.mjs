// Prints the findings of publint and "are the types wrong?" for a tarball as JSON.

import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const tarball = new Uint8Array(readFileSync(process.argv[2]));

const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, level: "suggestion", strict: true });
const { problems, entrypoints } = await checkPackage(createPackageFromTarballData(tarball));

/** The file of types that each way to resolve modules finds for each entry. */
const types = Object.fromEntries(
  Object.entries(entrypoints).map(([entry, { resolutions }]) => [
    entry,
    Object.fromEntries(Object.entries(resolutions).map(([way, { resolution }]) => [way, resolution?.fileName ?? null])),
  ]),
);
console.log(
  JSON.stringify({
    publint: messages.map((message) => `${message.type}: ${message.code}: ${formatMessage(message, pkg)}`),
    problems,
    types,
  }),
);
