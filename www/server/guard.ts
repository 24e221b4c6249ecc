// Keeps the server's routes from pages elsewhere, and from the extension.

import type { RequestHandler } from "express";

/** The hosts that a browser on this machine uses. Any other host is a foreign name that resolves to this machine. */
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** Refuses requests by a foreign name, also one in the request's line, which would count more than the header. */
export const localHost: RequestHandler = ({ headers, url }, response, next) => {
  if (LOCAL.test(headers.host ?? "") && url.startsWith("/")) return next();
  response.status(403).type("text").send("The local Dashboard answers requests to 127.0.0.1 and localhost only.");
};

/**
 * Refuses requests of pages of another origin, such as the frame of an extension. Programs send neither header, and a browser sends the
 * second with each request to this machine.
 */
export const samePage: RequestHandler = ({ headers }, response, next) => {
  const { host, origin, "sec-fetch-site": site = "none" } = headers;
  if ((origin === undefined || origin.toLowerCase() === `http://${host}`.toLowerCase()) && (site === "same-origin" || site === "none"))
    return next();
  response.status(403).type("text").send("The local Dashboard answers this to its own page only.");
};
