// Reads and writes the table of facts in emulator/src/evidence.rs.

/** A behaviour of Stripe's that a report has shown. */
export interface Fact {
  /** The name of the assumption. */
  readonly assumption: string;
  /** `true` if Stripe behaves as the assumption says, and `false` if it behaves as with the assumption switched off. */
  readonly holds: boolean;
  /** The day of the newest report that shows it. */
  readonly date: string;
  readonly apiVersion: string;
}

const BEGIN = "pub const EVIDENCE: &[Evidence] = &[";
const END = "];";
const LINE = /Evidence \{ assumption: "(\w+)", holds: (true|false), date: "([\d-]+)", api_version: "([\w.-]+)" \},/g;

/** Returns the facts of the table. */
export function factsIn(source: string): Fact[] {
  return [...parts(source).rows.matchAll(LINE)].map(([, assumption = "", holds, date = "", apiVersion = ""]) => ({
    assumption,
    holds: holds === "true",
    date,
    apiVersion,
  }));
}

/** Returns the source with more facts. A new fact replaces one about the same assumption. */
export function withFacts(source: string, added: readonly Fact[]): string {
  const { before, after } = parts(source);
  const facts = new Map([...factsIn(source), ...added].map((fact) => [fact.assumption, fact]));
  const rows = [...facts.values()].map(
    ({ assumption, holds, date, apiVersion }) =>
      `    Evidence { assumption: "${assumption}", holds: ${holds}, date: "${date}", api_version: "${apiVersion}" },\n`,
  );
  return [before, BEGIN, rows.length > 0 ? "\n" : "", ...rows, END, after].join("");
}

function parts(source: string): { before: string; rows: string; after: string } {
  const [before, rest] = split(source, BEGIN);
  const [rows, after] = split(rest, END);
  return { before, rows, after };
}

function split(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  if (place < 0) throw new Error(`emulator/src/evidence.rs must contain \`${at}\`.`);
  return [text.slice(0, place), text.slice(place + at.length)];
}
