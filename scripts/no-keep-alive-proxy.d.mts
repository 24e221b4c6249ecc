/** Starts the proxy, and returns the browser's arguments for it. It ends with this process. */
export function oneConnectionEach(): Promise<string[]>;
