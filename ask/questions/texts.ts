// Asks which names and payloads are accepted.

import type { Question } from "../question";
import { described } from "../reply";
import { set } from "../steps";

/** The number of characters that a text can have, by Stripe's reference. */
const CHARACTERS = 5_000;

export const TEXTS: readonly Question[] = [
  {
    assumption: "over_long_text",
    needs: ["backend"],
    steps: ({ names }) => [set(names.of("").padEnd(CHARACTERS + 1, "x"), { expects: [413, 414] })],
    observe: ([long]) => described(long!),
  },
  {
    assumption: "characters_not_bytes",
    needs: ["backend"],
    // Too many bytes, and not too many characters.
    steps: ({ names }) => [set(names.of("cactus"), { payload: "🌵".repeat(CHARACTERS / 4 + 1), expects: [413] })],
    observe: ([cactus]) => ({ accepted: cactus!.status === 200 }),
  },
  {
    assumption: "any_name",
    needs: ["backend"],
    steps: ({ names }) => [set(names.of("a/b?c&d=ü")), set(names.of("case")), set(names.of("CASE"))],
    observe: ([signs, lower, upper]) => {
      const areMade = lower!.status === 200 && upper!.status === 200;
      const ids = [lower!.fields.id, upper!.fields.id];
      if (areMade && !ids.every((id) => typeof id === "string")) return undefined;
      return { signs_accepted: signs!.status === 200, upper_case_differs: areMade && ids[0] !== ids[1] };
    },
  },
  {
    assumption: "card_numbers_kept",
    needs: ["backend"],
    // Stripe's own number for tests.
    steps: ({ names }) => [set(names.of("card"), { payload: "4242424242424242" })],
    observe: ([card]) => described(card!),
  },
];
