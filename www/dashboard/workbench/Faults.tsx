// Making the next requests fail, and what is still to fail.

import { useState } from "react";
import type { EmulatorConnection, FaultKind } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import { Failure, useAttempt } from "./attempt";
import { Field } from "./Field";
import { draftOf, FAULTS, faultOf, KINDS, told, type Draft } from "./faults";

export function Faults({ live, emulator }: { live: Live; emulator: EmulatorConnection }) {
  const { faults } = useLive(live);
  const [draft, setDraft] = useState<Draft>(draftOf("status"));
  const { attempt, failure } = useAttempt(live);
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
    <section className="bench">
      <h3>The next requests</h3>
      <form
        className="faults"
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => emulator.fail(faultOf(draft)));
        }}
      >
        <Field label="What happens" wide>
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
        {number("How many", "count", 1, 1_000_000)}
        {number("After ms", "delay", FAULTS[draft.kind].delay === undefined ? 0 : 1, 600_000)}
        <Field label="Only">
          {(id) => (
            <select id={id} value={draft.method} onChange={({ target }) => change({ method: target.value as Draft["method"] })}>
              <option value="">any request</option>
              <option value="GET">GET</option>
              <option value="POST">POST</option>
            </select>
          )}
        </Field>
        <button type="submit" className="wide">
          Make them fail
        </button>
      </form>
      {faults.length === 0 ? (
        <p className="hint">Nothing is to fail.</p>
      ) : (
        <>
          <ol className="waiting">
            {faults.map((fault, index) => (
              <li key={index}>{told(fault)}</li>
            ))}
          </ol>
          <button type="button" onClick={() => attempt(emulator.stopFailing)}>
            Let nothing fail
          </button>
        </>
      )}
      <Failure text={failure} />
    </section>
  );
}
