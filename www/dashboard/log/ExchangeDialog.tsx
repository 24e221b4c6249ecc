// The whole exchange, and how to make the same call elsewhere.

import { useEffect, useRef, type ReactNode } from "react";
import type { RequestEntry, WorldState } from "stripe-secret-store/testing";
import { actorName, mode } from "../picture/words";
import type { Surroundings } from "./call";
import { curlOf } from "./curl";
import { isFailure } from "./filter";
import { milliseconds } from "./LogRow";
import { arrival, isElsewhere, outcome } from "./outcome";
import { ownClientOf } from "./own-client";
import { Snippet } from "./Snippet";
import { stripeNodeOf } from "./stripe-node";

interface ExchangeProps {
  readonly entry: RequestEntry;
  readonly world: WorldState | undefined;
  readonly tried: string | undefined;
  readonly surroundings: Surroundings;
  readonly close: () => void;
}

export function ExchangeDialog({ entry, world, tried, surroundings, close }: ExchangeProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const own = ownClientOf(entry, surroundings);
  const isHidden = Object.values(entry.parameters).includes("[hidden]");
  return (
    // A press beside the dialog is one on the dialog itself, and closes it as Escape does.
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
            {outcome(entry)} {entry.code}
          </p>
          <button type="button" className="close" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        {isElsewhere(entry) && <p className="hint">Not in this emulator: it has the Secret Store’s four routes and no other.</p>}
        <dl className="facts">
          <Fact name="Who asked">
            {entry.caller && world ? whoAsked(world, entry.caller) : "Nobody that the world knows: the key was missing or wrong"}
          </Fact>
          <Fact name="Took">{milliseconds(entry.duration)}</Fact>
          <Fact name="Request">{entry.requestId}</Fact>
          {entry.idempotencyKey && <Fact name="Idempotency key">{keyed(entry)}</Fact>}
          {entry.attempt === null && tried !== undefined && <Fact name="Tried before">The same was asked shortly before, and failed</Fact>}
          {entry.fault !== null && <Fact name="Injected fault">{fault(entry)}</Fact>}
          {Object.entries(entry.headers).map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
          {entry.assumptions.length > 0 && <Fact name="Rests on assumptions">{entry.assumptions.join(", ")}</Fact>}
        </dl>
        <h3>Parameters</h3>
        <Json of={entry.parameters} />
        <h3>Answer</h3>
        {entry.answer === null ? <p className="hint">An empty body.</p> : <Json of={entry.answer} />}
        <h3>The same call</h3>
        {isHidden && <p className="hint">The log keeps no payload: “made-up” stands for it.</p>}
        <Snippet name="curl" text={curlOf(entry, surroundings)} />
        <Snippet name="stripe-node" text={stripeNodeOf(entry, surroundings)} />
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

const whoAsked = (world: WorldState, caller: NonNullable<RequestEntry["caller"]>) =>
  `${actorName(world, { ...caller, user: caller.user ?? null })}, on ${caller.account}, in ${mode(caller.livemode)} mode`;

const keyed = ({ attempt, replayed }: RequestEntry) =>
  `${attempt === null ? "too long to count its tries" : `try ${attempt}`}${replayed ? ", answered with what was kept of the first" : ""}`;

const fault = (entry: RequestEntry) =>
  `${entry.fault}${arrival(entry) === undefined ? "" : `: the answer ${entry.status} was made, and did not arrive whole`}`;
