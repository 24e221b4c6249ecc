import type { RequestEntry } from "stripe-secret-store/testing";

/** The newest request on top, without the values that were sent. */
export function RequestLog({ log }: { log: readonly RequestEntry[] }) {
  return (
    <section className="panel log" aria-labelledby="log-title">
      <h2 id="log-title">Requests sent</h2>
      {log.length === 0 ? (
        <p className="hint">None yet. The newest will be on top; values are never shown here.</p>
      ) : (
        // It scrolls, so it has to be reachable by keyboard.
        <ol data-testid="request-log" tabIndex={0} aria-labelledby="log-title">
          {log.map((request, index) => (
            <li key={log.length - index}>
              <span className="method">{request.method}</span>
              <code className="path">{request.path}</code>
              <span className={request.status < 400 ? "status ok" : "status failed"}>{request.status}</span>
              <span className="subject">{subject(request)}</span>
              <span className="sender">{request.who?.user}</span>
              {request.code !== null && <code className="code failed">{request.code}</code>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function subject({ parameters }: RequestEntry): string {
  const scope = `${parameters["scope[type]"]} scope`;
  return parameters.name === undefined ? scope : `${parameters.name} · ${scope}`;
}
