// Measures in a new Node process: `measure(kind, job)` as in benches/measure, and `firstAnswer(script)`.

import { spawn } from "node:child_process";
import { runInThisContext } from "node:vm";
import * as measures from "../measure/index.mjs";

export const inNode = {
  name: "Node",
  measure: (kind, job) => child({ kind, job }),
  firstAnswer: (script) => child({ kind: "firstAnswer", job: script }),
  close: async () => {},
};

/** Runs this file as a program that reads a job and prints a result. */
function child(task) {
  return new Promise((resolve, reject) => {
    const program = spawn(process.execPath, ["--expose-gc", import.meta.filename], { stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    program.stdout.setEncoding("utf8").on("data", (text) => (output += text));
    program.on("error", reject);
    program.on("close", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${task.kind} in Node failed (${code}).`))));
    program.stdin.end(JSON.stringify(task));
  });
}

if (process.argv[1] === import.meta.filename) {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  const { kind, job } = JSON.parse(text);
  // oxlint-disable-next-line import/namespace -- The parent sends the name of a function.
  const result = kind === "firstAnswer" ? await measures.firstAnswer(job, (script) => runInThisContext(script)) : await measures[kind](job);
  process.stdout.write(JSON.stringify(result));
}
