// The stream of requests: server-sent events, read from `fetch` because Node has no EventSource.

import { isObject } from "./checks.js";

// An event is a request without its payload. The emulator sends no larger event.
const LONGEST_EVENT = 4_194_304;

/** Reads text in pieces, and passes each whole event of the name `request` to `event`. */
function parser(event: (data: string) => void): (text: string) => void {
  let rest = "";
  let name = "";
  let data: string[] = [];
  return (text) => {
    rest += text;
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const ended of lines) {
      const line = ended.replace(/\r$/, "");
      const [, field = "", value = ""] = /^([^:]*):? ?([^]*)$/.exec(line) ?? [];
      if (line === "") {
        if (name === "request" && data.length > 0) event(data.join("\n"));
        name = "";
        data = [];
      } else if (field === "event") name = value;
      else if (field === "data") data.push(value);
    }
    if (rest.length + data.join().length > LONGEST_EVENT) throw new Error("An event of the emulator has no end.");
  };
}

/** A stream that is being read. */
export interface Reading {
  /** Resolves when the stream ends. Rejects if the network ends it, or with the error that `event` throws. */
  readonly ended: Promise<void>;
  /** Stops reading, and closes the connection. */
  stop(): void;
}

/** Reads a body, and passes each of its events to `event`. */
export function readEvents(stream: unknown, event: (data: string) => void): Reading {
  if (!isObject(stream) || typeof stream.getReader !== "function") throw new Error("This platform's `fetch` gives no stream.");
  const reader = (stream as unknown as ReadableStream<Uint8Array>).getReader();
  // A failure here does not matter, since the read before may have failed too.
  const stop = () => void new Promise((resolve) => resolve(reader.cancel())).catch(() => {});
  // The platform's, not that of text-codec.ts, which knows no parts.
  const decoder = new globalThis.TextDecoder();
  const parse = parser(event);

  async function read(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        parse(decoder.decode(value, { stream: true }));
      }
    } finally {
      stop();
    }
  }
  return { ended: read(), stop };
}
