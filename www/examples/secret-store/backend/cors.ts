// An extension's frame has no origin, so that a browser sends `Origin: null`. Whoever asks has to have Stripe's signature, which no page can make.

import type { RequestHandler } from "express";

export const cors: RequestHandler = (request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") return next();
  response.set({ "Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Content-Type, Stripe-Signature" });
  response.status(204).end();
};
