// Injects faults into the next requests, and lists the pending ones.

import { useState } from "react";
import type { EmulatorConnection, FaultKind } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import { Failure, useAction } from "./use-action";
import { Field } from "./Field";
import { draftOf, FAULTS, faultOf, KINDS, describe, type Draft } from "./faults";

export function Faults({ live, emulator }: { live: Live; emulator: EmulatorConnection }) {
  const { faults } = useLive(live);
  const [draft, setDraft] = useState<Draft>(draftOf("status"));
  const { run, failure } = useAction(live);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const number = (label: string, field: "status" | "count" | "delay", min: number, max: number) => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={min}
          max={max}
          required
          value={draft[field]}
          onChange={({ target }) => change({ [field]: target.valueAsNumber || 0 })}
        />
      )}
    </Field>
  );

  return (
    <section className="control-group">
      <h3>Faults</h3>
      <form
        className="faults"
        onSubmit={(event) => {
          event.preventDefault();
          run(() => emulator.fail(faultOf(draft)));
        }}
      >
        <Field label="Fault" wide>
          {(id) => (
            <select id={id} value={draft.kind} onChange={({ target }) => setDraft(draftOf(target.value as FaultKind))}>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {FAULTS[kind].title}
                </option>
              ))}
            </select>
          )}
        </Field>
        {FAULTS[draft.kind].status !== undefined && number("Status", "status", 400, 599)}
        {number("Count", "count", 1, 1_000_000)}
        {number("Delay (ms)", "delay", FAULTS[draft.kind].delay === undefined ? 0 : 1, 600_000)}
        <Field label="Method">
          {(id) => (
            <select id={id} value={draft.method} onChange={({ target }) => change({ method: target.value as Draft["method"] })}>
              <option value="">any method</option>
              <option value="GET">GET</option>
              <option value="POST">POST</option>
            </select>
          )}
        </Field>
        <button type="submit" className="wide">
          Inject the fault
        </button>
      </form>
      {faults.length === 0 ? (
        <p className="hint">No faults are pending.</p>
      ) : (
        <>
          <ol className="waiting">
            {faults.map((fault, index) => (
              <li key={index}>{describe(fault)}</li>
            ))}
          </ol>
          <button type="button" onClick={() => run(emulator.stopFailing)}>
            Clear all faults
          </button>
        </>
      )}
      <Failure text={failure} />
    </section>
  );
}
