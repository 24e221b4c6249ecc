// What can be measured in Node and in a page alike, each of a job: the contenders' scripts and how much is to be done.

export { calls } from "./calls.mjs";
export { emulator } from "./emulator.mjs";
export { firstAnswer } from "./first-answer.mjs";
export { inFlight, payloads } from "./growth.mjs";
export { memory } from "./memory.mjs";
