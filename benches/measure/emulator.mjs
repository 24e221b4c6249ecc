// What the emulator costs, in the process: the client's calls over it, beside the same over ready answers.

import { CASES } from "./cases.mjs";
import { check } from "./check.mjs";
import { load } from "./load.mjs";
import { interleaved } from "./timed.mjs";

const PAYLOAD = "made-up";

/** Each leaves the store as it was before it. */
const CALLS = {
  "create, replacing": (calls) => calls.create("secret 0", PAYLOAD),
  find: (calls) => calls.find("secret 0"),
  "list of 10": (calls) => calls.list(),
  "an error answer": (calls) => calls.remove("nothing"),
};
const READY = { "create, replacing": "create, 40 characters" };

/** By call: microseconds over the emulator and without it, one number a round. */
export async function emulator({ scripts: [plain, emulated], settings }) {
  const without = load(plain);
  const { calls } = load(emulated);
  for (let n = 0; n < 10; n++) await calls.create(`secret ${n}`, PAYLOAD);
  const found = await calls.find("secret 0");
  const { data } = await calls.list();
  if (found.payload !== PAYLOAD || data.length !== 10) throw new Error("the emulator does not answer right");
  const results = {};
  for (const [name, act] of Object.entries(CALLS)) {
    const ready = CASES[READY[name] ?? name];
    await check(without, name, ready);
    without.host.answer(ready.status, ready.json);
    const fails = Boolean(ready.reasons);
    results[name] = await interleaved(
      [
        { name: "without", call: () => ready.act(without.calls), fails },
        { name: "emulator", call: () => act(calls), fails },
      ],
      settings,
    );
  }
  return results;
}
