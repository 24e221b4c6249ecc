// Shows a field for a file. The emulator does not implement Stripe's files, so the selected file becomes a made-up object and stays here.

import { useId } from "react";

interface UploaderProps {
  label?: string;
  purpose?: string;
  onComplete?: (file: object) => void;
}

export function StripeFileUploader({ label, purpose = "", onComplete }: UploaderProps) {
  const id = useId();
  function complete({ name, size, type }: File) {
    const created = Math.floor(Date.now() / 1_000);
    const links = { object: "list", data: [], has_more: false, url: "/v1/file_links" };
    onComplete?.({ id: "file_1MadeUpExampleId", object: "file", created, filename: name, links, purpose, size, type });
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="file" onChange={({ target }) => target.files?.[0] && complete(target.files[0])} />
      <p className="hint">The file is not uploaded. The extension receives a made-up file object.</p>
    </div>
  );
}
