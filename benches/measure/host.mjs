// Implements the host's HTTP client as cheaply as possible. It returns a prepared answer, and records requests only while a check reads them.

const HEADERS = { "request-id": "req_1", "content-type": "application/json" };

class Answer {
  constructor(status, json) {
    this.status = status;
    this.json = json;
  }

  getStatusCode() {
    return this.status;
  }

  getHeaders() {
    return HEADERS;
  }

  /** Is a new object each time, because stripe-node writes into it. */
  getRawResponse() {
    return {};
  }

  toJSON() {
    // A new object each time, because stripe-node adds a property that can be added only once.
    return Promise.resolve(this.json());
  }
}

/**
 * Creates the host. `answer(status, json)` prepares the answer to all later requests. `requests` records requests while it is an array. Between `hold()`
 * and `release()` no request is answered.
 */
export function createHost() {
  let answer;
  let held;
  let release;
  return {
    requests: undefined,
    answer(status, json) {
      answer = new Answer(status, json);
    },
    hold() {
      held = new Promise((resolve) => (release = resolve));
    },
    release() {
      release();
      held = undefined;
    },
    getClientName: () => "bench",
    makeRequest(host, port, path, method, headers, body) {
      if (this.requests) this.requests.push({ method, path, body });
      return held ? held.then(() => answer) : Promise.resolve(answer);
    },
  };
}
