// Asks for the key without showing it.

import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { UsageError } from "./key";

/** A terminal: where the answer is typed, and where the question is shown. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks a question on a terminal, and returns the answer, which is not shown.
 *
 * @throws {UsageError} if there is no terminal or no answer
 */
export function askHidden(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
  if (!input.isTTY) {
    const message = "There is no key: set STRIPE_API_KEY to a key of test mode, or run the command in a terminal.";
    return Promise.reject(new UsageError(message));
  }
  output.write(question);
  // In this mode the terminal itself does not show what is typed, and this stream swallows the echo of readline.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    lines.once("SIGINT", () => lines.close());
    lines.once("close", () => {
      output.write("\n");
      reject(new UsageError("No key was given."));
    });
  });
}
