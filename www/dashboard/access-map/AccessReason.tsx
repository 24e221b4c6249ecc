import { LockIcon } from "./icons";

/** Explains why a scope is closed to the actor, or read-only. */
export const AccessReason = ({ text }: { text: string }) => (
  <p className="access-reason">
    <LockIcon />
    {text}
  </p>
);
