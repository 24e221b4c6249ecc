// Runs actions of the emulator, and reports their failures.

import { useState } from "react";
import { messageOf } from "../../frame/error-message";
import type { Live } from "../live/live";

export function useAction(live: Live) {
  const [failure, setFailure] = useState<string>();
  const run = (act: () => Promise<unknown>) =>
    void act().then(
      () => {
        setFailure(undefined);
        void live.refresh();
      },
      (error: unknown) => setFailure(messageOf(error)),
    );
  return { run, failure };
}

export const Failure = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <p role="alert" className="refused">
      {text}
    </p>
  );
