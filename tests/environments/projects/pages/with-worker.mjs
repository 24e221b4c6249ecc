// Uses the package in a page and in a Web Worker that the bundler finds.

import "./page.mjs";

globalThis.useAllInWorker = (server) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(server);
  });
