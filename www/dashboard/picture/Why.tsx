import { LockIcon } from "./icons";

/** Why something is closed to who asks, or half of it. */
export const Why = ({ text }: { text: string }) => (
  <p className="why">
    <LockIcon />
    {text}
  </p>
);
