// Checks that a contender does the work that is timed.

/** Makes the call once. Throws unless the request, read as a server reads it, and the result are right. */
export async function check({ name, calls, host }, called, { act, status, json, request, isRight, reasons }) {
  const wrong = (what) => new Error(`${name}, ${called}: ${what}`);
  host.answer(status, json);
  host.requests = [];
  try {
    const result = await act(calls).then(
      (value) => ({ value }),
      (error) => ({ error }),
    );
    if (reasons && !("error" in result && reasons.includes(calls.reasonOf(result.error)))) throw wrong("no error, or not the right one");
    if (!reasons && !("value" in result && isRight(result.value))) throw wrong(`not the right answer: ${result.error}`);
    // Without a client there is no encoding to check.
    if (request && name !== "no client") compare(host.requests, request, wrong);
  } finally {
    host.requests = undefined;
  }
}

function compare(requests, { method, path, fields }, wrong) {
  const [sent] = requests;
  if (requests.length !== 1) throw wrong(`${requests.length} requests`);
  const [target, query] = sent.path.split("?");
  const form = Object.fromEntries(new URLSearchParams((method === "GET" ? query : sent.body) ?? ""));
  const sorted = (object) => JSON.stringify(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (sent.method !== method || target !== path || sorted(form) !== sorted(fields)) throw wrong("another request");
}
