// Runs a member as a process. Its parent sends it options, and it joins, or asks.

import { createMember } from "./member.mjs";

let member;
process.on("message", async (message) => {
  if (message !== "ask") member = createMember(message);
  process.send(message === "ask" ? await member.ask() : "joined");
});
process.on("disconnect", () => process.exit());
process.send("ready");
