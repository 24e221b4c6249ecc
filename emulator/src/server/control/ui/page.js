// Shows what the emulator holds, and each request as it arrives. The server sends this page no payloads and no keys. All texts become text nodes, so that
// no name of a secret can add an element.

/** The interval between two looks at the state, in milliseconds. The log does not have changes by control routes and by the clock. */
const PERIOD = 2_000;

/** The maximum number of requests on the page. The server keeps as many. */
const SHOWN = 1_000;

const byId = (id) => document.getElementById(id);
const [server, status, apps, accounts, count, requests] = ["server", "status", "apps", "accounts", "count", "requests"].map(byId);

/** Makes an element with texts and elements in it. */
function element(name, content = [], className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...[content].flat().filter((one) => one !== ""));
  return made;
}

/** Replaces the content of an element if it has changed, so that a selection in it survives. */
function show(target, content) {
  const made = element("div", content);
  if (made.innerHTML !== target.innerHTML) target.replaceChildren(...made.childNodes);
}

/** Changes the status only if it is another one, since screen readers read each change aloud. */
function say(text, isBad = false) {
  if (status.textContent !== text) status.textContent = text;
  status.className = isBad ? "bad" : "good";
}

const named = ({ id, name }) => (name && name !== id ? [`${name} `, element("code", id, "quiet")] : element("code", id));

function time(seconds, withDate = true) {
  const date = new Date(seconds * 1000);
  const made = element("time", withDate ? date.toLocaleString() : date.toLocaleTimeString());
  made.dateTime = Number.isFinite(date.getTime()) ? date.toISOString() : "";
  return made;
}

function showState(state) {
  const moved = state.advanced_ms ? `, clock ahead by ${state.advanced_ms / 1000} s` : "";
  show(server, `Version ${state.version}, ${state.store === "sqlite" ? "SQLite file" : "in memory"}${moved}`);
  show(
    apps,
    state.apps.map((app) =>
      element("li", [element("h3", named(app)), element("p", [`${app.distribution}, owner `, element("code", app.owner)], "quiet")]),
    ),
  );
  show(accounts, [...state.accounts.map((account) => accountOf(account, state)), ...elsewhere(state)]);
}

/** Shows secrets of apps, accounts and users that the world does not have: a file may be used with another world. */
function elsewhere({ accounts, secrets }) {
  const isPlaced = ({ account, apps, user }) =>
    accounts.some(
      ({ id, users, installations }) =>
        id === account && installations.some(({ app }) => apps.includes(app)) && (!user || users.some(({ id }) => id === user)),
    );
  const own = secrets.filter((secret) => !isPlaced(secret));
  const lines = own.map(({ account, apps, user, name }) =>
    element("li", [`${name} `, element("code", [account, ...apps, user ?? "account"].join(", "), "quiet")]),
  );
  return lines.length ? [element("article", [element("h3", "Secrets outside of this world"), element("ul", lines)])] : [];
}

function accountOf(account, { apps, secrets }) {
  const installed = account.installations.map(({ app, permissions }) => {
    const own = secrets.filter((secret) => secret.account === account.id && secret.apps.includes(app));
    const known = apps.find(({ id }) => id === app) ?? { id: app };
    const scopes = [["Account", undefined, "account"], ...account.users.map((user) => [named(user), user.id, "user"])];
    return element("div", [
      element("h4", named(known)),
      element("p", permissions.length ? ["Permissions: ", element("code", permissions.join(", "))] : "No permissions", "quiet"),
      ...scopes.map(([title, user]) =>
        scopeOf(
          title,
          own.filter((secret) => (secret.user ?? undefined) === user),
        ),
      ),
    ]);
  });
  const content = installed.length ? installed : element("p", "No app is installed.", "quiet");
  return element("article", [element("h3", named(account)), content].flat());
}

function scopeOf(title, secrets) {
  const modes = new Set(secrets.map(({ livemode }) => livemode));
  const lines = secrets.map(({ id, name, created, expires_at, livemode }) =>
    element("li", [
      `${name} `,
      element(
        "span",
        [
          element("code", id),
          `${livemode ? ", live mode" : ", test mode"}, created `,
          time(created),
          ...(expires_at ? [", expires ", time(expires_at)] : []),
        ],
        "quiet",
      ),
    ]),
  );
  const heading = element(
    "h5",
    [title, ` (${secrets.length ? `${secrets.length}${modes.size > 1 ? " in two modes" : ""}` : "no secrets"})`].flat(),
  );
  return element("div", lines.length ? [heading, element("ul", lines)] : heading);
}

/** The requests that are shown, by their ids: the newest of them may come both in the list and as an event. */
const known = new Set();

function addRequest(entry) {
  if (known.has(entry.request_id)) return;
  known.add(entry.request_id);
  const item = element("li", element("details", [element("summary", summaryOf(entry)), detailsOf(entry)]));
  requests.prepend(item);
  while (requests.children.length > SHOWN) requests.lastElementChild.remove();
  count.textContent = requests.children.length === 1 ? "1 request, newest first." : `${requests.children.length} requests, newest first.`;
}

function summaryOf({ method, path, status, code, time: at, fault }) {
  const outcome = element("span", [`${status}`, code ? ` ${code}` : ""], status < 400 ? "good" : "bad");
  return [`${method} ${path} `, outcome, fault ? ` fault: ${fault}` : "", " ", time(at, false)];
}

function detailsOf({ caller, parameters, headers, request_id, attempt, replayed, duration_us, assumptions, answer }) {
  const rows = [
    [
      "Caller",
      caller ? [caller.app, caller.account, caller.user ?? "backend", caller.livemode ? "live mode" : "test mode"].join(", ") : "unknown",
    ],
    ["Request", request_id],
    ["Duration", `${duration_us / 1000} ms`],
    ...(attempt ? [["Attempt", `${attempt}${replayed ? ", answered from an earlier one" : ""}`]] : []),
    ...parameters.map(([name, value]) => [name, value]),
    ...headers.map(([name, value]) => [name, value]),
    ...(assumptions.length ? [["Assumptions", assumptions.join(", ")]] : []),
  ];
  const list = element(
    "dl",
    rows.flatMap(([name, value]) => [element("dt", name), element("dd", value)]),
  );
  return element("div", answer === null ? list : [list, element("pre", JSON.stringify(answer, null, 2))]);
}

async function fetchJson(path) {
  const response = await fetch(`/_emulator/${path}`);
  const json = await response.json();
  if (!response.ok) throw new Error(json.error.message);
  return json;
}

/** The number of resets that the server has had. Each one forgets the requests. */
let resets;

async function forgetRequests() {
  requests.replaceChildren();
  known.clear();
  count.textContent = "No requests yet.";
  await loadRequests();
}

let isLoading = false;
let isOutdated = false;

/** Loads the state. While it is being loaded, further calls cause one more load. */
async function load() {
  isOutdated = isLoading;
  if (isLoading) return;
  isLoading = true;
  try {
    const state = await fetchJson("ui/state");
    showState(state);
    say("Connected");
    if (resets !== undefined && resets !== state.resets) await forgetRequests();
    resets = state.resets;
  } catch (error) {
    // A TypeError of fetch means that no server has answered.
    say(error instanceof TypeError ? "The emulator does not answer. Trying again." : error.message, true);
  }
  isLoading = false;
  if (isOutdated) await load();
}

async function loadRequests() {
  try {
    for (const entry of (await fetchJson("requests")).data) addRequest(entry);
  } catch {
    // `load` reports it, and the stream connects again.
  }
}

const stream = new EventSource("/_emulator/requests");
stream.addEventListener("request", ({ data }) => {
  addRequest(JSON.parse(data));
  void load();
});
// After each connection, since events may have been missed before it.
stream.addEventListener("open", () => {
  void loadRequests();
  void load();
});

void load();
setInterval(() => {
  if (!document.hidden) void load();
}, PERIOD);
document.addEventListener("visibilitychange", () => void load());
