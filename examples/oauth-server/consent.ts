// Shows the page where a user allows or denies the app's access.

import { PEOPLE } from "./people";

/** Returns the consent page. Hidden fields carry the request, and the server checks them again when they come back. */
export function consentPage(client: string, asked: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(asked)
    .filter(([name, value]) => name !== "allowed" && name !== "person" && typeof value === "string")
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(String(value))}">`);
  const people = PEOPLE.map(({ id, name, email }) => `<option value="${id}">${name} (${email})</option>`);
  return page(
    `Let ${escaped(client)} in?`,
    `<form method="post" action="/authorize">
      ${fields.join("\n      ")}
      <p><b>${escaped(client)}</b> wants to see who you are.</p>
      <p><label>Your account <select name="person">${people.join("")}</select></label></p>
      <p><button name="allowed" value="true">Allow</button> <button name="allowed" value="false">Deny</button></p>
    </form>`,
  );
}

/** Returns a page with the reason of an invalid request. A redirect to an unknown address would send the browser to the author of the link. */
export function refusalPage(reason: string): string {
  return page("This link cannot be used", `<p>${escaped(reason)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    <title>${title}</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 15vh auto; padding: 0 1rem; color: #1a1f36 }
      button, select { font: inherit; padding: 0.3rem 0.9rem }
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    ${content}
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
