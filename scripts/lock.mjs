// Locks a file between processes.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Calls `act` while no other process holds the same file. The lock of a process that has ended does not count. */
export async function withLock(file, act) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch {
      const holder = Number(existsSync(file) && readFileSync(file, "utf8"));
      if (holder && !isRunning(holder)) rmSync(file, { force: true });
      await setTimeout(100);
    }
  }
  try {
    return await act();
  } finally {
    rmSync(file, { force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
