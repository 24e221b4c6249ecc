// Converts the bodies of API requests to text before they pass the port, which only takes plain values.

interface ApiRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface HasCalls {
  readonly call: object;
}

type ApiFetch = (path: string, options?: ApiRequest) => Promise<unknown>;

/** Returns the endpoint with a `stripeApiFetch` that takes `URLSearchParams` and `FormData` as fetch does. */
export function withSerializableBodies<Endpoint extends HasCalls>(endpoint: Endpoint): Endpoint {
  const call = new Proxy(endpoint.call, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (name !== "stripeApiFetch") return method;
      return async (path: string, options?: ApiRequest) => (method as ApiFetch)(path, serializable(options));
    },
  });
  return { ...endpoint, call };
}

function serializable(options: ApiRequest | undefined): ApiRequest | undefined {
  if (options === undefined || !isForm(options.body)) return options;
  const { headers = {} } = options;
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const body = new URLSearchParams([...options.body].map(([name, value]) => [name, textOf(name, value)])).toString();
  return { ...options, body, headers: hasType ? headers : { ...headers, "Content-Type": "application/x-www-form-urlencoded" } };
}

const isForm = (body: unknown): body is URLSearchParams | FormData => body instanceof URLSearchParams || body instanceof FormData;

function textOf(name: string, value: FormDataEntryValue): string {
  if (typeof value === "string") return value;
  throw new TypeError(`The field "${name}" is a file. An extension cannot send files through the Dashboard.`);
}
