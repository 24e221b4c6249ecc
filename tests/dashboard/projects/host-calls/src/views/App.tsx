import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { useRefreshDashboardData } from "@stripe/ui-extension-sdk/context";
import { navigateToDashboardRoute } from "@stripe/ui-extension-sdk/navigation";
import {
  Accordion,
  AccordionItem,
  Box,
  Button,
  ContextView,
  Img,
  Link,
  List,
  ListItem,
  TextArea,
  TextField,
} from "@stripe/ui-extension-sdk/ui";
import { useStorage } from "@stripe/ui-extension-sdk/data";
import * as sdk from "@stripe/ui-extension-sdk/utils";
import { useRef, useState } from "react";

const SECRET = { name: "by a form", payload: "made up", "scope[type]": "account" };

const FORM = new URLSearchParams(SECRET).toString();
const FORM_TYPE = "application/x-www-form-urlencoded";

const post = async (body: unknown, headers: object = {}) => {
  const { status, json } = await sdk.stripeApiFetch("https://api.stripe.com/v1/apps/secrets", {
    method: "POST",
    headers,
    body: body as string,
  });
  return { status, name: (json as { name?: string }).name };
};

function fileForm(): FormData {
  const form = new FormData();
  form.append("file", new File(["made up"], "a.txt"));
  return form;
}

/** Calls the host in every way that the SDK has, and shows the answers. */
export default function App(context: ExtensionContextValue) {
  const refresh = useRefreshDashboardData();
  const [shown, setShown] = useState("");
  const [typed, setTyped] = useState("");
  const [late, setLate] = useState("");
  const [kept, keepIt] = useStorage("kept");
  function stored() {
    keepIt("kept");
    return kept;
  }
  const unanswered = useRef<string[]>([]);
  const show = (answer: unknown) => setShown(JSON.stringify(answer));
  const calls: Record<string, () => unknown> = {
    context: () => context,
    permissions: sdk.getUserAuthorizedPermissions,
    secret_write: () => sdk.isPermissionAuthorized("secret_write"),
    event_read: () => sdk.isPermissionAuthorized("event_read"),
    allowed: () => sdk.isSourceInAuthorizedCSP("https://allowed.example/"),
    foreign: () => sdk.isSourceInAuthorizedCSP("https://foreign.example/"),
    signature: () => sdk.fetchStripeSignature({ amount: 100 }),
    "oauth state": () => sdk.createOAuthState("of my own"),
    email: () => sdk.getDashboardUserEmail().then(({ email }) => email),
    customers: () => sdk.stripeApiFetch("https://api.stripe.com/v1/customers").then(({ status, json, url }) => ({ status, json, url })),
    "foreign api": () => fetch("https://api.stripe.com/v1/apps/secrets").then((answer) => answer.status),
    storage: stored,
    clipboard: () => sdk.clipboardWriteText("copied"),
    refresh,
    route: () => navigateToDashboardRoute({ name: "customers" }),
    "real key": () => sdk.stripeApiFetch("https://api.stripe.com/v1/apps/secrets", { headers: { Authorization: "Bearer a_key" } }),
    "real key in lower case": () => post(new URLSearchParams(SECRET), { authorization: "Bearer a_key" }),
    "search parameters": () => post(new URLSearchParams(SECRET)),
    "form data": () => post(Object.entries(SECRET).reduce((form, [name, value]) => (form.append(name, value), form), new FormData())),
    "a blob": () => post(new Blob([FORM], { type: FORM_TYPE })),
    bytes: () => post(new TextEncoder().encode(FORM), { "content-type": FORM_TYPE }),
    "a buffer, with headers of fetch": () => post(new TextEncoder().encode(FORM).buffer, new Headers({ "Content-Type": FORM_TYPE })),
    "a stream, with pairs of headers": () => post(new Blob([FORM]).stream(), [["Content-Type", FORM_TYPE]]),
    "a file": () => post(fileForm()),
    "no text": () => post(new Uint8Array([0xff, 0xfe])),
    document: async () => {
      const { arrayBuffer, ...rest } = await sdk.stripeApiFetch("https://api.stripe.com/v1/quotes/qt_1/pdf");
      return { bytes: [...new Uint8Array(arrayBuffer!)], hasJson: "json" in rest && rest.json !== undefined };
    },
    require: () => (globalThis as { require?: (name: string) => unknown }).require?.("react-dom"),
    "the frame": () => ({ origin: self.origin, top: attempt(() => top?.document), storage: attempt(() => localStorage) }),
    "allowed fetch": () => fetch("https://allowed.example/").then((answer) => answer.text()),
    "foreign fetch": () => fetch("https://foreign.example/").then((answer) => answer.text()),
    "localhost fetch": () => fetch("http://localhost:4321/notes").then((answer) => answer.text()),
    toast: async () => {
      const { update, dismiss } = await sdk.showToast("made", {
        action: "change it",
        onAction: () => update("changed", { action: "end it", onAction: dismiss }),
      });
    },
  };
  const call = (name: string) =>
    Promise.resolve()
      .then(calls[name])
      .then(show, ({ message, status, json }) => show({ thrown: message ?? { status, json } }));

  return (
    <ContextView title="Calls" actions={<Button onPress={() => setShown("")}>Clear</Button>}>
      <List onAction={(name) => void call(String(name))}>
        {Object.keys(calls).map((name) => (
          <ListItem key={name} id={name} title={name} />
        ))}
      </List>
      <Box>{shown}</Box>
      <TextField label="Typed in capitals" value={typed} onChange={({ target }) => setTyped(target.value.toUpperCase())} />
      <TextField label="Typed" onChange={({ target }) => setTyped(target.value)} />
      <TextField label="Answered late" value={late} onChange={({ target }) => void unanswered.current.push(target.value)} />
      <Button onPress={() => setLate(unanswered.current.shift() ?? late)}>Answer</Button>
      <Box>{`answered: ${late}`}</Box>
      <TextArea label="Short" defaultValue="short" description="About it" error="Too short" />
      <Box>{`typed: ${typed}`}</Box>
      <Accordion>
        <AccordionItem title="Not known here">inside of it</AccordionItem>
      </Accordion>
      <Button href="javascript:document.title='ran'">A script</Button>
      <Link href="https://elsewhere.example/" target="_blank">
        Elsewhere
      </Link>
      <TextField label="Long placeholder" placeholder={"p".repeat(5_001)} />
      <Img
        alt="a long image"
        src={`data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><!--${"-x".repeat(5_000)}--></svg>`}
      />
    </ContextView>
  );
}

/** Returns the result, or the error's name. */
function attempt(act: () => unknown): string {
  try {
    return String(act());
  } catch (error) {
    return (error as Error).name;
  }
}
