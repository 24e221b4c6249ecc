// Said while the emulator does not answer.

export const Gone = ({ url }: { url: string }) => (
  <div className="notice" role="alert">
    <p>
      <strong>The emulator does not answer.</strong> Nothing below is up to date, and the extension’s requests fail.
    </p>
    <p>
      Start it again: <code>npm start</code> in this project, or the emulator alone at <code>{url}</code>. This page connects again by
      itself.
    </p>
  </div>
);
