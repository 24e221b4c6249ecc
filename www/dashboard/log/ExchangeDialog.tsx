// Shows a request with its response, and code snippets that repeat the call.

import { useEffect, useRef, type ReactNode } from "react";
import type { RequestEntry, WorldState } from "stripe-secret-store/testing";
import { actorName, modeName } from "../access-map/labels";
import type { LoggedRequest } from "../live/stripe-answers";
import type { SnippetContext } from "./snippet-context";
import { curlOf } from "./curl";
import { isFailure } from "./filter";
import { milliseconds } from "./LogRow";
import { deliveryFault, isUnknownRoute, statusLabel } from "./status-label";
import { ownClientOf } from "./own-client";
import { Snippet } from "./Snippet";
import { stripeNodeOf } from "./stripe-node";

interface ExchangeProps {
  readonly entry: LoggedRequest;
  readonly world: WorldState | undefined;
  readonly attempt: string | undefined;
  readonly snippetContext: SnippetContext;
  readonly close: () => void;
}

export function ExchangeDialog({ entry, world, attempt, snippetContext, close }: ExchangeProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const own = ownClientOf(entry, snippetContext);
  const isHidden = Object.values(entry.parameters).includes("[hidden]");
  return (
    // A click on the backdrop targets the dialog itself. It closes the dialog, as Escape does.
    <dialog
      ref={dialog}
      className="exchange"
      aria-labelledby="exchange-title"
      onClose={close}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
    >
      <div className="exchange-inside">
        <header className="exchange-head">
          <h2 id="exchange-title">
            {entry.method} {entry.path}
          </h2>
          <p className="log-status" data-failed={isFailure(entry)}>
            {statusLabel(entry)} {entry.code}
          </p>
          <button type="button" className="close" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        {isUnknownRoute(entry) && <p className="hint">The emulator only implements the Secret Store’s four routes.</p>}
        <dl className="facts">
          <Fact name="Caller">
            {entry.caller && world ? describeCaller(world, entry.caller) : "Unknown: the API key is missing or wrong"}
          </Fact>
          {entry.stripe?.by !== undefined && <Fact name="Answered by">{entry.stripe.by}</Fact>}
          {entry.stripe?.missing !== undefined && <Fact name="Missing file">{entry.stripe.missing}</Fact>}
          <Fact name="Duration">{milliseconds(entry.duration)}</Fact>
          <Fact name="Request id">{entry.requestId}</Fact>
          {entry.idempotencyKey && <Fact name="Idempotency key">{describeKey(entry)}</Fact>}
          {entry.attempt === null && attempt !== undefined && <Fact name="Earlier attempt">The same request failed shortly before</Fact>}
          {entry.fault !== null && <Fact name="Injected fault">{describeFault(entry)}</Fact>}
          {Object.entries(entry.headers).map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
          {entry.assumptions.length > 0 && <Fact name="Assumptions">{entry.assumptions.join(", ")}</Fact>}
        </dl>
        <h3>Parameters</h3>
        <Json of={entry.parameters} />
        <h3>Response</h3>
        {entry.answer === null ? <p className="hint">The body is empty.</p> : <Json of={entry.answer} />}
        <h3>Repeat this call</h3>
        {isHidden && <p className="hint">The log does not store payloads, so the snippets use “made-up”.</p>}
        <Snippet name="curl" text={curlOf(entry, snippetContext)} />
        <Snippet name="stripe-node" text={stripeNodeOf(entry, snippetContext)} />
        {own !== undefined && <Snippet name="stripe-secret-store" text={own} />}
      </div>
    </dialog>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Json = ({ of }: { of: unknown }) => (
  <pre className="code" tabIndex={0}>
    {JSON.stringify(of, null, 2)}
  </pre>
);

const describeCaller = (world: WorldState, caller: NonNullable<RequestEntry["caller"]>) =>
  `${actorName(world, { ...caller, user: caller.user ?? null })}, on ${caller.account}, in ${modeName(caller.livemode)} mode`;

const describeKey = ({ attempt, replayed }: RequestEntry) =>
  `${attempt === null ? "too long to count the attempts" : `attempt ${attempt}`}${replayed ? ", with the stored response of the first" : ""}`;

const describeFault = (entry: RequestEntry) =>
  `${entry.fault}${deliveryFault(entry) === undefined ? "" : `: the response ${entry.status} did not arrive complete`}`;
