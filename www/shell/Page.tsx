import { useCallback, useSyncExternalStore } from "react";
import { SecretsView } from "../extension/SecretsView";
import type { Host } from "../host";
import { ClockPanel } from "./ClockPanel";
import { IdentityPanel } from "./IdentityPanel";
import { RequestLog } from "./RequestLog";

export function Page({ host }: { host: Host }) {
  const state = useSyncExternalStore(host.subscribe, host.state);
  const { user, clockOffset } = state;
  const now = useCallback(() => Math.floor(Date.now() / 1000) + clockOffset, [clockOffset]);

  return (
    <>
      <header className="masthead">
        <img src={new URL("../icon.svg", import.meta.url).href} alt="" width="40" height="40" />
        <div>
          <h1>stripe-secret-store</h1>
          <p>A UI extension keeping its secrets in an emulated Secret Store, all of it inside this page.</p>
        </div>
      </header>
      {state.notice !== null && (
        <div className="notice" role="status">
          <p>{state.notice}</p>
          <button type="button" onClick={host.dismissNotice}>
            Dismiss
          </button>
        </div>
      )}
      <div className="layout">
        <IdentityPanel user={user} onSignIn={host.signIn} />
        <main className="view" aria-label="Extension">
          {/* For another user the Dashboard opens another session, and nothing of the one before may stay on the screen. */}
          <SecretsView key={state.session} userContext={user} now={now} />
        </main>
        <ClockPanel now={now} offset={clockOffset} onMove={host.moveClock} onStartOver={host.startOver} />
        <RequestLog log={state.log} />
      </div>
      <footer>
        The emulator is for developing and testing on one machine. It keeps values in this browser, unencrypted: use made-up ones.
      </footer>
    </>
  );
}
