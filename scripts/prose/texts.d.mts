export interface Text {
  readonly kind: "comment" | "document" | "heading" | "markup" | "string" | "test name";
  readonly text: string;
  readonly lines: readonly { readonly number: number; readonly offset: number }[];
}

export const EXTENSIONS: readonly string[];
export function textsOf(path: string, source: string): Text[];
export function lineAt(text: Text, offset: number): number;
