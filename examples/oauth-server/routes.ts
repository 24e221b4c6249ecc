// The provider's routes: `/authorize`, `/token`, `/revoke`, and `/me`, which the tokens are for.

import OAuth2Server from "@node-oauth/oauth2-server";
import express, { type Request, type Response, type Router } from "express";
import { takesAnswerAt, type RegisteredClient } from "./clients";
import { consentPage, refusalPage } from "./consent";
import { cors } from "./cors";
import type { Grants, Owner } from "./grants";
import { oauthModel } from "./model";
import { consentingPerson } from "./people";

const STRIPE_DASHBOARD = "https://dashboard.stripe.com/";

export interface RouteOptions {
  readonly clients: readonly RegisteredClient[];
  readonly grants: Grants;
  /** In seconds. */
  readonly accessTokenLifetime: number;
  /** In seconds. */
  readonly refreshTokenLifetime: number;
  /** Gives the origin that stands for `https://dashboard.stripe.com` on this machine. */
  readonly dashboard: (() => string) | undefined;
}

export function oauthRoutes({ clients, grants, dashboard, ...lifetimes }: RouteOptions): Router {
  const model = oauthModel(clients, grants);
  const oauth = new OAuth2Server({
    ...lifetimes,
    model,
    authorizationCodeLifetime: 300,
    authenticateHandler: consentingPerson,
    // The model decides whether a client needs a secret. An extension does not have one.
    requireClientAuthentication: { authorization_code: false, refresh_token: false },
  });
  const routes = express.Router();
  const form = express.urlencoded({ extended: false });
  routes.use(["/token", "/revoke", "/me"], cors);

  routes.get("/authorize", (request, response) => {
    const { client_id, redirect_uri } = request.query;
    const client = clients.find(({ id }) => id === client_id);
    if (!client) return refuse(response, "No app of this client_id is registered.");
    if (!takesAnswerAt(client, String(redirect_uri))) return refuse(response, "The app registered no such redirect_uri.");
    page(response, consentPage(client.id, request.query));
  });

  routes.post("/authorize", form, async (request, response) => {
    const answer = new OAuth2Server.Response();
    // An error that the app is to know of is in the address that the browser is sent to.
    const failure = await oauth.authorize(asked(request), answer).then(
      () => undefined,
      (error: Error) => error,
    );
    const address = answer.get("Location");
    if (address === undefined) return refuse(response, failure?.message ?? "There is no redirect_uri.");
    const local = dashboard !== undefined && address.startsWith(STRIPE_DASHBOARD);
    response.redirect(local ? `${dashboard()}/${address.slice(STRIPE_DASHBOARD.length)}` : address);
  });

  routes.post("/token", form, (request, response) => answered(response, (answer) => oauth.token(asked(request), answer)));

  routes.post("/revoke", form, async (request, response) => {
    const { client_id, client_secret, token } = request.body ?? {};
    const client = await model.getClient(client_id, client_secret);
    if (!client) return void response.status(401).json({ error: "invalid_client" });
    grants.revoke(String(token), client);
    response.status(200).end();
  });

  routes.get("/me", (request, response) =>
    answered(response, async (answer) => {
      const { user } = await oauth.authenticate(asked(request), answer);
      const { id, name, email } = user as Owner;
      answer.body = { id, name, email };
    }),
  );

  return routes;
}

function asked({ headers, method, query, body }: Request): OAuth2Server.Request {
  return new OAuth2Server.Request({ headers: headers as Record<string, string>, method, query: query as Record<string, string>, body });
}

/** Passes the library's answer through, good or bad. */
async function answered(response: Response, ask: (answer: OAuth2Server.Response) => Promise<unknown>): Promise<void> {
  const answer = new OAuth2Server.Response();
  await ask(answer).catch((error: unknown) => {
    if (!(error instanceof OAuth2Server.OAuthError)) throw error;
    answer.status = error.code;
    answer.body = { error: error.name, error_description: error.message };
  });
  response.status(answer.status ?? 200).set(answer.headers ?? {});
  response.set("Cache-Control", "no-store").json(answer.body);
}

function refuse(response: Response, reason: string): void {
  page(response.status(400), refusalPage(reason));
}

/** Sends a page that no other page may frame, so that no user can be tricked into clicking `Allow`. */
function page(response: Response, html: string): void {
  response.set({ "X-Frame-Options": "DENY", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" }).type("html").send(html);
}
