// Lists the timed calls with the host's answer to each, the right request and the right result.

const NAME = "dropbox_token";
const SCOPE = { "scope[type]": "user", "scope[user]": "usr_1" };
const PATH = "/v1/apps/secrets";

/** Returns `length` characters of a token: letters, digits, points, hyphens and underscores. */
export const ascii = (length) => "eyJhbGciOiJIUzI1NiJ9.dG9rZW4_bWFkZS11cA-".repeat(Math.ceil(length / 40)).slice(0, length);

/** Returns `length` characters: Latin with accents, Cyrillic, Japanese, and two of every twelve beyond the first plane. */
export const mixed = (length) => [..."aé ключ鍵😀ñü🔑".repeat(Math.ceil(length / 12))].slice(0, length).join("");

const secret = (more) => ({
  id: "appsecret_5110QzMIZ0005GiEH1m0419O8KAxCG",
  object: "apps.secret",
  created: 1_700_000_000,
  expires_at: null,
  livemode: false,
  name: NAME,
  scope: { type: "user", user: "usr_1" },
  ...more,
});
const secrets = () => Array.from({ length: 10 }, () => secret());
const refusal = (code) => () => ({ error: { type: "invalid_request_error", code, message: "Made up.", param: "name" } });

/** Returns the case of a create with this payload. */
export const creating = (payload) => ({
  act: (calls) => calls.create(NAME, payload),
  status: 200,
  json: () => secret(),
  request: { method: "POST", path: PATH, fields: { name: NAME, payload, ...SCOPE } },
  isRight: (json) => json.id.startsWith("appsecret_") && json.name === NAME,
});

export const CASES = {
  "create, 40 characters": creating(ascii(40)),
  "create, 4,000 of ASCII": creating(ascii(4_000)),
  "create, 4,000 of mixed script": creating(mixed(4_000)),
  find: {
    act: (calls) => calls.find(NAME),
    status: 200,
    json: () => secret({ payload: "made-up" }),
    request: { method: "GET", path: `${PATH}/find`, fields: { name: NAME, "expand[0]": "payload", ...SCOPE } },
    isRight: (json) => json.payload === "made-up",
  },
  "list of 10": {
    act: (calls) => calls.list(),
    status: 200,
    json: () => ({ object: "list", data: secrets(), has_more: false, url: PATH }),
    request: { method: "GET", path: PATH, fields: SCOPE },
    isRight: (json) => json.data.length === 10 && json.data.every(({ name }) => name === NAME),
  },
  delete: {
    act: (calls) => calls.remove(NAME),
    status: 200,
    json: () => secret({ deleted: true }),
    request: { method: "POST", path: `${PATH}/delete`, fields: { name: NAME, ...SCOPE } },
    isRight: (json) => json.deleted === true,
  },
  // Some contenders find the fault before sending. The service reports it to the others.
  "a refused request": {
    act: (calls) => calls.create("", "made-up"),
    status: 400,
    json: refusal("parameter_missing"),
    reasons: ["parameter_missing", "invalid_name"],
  },
  "an error answer": {
    act: (calls) => calls.remove(NAME),
    status: 404,
    json: refusal("resource_missing"),
    request: { method: "POST", path: `${PATH}/delete`, fields: { name: NAME, ...SCOPE } },
    reasons: ["resource_missing"],
  },
};
