// Uses the package in a sandboxed frame.

import "./page.mjs";

globalThis.onmessage = async ({ data, source }) => source.postMessage(await useAll(data).catch(({ message }) => message), "*");
