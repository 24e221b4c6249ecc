import { SecretStoreError } from "stripe-secret-store";

/** An error as its reader needs it: the code to branch on, the message that says what to do, and what support asks for. */
export function ErrorCard({ error }: { error: unknown }) {
  const { code, message, details } = describe(error);
  return (
    <div className="error" role="alert">
      <p>
        <code className="code">{code}</code> {message}
      </p>
      {details.length > 0 && (
        <dl>
          {details.map(([term, detail]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function describe(error: unknown) {
  if (!SecretStoreError.is(error)) {
    return { code: "unexpected", message: error instanceof Error ? error.message : String(error), details: [] };
  }
  const details = [
    ["Parameter", error.param],
    ["HTTP status", error.status],
    ["Stripe’s code", error.stripeCode],
    ["Request id", error.requestId],
    ["Attempts", error.attempts > 1 ? error.attempts : undefined],
    ["More about it", error.docUrl],
  ] as const;
  return { code: error.code, message: error.message, details: details.filter(([, detail]) => detail !== undefined) };
}
