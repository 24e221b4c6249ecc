// Measures the growth of time and memory with the length of a payload, and with the number of calls in flight.

import { ascii, CASES, creating, mixed } from "./cases.mjs";
import { check } from "./check.mjs";
import { load } from "./load.mjs";
import { heapUsed } from "./memory.mjs";
import { interleaved } from "./timed.mjs";

const SCRIPTS = { ASCII: ascii, "mixed script": mixed };

/** Returns by script, length and contender the microseconds of a create, one number per round. */
export async function payloads({ scripts, settings, lengths }) {
  const contenders = scripts.map(load);
  const results = {};
  for (const [script, text] of Object.entries(SCRIPTS)) {
    results[script] = {};
    for (const length of lengths) {
      const test = creating(text(length));
      for (const contender of contenders) {
        await check(contender, `create, ${length} of ${script}`, test);
        contender.host.answer(test.status, test.json);
      }
      const runs = contenders.map(({ name, calls }) => ({ name, call: () => test.act(calls) }));
      results[script][length] = await interleaved(runs, settings);
    }
  }
  return results;
}

const CREATE = CASES["create, 40 characters"];

/** Returns by the number of calls in flight and contender the microseconds per call, one number per round, and the bytes of the heap per call while all wait. */
export async function inFlight({ scripts, settings, flights, lengths }) {
  const contenders = scripts.map(load);
  const results = { time: {}, memory: {}, payloads: {} };
  for (const contender of contenders) {
    await check(contender, "create", CREATE);
    contender.host.answer(CREATE.status, CREATE.json);
  }
  for (const flight of flights) {
    const together = ({ host, calls }) => {
      host.hold();
      const all = Promise.all(Array.from({ length: flight }, () => CREATE.act(calls)));
      host.release();
      return all;
    };
    const runs = contenders.map((contender) => ({ name: contender.name, call: () => together(contender) }));
    const times = await interleaved(runs, settings);
    results.time[flight] = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, list.map((taken) => taken / flight)]));
    // With fewer calls, the engine's own memory would dominate.
    if (flight >= 100) results.memory[flight] = await waiting(contenders, CREATE, flight);
  }
  // A hundred waiting calls, by their payloads, show how much of a payload a call keeps.
  for (const length of lengths) results.payloads[length] = await waiting(contenders, creating(ascii(length)), 100);
  return results;
}

/** Returns the bytes of the heap per waiting call, by contender. */
async function waiting(contenders, { act }, flight) {
  const bytes = {};
  for (const { name, host, calls } of contenders) {
    const before = heapUsed();
    host.hold();
    const all = Array.from({ length: flight }, () => act(calls));
    // Waits until the last call waits for its answer.
    await new Promise((resolve) => setTimeout(resolve));
    bytes[name] = Math.max(0, Math.round((heapUsed() - before) / flight));
    host.release();
    await Promise.all(all);
  }
  return bytes;
}
