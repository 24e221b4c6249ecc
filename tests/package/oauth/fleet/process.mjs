// A member that is a process: asks when its parent says so, and tells how it went.

import { createMember } from "./member.mjs";

const member = createMember(JSON.parse(process.env.MEMBER));
process.on("message", () => void member.ask().then((outcome) => process.send(outcome)));
process.on("disconnect", () => process.exit());
process.send("ready");
