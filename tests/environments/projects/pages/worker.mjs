// A Web Worker that uses the package.

import "./page.mjs";

globalThis.onmessage = async ({ data }) => postMessage(await useAll(data).catch(({ message }) => message));
