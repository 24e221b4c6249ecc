// Writes a report as a page of Markdown, for people and for an issue.

import type { Observation } from "./question";
import { RECORDED } from "./recorded";
import type { Report, ReportedResult, Shape } from "./report";

/** Returns the page. */
export function markdown(report: Report): string {
  const { date, target, api_version, part, complete, left_behind, results } = report;
  const count = (verdict: ReportedResult["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const asked = target === "stripe" ? "Stripe" : "Another server than Stripe";
  const left = left_behind.map(({ name, scope }) => `\`${name}\` (${scope})`).join(", ");
  const lines = [
    "# Stripe's answers to the emulator's assumptions",
    "",
    `${asked} was asked on ${date} with the API version ${api_version ?? "unknown"}, from ${part === "backend" ? "a backend" : "an extension"}.`,
    `${count("same")} same, ${count("differs")} different, ${count("could not tell")} could not tell.`,
    ...(complete ? [] : ["", "The run ended early."]),
    ...(left === "" ? [] : ["", `These secrets could not be deleted: ${left}.`]),
  ];
  const name = target === "stripe" ? "Stripe" : "The server";
  const titles = { differs: `${name} differs`, same: `${name} does the same`, "could not tell": "The run could not tell" };
  for (const verdict of ["differs", "same", "could not tell"] as const) {
    const chosen = results.filter((result) => result.verdict === verdict);
    if (chosen.length > 0) lines.push("", `## ${titles[verdict]}`, ...chosen.flatMap((result) => section(result, name)));
  }
  return `${lines.join("\n")}\n`;
}

function section({ assumption, verdict, as_switched, reason, emulator, stripe, answers }: ReportedResult, name: string): string[] {
  const does = RECORDED[assumption]?.does;
  const remark = verdict === "same" ? "*same*" : `*differs*${as_switched ? ", as the emulator with this assumption switched" : ""}`;
  return [
    "",
    `### \`${assumption}\``,
    "",
    ...(does === undefined ? [] : [does, ""]),
    ...(reason === undefined ? [] : [`- Reason: ${reason}`]),
    `- The emulator: ${observed(emulator)}`,
    ...(stripe ? [`- ${name}: ${observed(stripe)} (${remark})`] : []),
    ...counted(answers.map(answered)),
  ];
}

const observed = (observation: Observation): string =>
  Object.entries(observation)
    .map(([name, value]) => `${name} = \`${String(value)}\``)
    .join(", ");

function answered({ request, status, type, code, param, message, fields }: Shape): string {
  const details = Object.entries({ type, code, param, message }).flatMap(([name, value]) =>
    value === null ? [] : [`${name} \`${value}\``],
  );
  const names = fields.map((field) => `\`${field}\``).join(" ");
  return [`- \`${request}\`: ${status}`, ...details, names === "" ? "no fields" : `fields ${names}`].join(", ");
}

/** Writes equal lines that follow each other once, with their number. */
function counted(lines: readonly string[]): string[] {
  const groups: { line: string; times: number }[] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    if (last?.line === line) last.times += 1;
    else groups.push({ line, times: 1 });
  }
  return groups.map(({ line, times }) => (times === 1 ? line : `${line} (${times} times)`));
}
