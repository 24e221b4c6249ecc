// Records a call's last answer. stripe-node gives callers its headers and its error object, which the client keeps to itself.

import type { HttpClient } from "../index.js";

/** @internal The last answer of a call. An attempt without an answer leaves nothing of the attempt before. */
export interface RecordedAnswer {
  status?: number | undefined;
  /** The names are in lower case. */
  headers: { [key: string]: string };
  json?: unknown;
}

/** @internal Returns an HTTP client that sends through another one, and writes each answer into `answer`. */
export const recorder = (httpClient: HttpClient, answer: RecordedAnswer): HttpClient => ({
  getClientName: () => httpClient.getClientName(),
  makeRequest: (...request) => {
    answer.status = answer.json = undefined;
    answer.headers = {};
    return Promise.resolve(httpClient.makeRequest(...request)).then((response) => ({
      getStatusCode: () => (answer.status = response.getStatusCode()),
      getHeaders: () => {
        const headers = Object(response.getHeaders()) as Record<string, string>;
        Object.keys(headers).forEach((name) => (answer.headers[name.toLowerCase()] = headers[name]!));
        return headers;
      },
      toJSON: () => Promise.resolve(response.toJSON()).then((json) => (answer.json = json)),
    }));
  },
});
