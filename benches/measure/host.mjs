// The host's HTTP client, as cheap as one can be: it gives the answer that was laid out, and keeps the requests only while somebody wants to see them.

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

  /** stripe-node writes into it. */
  getRawResponse() {
    return {};
  }

  toJSON() {
    // A new object each time: stripe-node adds to it what can be added once.
    return Promise.resolve(this.json());
  }
}

/**
 * `answer(status, json)` lays out what is answered from then on; `requests` are what was asked, while it is an array. Between `hold()` and `release()`
 * nobody is answered.
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
