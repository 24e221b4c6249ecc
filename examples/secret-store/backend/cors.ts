// An extension's frame has no origin, so a browser sends `Origin: null`. Each request needs Stripe's signature, which no page can make.

import type { RequestHandler } from "express";

export const cors: RequestHandler = (request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") return next();
  response.set({ "Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Content-Type, Stripe-Signature" });
  response.status(204).end();
};
