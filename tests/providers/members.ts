// Starts processes that share a token set. Each runs member.mjs.

import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LeaseOptions, OAuthProviderOptions } from "stripe-secret-store/oauth";

/** Describes the token set that a process joins. */
export interface MemberOptions {
  readonly emulator: string;
  /** Names the secret. */
  readonly name: string;
  readonly provider: OAuthProviderOptions;
  readonly resource: string;
  readonly refreshOn: readonly number[];
  readonly lease?: LeaseOptions;
  readonly conflictWait?: number;
  readonly timeout?: number;
}

/** Controls a process. */
export interface Member {
  /** Replaces the process's store by one on this token set. */
  join(options: MemberOptions): Promise<void>;
  /** Calls the protected resource, and returns the last status or the error's code. */
  ask(): Promise<string>;
  close(): void;
}

/** Starts a process. */
export async function startMember(): Promise<Member> {
  const child = fork(fileURLToPath(new URL("member.mjs", import.meta.url)));
  await replyTo(child, 0);
  let requests = 0;
  const send = (options?: MemberOptions) => {
    const id = ++requests;
    const reply = replyTo(child, id);
    child.send({ id, options });
    return reply;
  };
  return {
    join: async (options) => void (await send(options)),
    ask: () => send(),
    close: () => child.disconnect(),
  };
}

/** Waits for the reply to a request. Replies to requests of a test that has timed out are dropped. */
function replyTo(child: ChildProcess, id: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A process ended with ${code}.`));
    const onMessage = (message: unknown) => {
      const reply = message as { id: number; outcome: string };
      if (reply.id !== id) return;
      child.off("exit", onExit).off("message", onMessage);
      resolve(reply.outcome);
    };
    child.on("exit", onExit).on("message", onMessage);
  });
}
