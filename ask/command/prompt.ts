// Asks for the key without showing it.

import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { UsageError } from "./key";

/** The standard streams. */
export interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Returns the first line of the input. On a terminal it asks the question first, and does not show what is typed.
 *
 * @throws {UsageError} if the input ends without a line
 */
export function askHidden(
  question: string,
  { input, output }: Streams = { input: process.stdin, output: process.stderr },
): Promise<string> {
  const isTerminal = input.isTTY ?? false;
  if (isTerminal) output.write(question);
  // In this mode the terminal itself does not show what is typed, and this stream swallows the echo of readline.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: isTerminal });
  return new Promise((resolve, reject) => {
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    lines.once("SIGINT", () => lines.close());
    lines.once("close", () => {
      if (isTerminal) output.write("\n");
      reject(new UsageError("There is no key: set STRIPE_API_KEY to a key of test mode, or enter one."));
    });
  });
}
