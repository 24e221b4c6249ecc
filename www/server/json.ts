// Parses JSON files that people write, and says where one is wrong.

import * as json from "jsonc-parser";
import type { ParseError } from "jsonc-parser";

/**
 * Parses a JSON file.
 *
 * @param file the file's name in an error
 * @throws Error with a sentence that names the file, the line and the field
 */
export function parseJson(file: string, content: string): unknown {
  const text = content.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const parsed: unknown = json.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file} is not valid JSON: ${describe(error, text)}.`);
  return parsed;
}

/** Says what is wrong in a JSON text, with the line and the field. */
function describe({ error, offset }: ParseError, text: string): string {
  if (text.trim() === "") return "the file is empty";
  const before = text.slice(0, offset).trimEnd();
  const line = before.split("\n").length;
  const field = fieldOf(json.getLocation(text, before.length).path);
  const place = `line ${line}${field === "" ? "" : `, in ${field},`}`;
  if (before.endsWith(",") && /[}\]]/.test(text[offset] ?? "")) return `${place} has a comma that nothing follows`;
  // The names are those of the library: "PropertyNameExpected", "InvalidCommentToken".
  const reason = json.printParseErrorCode(error).replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${place} has the error "${reason.toLowerCase()}"`;
}

/** Returns a path in a JSON text as JavaScript would write it: `ui_extension.views[0]`. */
const fieldOf = (path: readonly (string | number)[]): string =>
  path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
