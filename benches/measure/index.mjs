// Lists the measurements that run in Node and in a page. Each takes a job: the contenders' scripts and the amount of work.

export { calls } from "./calls.mjs";
export { emulator } from "./emulator.mjs";
export { firstAnswer } from "./first-answer.mjs";
export { inFlight, payloads } from "./growth.mjs";
export { memory } from "./memory.mjs";
