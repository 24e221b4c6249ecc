// Creates the Express applications of the servers on this machine, which show no stack and no path of this machine in their answers.

import express, { type ErrorRequestHandler, type Express } from "express";

/** Returns an application. It answers with no header that names its library. */
export const createApp = (): Express => express().disable("x-powered-by");

/**
 * Answers what no route has answered, and errors of routes, with a sentence each. Errors that the client has not caused are printed.
 *
 * Call it after the last route.
 */
export function answerTheRest(app: Express): void {
  app.use((request, response) => {
    response.status(404).type("text").send(`There is no ${request.method} ${request.path} here.`);
  });
  // Express knows a handler of errors by its four parameters.
  const failed: ErrorRequestHandler = (error: { status?: number; stack?: string }, _request, response, next) => {
    const status = typeof error?.status === "number" && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) console.error(error?.stack ?? error);
    // Express ends the connection of an answer that has begun.
    if (response.headersSent) return next(error);
    response
      .status(status)
      .type("text")
      .send(status === 500 ? "The server failed. Its terminal says why." : "The server cannot read the request.");
  };
  app.use(failed);
}
