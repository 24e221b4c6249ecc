// Extensions run in a frame without an origin, so that a browser sends `Origin: null`: every page may ask, and no cookie counts.

import type { RequestHandler } from "express";

export const cors: RequestHandler = (request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") return next();
  response.set({
    "Access-Control-Allow-Methods": "GET, POST",
    // `*` does not cover Authorization.
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
  });
  response.status(204).end();
};
