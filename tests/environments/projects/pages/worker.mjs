// Uses the package in a Web Worker.

import "./page.mjs";

globalThis.onmessage = async ({ data }) => postMessage(await useAll(data).catch(({ message }) => message));
