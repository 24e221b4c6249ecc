"use client";

import { useEffect, useState } from "react";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "./four-operations.mjs";

export function Client() {
  // A client that is made while the component is rendered, on the server too.
  const [secrets] = useState(() => new SecretStoreClient({ httpClient: createEmulator().httpClient({ user: "usr_1" }) }));
  const [answer, setAnswer] = useState("");
  useEffect(() => {
    fourOperations(createEmulator().httpClient({ user: "usr_1" })).then(setAnswer, (error) => setAnswer(String(error)));
  }, []);
  return <p id="client">{secrets instanceof SecretStoreClient && answer}</p>;
}
