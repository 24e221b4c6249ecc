// A member that is a page.

import { createMember } from "./member.mjs";

globalThis.join = (options) => void (globalThis.member = createMember(options));
