// Shows a code snippet with a button that copies it.

import { useState } from "react";

export function Snippet({ name, text }: { name: string; text: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied("Copied."),
      () => setCopied("The browser denied the clipboard. Select the text instead."),
    );
  return (
    <figure className="snippet">
      <figcaption>
        <b>{name}</b>
        <span role="status" className="hint">
          {copied}
        </span>
        <button type="button" onClick={() => void copy()}>
          Copy<span className="visually-hidden"> for {name}</span>
        </button>
      </figcaption>
      <pre className="code" tabIndex={0}>
        {text}
      </pre>
    </figure>
  );
}
