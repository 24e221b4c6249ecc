// Lists the addresses that the extension has requested in vain, because the frame's policy does not have them.

export function BlockedRequests({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <ul className="hint" aria-label="Blocked requests">
      {addresses.map((address) => (
        <li key={address}>
          The manifest’s <code>connect-src</code> does not have <code>{originOf(address)}</code>, so a request was blocked.
          {isLocalhost(address) && " Stripe’s preview allows localhost: allow it in the controls."}
        </li>
      ))}
    </ul>
  );
}

/** The frame reports the address, so it may be any value. */
const originOf = (address: unknown): string =>
  URL.canParse(String(address)) ? new URL(String(address)).origin : String(address).slice(0, 200);

const isLocalhost = (address: unknown): boolean => /^http:\/\/localhost(:\d+)?$/.test(originOf(address));
