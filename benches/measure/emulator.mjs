// Measures the cost of the emulator in process: it compares the client's calls over it with the same calls over ready answers.

import { CASES } from "./cases.mjs";
import { check } from "./check.mjs";
import { load } from "./load.mjs";
import { interleaved } from "./timed.mjs";

const PAYLOAD = "made-up";

/** The calls. Each leaves the store unchanged in the end. */
const CALLS = {
  "create, replacing": (calls) => calls.create("secret 0", PAYLOAD),
  find: (calls) => calls.find("secret 0"),
  "list of 10": (calls) => calls.list(),
  "an error answer": (calls) => calls.remove("nothing"),
};
const READY = { "create, replacing": "create, 40 characters" };

/** Returns by call the microseconds with the emulator and without it, one number per round. */
export async function emulator({ scripts: [plain, emulated], settings }) {
  const without = load(plain);
  const { calls } = load(emulated);
  for (let n = 0; n < 10; n++) await calls.create(`secret ${n}`, PAYLOAD);
  const found = await calls.find("secret 0");
  const { data } = await calls.list();
  if (found.payload !== PAYLOAD || data.length !== 10) throw new Error("the emulator's answer is wrong");
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
