// Keeps tokens in three secrets of the account, with stripe-node alone.

import type Stripe from "stripe";
import type { AccountTokens, Answer, Refresh } from "../use";

const scope = { type: "account" } as const;
const AUTHORIZATION = "CRM_AUTHORIZATION";
const REFRESH_TOKEN = "CRM_REFRESH_TOKEN";
const REGION = "CRM_REGION";

export function accountTokens(stripe: Stripe, refresh: Refresh): AccountTokens {
  async function find(name: string): Promise<string | null> {
    try {
      const secret = await stripe.apps.secrets.find({ name, scope, expand: ["payload"] });
      return secret.payload ?? null;
    } catch (error) {
      console.debug(`The secret ${name} could not be loaded:`, error);
      return null;
    }
  }

  async function load() {
    const [authorization, refreshToken, region] = await Promise.all([find(AUTHORIZATION), find(REFRESH_TOKEN), find(REGION)]);
    if (!authorization || !refreshToken || !region) return null;
    return { authorization, refreshToken, region };
  }

  async function save({ access_token, refresh_token, region = "" }: Answer) {
    await Promise.all([
      stripe.apps.secrets.create({ name: AUTHORIZATION, payload: `Bearer ${access_token}`, scope }),
      stripe.apps.secrets.create({ name: REFRESH_TOKEN, payload: refresh_token, scope }),
      stripe.apps.secrets.create({ name: REGION, payload: region, scope }),
    ]);
  }

  return {
    save,
    async call(request) {
      const stored = await load();
      if (!stored) return undefined;
      const answer = await request(stored.authorization);
      if (answer.status !== 401) return answer;
      const tokens = await refresh(stored.refreshToken);
      await save({ region: stored.region, ...tokens });
      return request(`Bearer ${tokens.access_token}`);
    },
    region: () => find(REGION),
    async clear() {
      await Promise.all([
        stripe.apps.secrets.deleteWhere({ name: AUTHORIZATION, scope }),
        stripe.apps.secrets.deleteWhere({ name: REFRESH_TOKEN, scope }),
        stripe.apps.secrets.deleteWhere({ name: REGION, scope }),
      ]);
    },
  };
}
