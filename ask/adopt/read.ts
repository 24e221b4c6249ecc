// Reads a report. Its author may be a stranger, so every part that is used is checked, and a verdict is worked out again.

import type { Observation } from "../question";
import { RECORDED } from "../recorded";
import { identifier } from "../redaction";
import { FORMAT } from "../report";
import { isObject } from "../reply";

/** The parts of a report that can become facts. */
export interface Evidence {
  /** The name of the file. */
  readonly source: string;
  readonly date: string;
  readonly apiVersion: string;
  /** The observations of Stripe, by the names of the assumptions. */
  readonly observations: Readonly<Record<string, Observation>>;
}

/** A report cannot be used. The message says why. */
export class ReportError extends Error {}

/**
 * Reads the text of a report.
 *
 * @throws {ReportError}
 */
export function readReport(source: string, text: string): Evidence {
  const refuse = (why: string): never => {
    throw new ReportError(`${source}: ${why}`);
  };
  const report = parsed(text) ?? refuse("The file is not JSON. Take stripe-answers.json.");
  if (!isObject(report) || !Array.isArray(report.results)) return refuse("The file is not a report of ask-stripe.");
  const { format, date, target, api_version: apiVersion } = report;
  if (format !== FORMAT)
    return refuse(
      `The report has ${typeof format === "number" ? `the format ${format}` : "no number of a format"}, and this version reads ${FORMAT}.`,
    );
  if (target !== "stripe") return refuse("The report is of an emulator or a proxy, not of https://api.stripe.com.");
  if (typeof date !== "string" || !isDay(date)) return refuse("The report does not say the day of the run.");
  if (typeof apiVersion !== "string" || !/^\d{4}-\d\d-\d\d(\.[a-z]{1,40})?$/.test(apiVersion))
    return refuse("The report does not say the API version.");
  const observations: Record<string, Observation> = {};
  const named = new Set<string>();
  for (const result of report.results as unknown[]) {
    if (!isObject(result) || typeof result.assumption !== "string") return refuse("A result of the report does not name its assumption.");
    const { assumption, stripe, verdict } = result;
    if (!Object.hasOwn(RECORDED, assumption)) return refuse(`There is no assumption ${quoted(assumption)}.`);
    if (named.has(assumption)) return refuse(`The report has two results of ${assumption}.`);
    named.add(assumption);
    if (verdict === "could not tell" || stripe === null) continue;
    if (!isObservation(stripe)) return refuse(`The observation of ${assumption} is not one.`);
    observations[assumption] = stripe;
  }
  return { source, date, apiVersion, observations };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns whether a date exists. `Date` takes the 31st of February for a day of March. */
const isDay = (date: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

/** The largest number of fields of an observation. */
const MOST_FIELDS = 30;

/** Returns whether a value has the form of what a run writes: names, numbers that JSON has, and no other text. It is printed later, so it may not control a terminal. */
const isObservation = (value: unknown): value is Observation =>
  isObject(value) &&
  Object.keys(value).length <= MOST_FIELDS &&
  Object.entries(value).every(([name, each]) => identifier(name) === name && isPart(each));

const isPart = (value: unknown): boolean =>
  value === null || typeof value === "boolean" || Number.isFinite(value) || (typeof value === "string" && areNames(value));

const areNames = (text: string): boolean => text.length <= 1_000 && text.split(", ").every((name) => identifier(name) === name);

/** Returns a text of the report for a message, without characters that could control a terminal. */
const quoted = (text: string): string => JSON.stringify(text.slice(0, 60).replace(/[^ -~]/g, "?"));
