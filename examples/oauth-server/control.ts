// Adds `/control`, which real providers do not have. Tests and users of the examples end tokens by it, and read the record of requests.
// It takes JSON and has no CORS, so that no foreign page can use it.

import express, { type Router } from "express";
import type { Expirable, Grants, Replay } from "./grants";

const EXPIRABLE: readonly unknown[] = ["access", "all"] satisfies Expirable[];
const REPLAY: readonly unknown[] = ["refuse", "revoke_family"] satisfies Replay[];

export function controlRoutes(grants: Grants): Router {
  const routes = express.Router();
  routes.get("/control", (_request, response) => void response.json(grants.stats));
  routes.post("/control", express.json(), (request, response) => {
    // curl sends a form by default, which would have no effect.
    if (!request.is("application/json")) {
      const error = "Send JSON, with the header Content-Type: application/json.";
      return void response.status(400).json({ error });
    }
    const { expire, replay, ...unknown }: Record<string, unknown> = request.body ?? {};
    const wrong = Object.keys(unknown)[0] ?? (unless(expire, EXPIRABLE) ? "expire" : unless(replay, REPLAY) ? "replay" : undefined);
    if (wrong !== undefined) {
      const error = `${wrong}: take {"expire": "access" | "all", "replay": "refuse" | "revoke_family"}.`;
      return void response.status(400).json({ error });
    }
    if (expire !== undefined) grants.expire(expire as Expirable);
    if (replay !== undefined) grants.replay = replay as Replay;
    response.json(grants.stats);
  });
  return routes;
}

const unless = (value: unknown, allowed: readonly unknown[]): boolean => value !== undefined && !allowed.includes(value);
