// Notices that the npm that started this program is gone, even where it was killed and could send no signal.

import { execFileSync } from "node:child_process";

/** The interval between two checks, in milliseconds. */
const PERIOD = 500;

/** Calls `act` when the npm that runs this script has ended. Without npm, a program may outlive the shell that started it. */
export function onNpmEnd(act) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const ancestors = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
  const timer = setInterval(() => {
    if (ancestors.every(isThere)) return;
    clearInterval(timer);
    act();
  }, PERIOD);
  timer.unref();
}

/** Returns the parent of a process. npm runs a script by a shell, which does not end with npm. */
function parentOf(pid) {
  try {
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return 0;
  }
}

function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process of another user cannot be sent a signal.
    return error.code === "EPERM";
  }
}
