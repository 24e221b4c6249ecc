// Replaces `fetch` in Node without WebAssembly. Node's own needs WebAssembly to parse an answer.

// By require: an import reads every export of the module, and in Node 22 one of them loads Node's own `fetch`, which ends the process.
import { createRequire } from "node:module";

const { request } = createRequire(import.meta.url)("node:http");

globalThis.fetch = (url, { method = "GET", headers = {}, body, signal } = {}) =>
  new Promise((resolve, reject) => {
    const given = Array.isArray(headers) ? Object.fromEntries(headers) : headers;
    const sent = request(url, { method, headers: given, signal, agent: false }, async (answer) => {
      const chunks = await answer.toArray();
      const text = Buffer.concat(chunks).toString();
      resolve({ status: answer.statusCode, headers: new Map(Object.entries(answer.headers)), text: async () => text });
    });
    sent.on("error", reject).end(body);
  });
