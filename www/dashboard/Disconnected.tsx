// Tells the user that the emulator does not answer.

export const Disconnected = ({ url }: { url: string }) => (
  <div className="notice" role="alert">
    <p>
      <strong>The emulator does not answer.</strong> This page is out of date, and the extension’s requests fail.
    </p>
    <p>
      Run <code>npm start</code> in this project again, or start the emulator at <code>{url}</code>. This page then reconnects by itself.
    </p>
  </div>
);
