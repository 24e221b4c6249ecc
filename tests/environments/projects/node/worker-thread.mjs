import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { useAll } from "./user.mjs";

if (isMainThread) new Worker(new URL(import.meta.url)).on("message", console.log);
else parentPort.postMessage(await useAll());
