// Converts API requests to plain values before they pass the port, which takes no others: the body to text, and the headers to an object.

interface ApiRequest {
  readonly body?: unknown;
  readonly headers?: HeadersInit;
}

interface HasCalls {
  readonly call: object;
}

type ApiFetch = (path: string, options?: ApiRequest) => Promise<unknown>;

/** Returns the endpoint with a `stripeApiFetch` that takes the bodies and the headers that fetch takes. */
export function withSerializableBodies<Endpoint extends HasCalls>(endpoint: Endpoint): Endpoint {
  const call = new Proxy(endpoint.call, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (name !== "stripeApiFetch") return method;
      return async (path: string, options?: ApiRequest) => (method as ApiFetch)(path, options && (await serializable(options)));
    },
  });
  return { ...endpoint, call };
}

async function serializable(options: ApiRequest): Promise<ApiRequest> {
  const { headers, body } = options;
  const plain = headers instanceof Headers || Array.isArray(headers) ? Object.fromEntries(new Headers(headers)) : headers;
  const request = plain === undefined ? options : { ...options, headers: plain };
  if (body === undefined || body === null || typeof body === "string") return request;
  const { text, type } = await textOf(body);
  const hasType = Object.keys(plain ?? {}).some((name) => name.toLowerCase() === "content-type");
  return { ...request, body: text, ...(type !== null && !hasType && { headers: { ...plain, "Content-Type": type } }) };
}

/**
 * Returns a body as text, and the type that fetch would give it. Stripe's API reads form data as parameters, so it becomes a form.
 *
 * @throws TypeError for a body that is not text
 */
async function textOf(body: unknown): Promise<{ text: string; type: string | null }> {
  const sent = new Response(body instanceof FormData ? formOf(body) : (body as BodyInit));
  // A text that is given as bytes has no type.
  const type = sent.headers.get("content-type")?.replace(/^(application\/x-www-form-urlencoded);.*/, "$1") || null;
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await sent.arrayBuffer()), type };
  } catch (cause) {
    throw new TypeError("The body is not a text in UTF-8. An extension cannot send files through the Dashboard.", { cause });
  }
}

const formOf = (form: FormData) => new URLSearchParams([...form].map(([name, value]): [string, string] => [name, fieldOf(name, value)]));

function fieldOf(name: string, value: FormDataEntryValue): string {
  if (typeof value === "string") return value;
  throw new TypeError(`The field "${name}" is a file. An extension cannot send files through the Dashboard.`);
}
