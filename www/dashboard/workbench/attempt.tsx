// What is asked of the emulator, and what it says where it refuses.

import { useState } from "react";
import { messageOf } from "../../frame/message";
import type { Live } from "../live/live";

export function useAttempt(live: Live) {
  const [failure, setFailure] = useState<string>();
  const attempt = (act: () => Promise<unknown>) =>
    void act().then(
      () => {
        setFailure(undefined);
        void live.refresh();
      },
      (error: unknown) => setFailure(messageOf(error)),
    );
  return { attempt, failure };
}

export const Failure = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <p role="alert" className="refused">
      {text}
    </p>
  );
