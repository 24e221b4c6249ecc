import type { Text } from "./texts.d.mts";

export interface Violation {
  readonly name: string;
  readonly advice: string;
  readonly words: string;
  readonly offset: number;
}

export function violations(text: Text): Generator<Violation>;
