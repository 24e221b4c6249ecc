/** Returns the message of a thrown value, which may be anything. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** React in production has numbers in place of sentences. This one is for an element whose type is not a component. */
const NO_COMPONENT = /^Error: Minified React error #130;/;

/** Returns what a view has thrown, and says what is wrong where React does not. */
export function viewErrorOf(thrown: unknown): string {
  const text = String(thrown);
  if (!NO_COMPONENT.test(text)) return text;
  return "The view renders a component that does not exist. The package that it imports it from may not export it under this name.";
}
