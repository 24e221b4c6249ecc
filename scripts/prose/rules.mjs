// The rules for prose that a pattern can hold. Each rule names the kinds of text that it applies to; see texts.mjs for the kinds.

const EVERYWHERE = ["comment", "document", "heading", "test name", "string", "markup"];
const SENTENCES = ["comment", "document", "test name"];

/** Matches at the beginning of a text or of a sentence in it. */
const START = String.raw`(?<=^|[.!?] |\.\) )`;
/** Matches the rest of a sentence that is not a question. */
const NO_QUESTION = String.raw`(?=[^.?!]*(?:[.!]|$))`;
const PREPOSITION =
  "about|after|against|as|at|before|behind|between|by|during|for|from|in|into|of|on|onto|over|through|to|under|until|upon|with|within|without";
/** An auxiliary that opens a shortened clause, as in "so is". */
const AUXILIARY = "are|can|did|do|does|had|has|have|is|was|were";

const RULES = [
  {
    name: "no-headless-clause",
    pattern: new RegExp(`${START}(?:What|Whatever|Who|Whoever|Whom|Whose|Whichever)\\b${NO_QUESTION}`, "g"),
    kinds: ["comment", "document", "heading", "markup", "string"],
    advice: "begin with the subject, or with a verb in the third person",
  },
  {
    name: "no-headless-clause",
    pattern: /^(?:how|what|whatever|which|who|whoever|whom|whose|why)\b/gi,
    kinds: ["test name"],
    advice: "begin with a verb in the third person",
  },
  {
    name: "no-headless-clause",
    pattern: new RegExp(`^(?:How|Whether|Which|Why)\\b${NO_QUESTION}`, "g"),
    kinds: ["comment"],
    advice: "begin with the subject, or with a verb in the third person",
  },
  {
    name: "name-the-actor",
    pattern: /\b(?:any|every|no|some)body\b|\bwhoever\b/gi,
    kinds: EVERYWHERE,
    advice: "name the actor: caller, user, sender, host, provider, server, program",
  },
  {
    name: "name-the-actor",
    pattern: new RegExp(`\\b(?:${PREPOSITION}) who\\b`, "gi"),
    kinds: EVERYWHERE,
    advice: "name the actor: caller, user, sender, host, provider, server, program",
  },
  {
    name: "no-bare-negation",
    pattern:
      /\b(?:are|is|was|were) none\b|(?<!\b(?:here|there) )\b(?:are|is|was|were) no\b(?! longer| more| less| fewer| smaller| larger| later| different)/gi,
    kinds: EVERYWHERE,
    advice: 'write "must be", "is not a" or "does not have"',
  },
  {
    name: "no-bare-negation",
    pattern: /\b(?:had|has|have) not(?=[.,;:)]| (?:a|an|any|one|the)\b|$)/gi,
    kinds: EVERYWHERE,
    advice: 'write "does not have"',
  },
  {
    name: "relative-clause",
    pattern: new RegExp(`\\bwhom\\b|\\b(?:${PREPOSITION}) (?:which|whose)\\b`, "gi"),
    kinds: SENTENCES,
    advice: "make a sentence of its own, or use that, where, when, whose",
  },
  {
    name: "no-shortened-clause",
    pattern: new RegExp(
      `\\b(?:alike|likewise)\\b|(?:${START}|, |; |\\band )so (?:${AUXILIARY})\\b(?! not\\b)|\\bnor (?:${AUXILIARY})\\b`,
      "gi",
    ),
    kinds: SENTENCES,
    advice: "write the clause in full",
  },
  ...[
    [/\btold\b/gi, "say, report, notify or pass"],
    [/\bhand(?:ed|ing|s)? on\b/gi, "pass through, forward"],
    [/\blet(?:s|ting)? go\b/gi, "drop, release"],
    [/\btried again\b/gi, "retried"],
    [/\bat the least\b/gi, "at least"],
    [/\bbeside\b/gi, "next to, with, besides"],
    [/\bbr(?:eak|eaking|eaks|oke|oken) off\b/gi, "cancel, abort"],
    [/\banew\b/gi, "again"],
    [/\b(?:there|where)(?:at|by|from|in|of|on|upon|with)\b/gi, "write the noun"],
  ].map(([pattern, advice]) => ({ name: "plain-words", pattern, kinds: EVERYWHERE, advice })),
];

/** Yields what a text violates, with the offset of each match. */
export function* violations({ kind, text }) {
  for (const { name, pattern, kinds, advice } of RULES) {
    if (!kinds.includes(kind)) continue;
    for (const match of text.matchAll(pattern)) yield { name, advice, words: match[0], offset: match.index };
  }
}
