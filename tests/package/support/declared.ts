// Reads the declarations of the installed package: its callable members, and the examples in its comments.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { blocksOf, type Block, type Document } from "./documents";
import { packageFolder } from "./paths";

/** The declarations for CommonJS. tests/environments/published.test.ts checks that the others are equal. */
const FILES = readdirSync(join(packageFolder, "dist"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".d.ts"))
  .map((name) => `dist/${name.replaceAll("\\", "/")}`)
  .sort();

/** The comments of each file, as documents with the same line numbers. */
const COMMENTS: readonly Document[] = FILES.map((path) => ({ path: `stripe-secret-store/${path}`, text: commentsOf(read(path)) }));

/** The examples in the comments. */
export const EXAMPLES: readonly Block[] = COMMENTS.flatMap(blocksOf);

export interface Callable {
  /** The name, such as `createEmulator` or `Emulator.advance`. */
  readonly name: string;
  /** The name of its class or interface. */
  readonly owner?: string;
  readonly comment: string;
}

/** All functions, constructors and methods. */
export const CALLABLES: readonly Callable[] = FILES.flatMap((path) => callablesOf(read(path)));

function callablesOf(text: string): Callable[] {
  const { program, comments, errors } = parseSync("declarations.d.ts", text, { lang: "dts" });
  if (errors.length > 0) throw new Error(errors[0]!.message);
  const commentBefore = (start: number) =>
    comments.find(({ end, value }) => value.startsWith("*") && end <= start && text.slice(end, start).trim() === "")?.value ?? "";

  return program.body.flatMap((statement): Callable[] => {
    const declared = statement.type === "ExportNamedDeclaration" && statement.declaration;
    if (!declared) return [];
    const comment = commentBefore(statement.start);
    switch (declared.type) {
      case "TSDeclareFunction":
        return [{ name: declared.id!.name, comment }];
      case "VariableDeclaration":
        return declared.declarations.flatMap(({ id }) =>
          id.type === "Identifier" && id.typeAnnotation?.typeAnnotation.type === "TSFunctionType" ? [{ name: id.name, comment }] : [],
        );
      case "ClassDeclaration":
      case "TSInterfaceDeclaration": {
        const owner = declared.id!.name;
        return declared.body.body
          .filter(({ type }) => type === "MethodDefinition" || type === "TSMethodSignature")
          .map((method) => {
            const { key } = method as { key: { start: number; end: number } };
            return { name: `${owner}.${text.slice(key.start, key.end)}`, owner, comment: commentBefore(method.start) };
          });
      }
      default:
        return [];
    }
  });
}

function read(path: string): string {
  return readFileSync(join(packageFolder, path), "utf8");
}

/** Returns a file's comments alone, without their marks. */
function commentsOf(text: string): string {
  return text
    .split("\n")
    .map((line) => /^\s*\* ?(?!\/)(.*)$/.exec(line)?.[1] ?? "")
    .join("\n");
}
