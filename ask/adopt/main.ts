// Runs `npm run adopt-answers`: turns reports into a change of the table of facts.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { merge } from "./merge";
import { NEXT, plan } from "./plan";
import { readReport, ReportError } from "./read";
import { factsIn, withFacts } from "./table";

export interface AdoptOptions {
  readonly args: readonly string[];
  /** The path of emulator/src/evidence.rs. */
  readonly table: string;
  /** Returns the files of the project that mention an assumption. */
  readonly mentions: (assumption: string) => readonly string[];
}

const HELP = `Turns reports of ask-stripe into a change of emulator/src/evidence.rs, and lists the files to look at.

  adopt-answers [--dry-run] FILE...`;

/** Adopts the reports, and returns the exit code. */
export function adopt({ args, table, mentions }: AdoptOptions): number {
  const files = args.filter((argument) => !argument.startsWith("-"));
  const flags = args.filter((argument) => argument.startsWith("-"));
  if (files.length === 0 || flags.some((flag) => flag !== "--dry-run")) {
    console.error(HELP);
    return 2;
  }
  try {
    const source = readFileSync(table, "utf8");
    const known = factsIn(source);
    const reports = files.map((file) => readReport(basename(file), readFileSync(resolve(process.env.INIT_CWD ?? "", file), "utf8")));
    const merged = merge(reports, known);
    console.log(plan(merged, known, mentions).join("\n"));
    const changed = withFacts(source, merged.facts);
    if (changed === source) console.log("\nThe table stays as it is.");
    else if (flags.length > 0) console.log("\nWithout --dry-run, the facts and the defaults go into emulator/src/evidence.rs.");
    else {
      writeFileSync(table, changed);
      console.log(`\nChanged emulator/src/evidence.rs. Then run:\n${NEXT.map((command) => `  ${command}`).join("\n")}`);
    }
    return merged.contradictions.length > 0 ? 1 : 0;
  } catch (error) {
    const isOfFile = (error as NodeJS.ErrnoException).syscall !== undefined;
    if (!(error instanceof ReportError || isOfFile)) throw error;
    console.error(`adopt-answers: ${(error as Error).message}`);
    return 1;
  }
}
