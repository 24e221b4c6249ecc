import { Box, PlatformConfigurationView, SearchField, TextField } from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";

const COUNTRIES = [
  { id: "at", value: "Austria" },
  { id: "au", value: "Australia" },
  { id: "be", value: "Belgium" },
];

/** Configures all accounts of a platform. */
export default function Platform() {
  const [heard, setHeard] = useState("nothing");
  return (
    <PlatformConfigurationView
      onSubmit={({ values, successCallback }) => {
        setHeard(JSON.stringify(values));
        successCallback();
      }}
    >
      <Box>{`heard: ${heard}`}</Box>
      <TextField label="A key" name="key" />
      <SearchField label="One country" data={COUNTRIES} selectionMode="single" onSelectionChange={(key) => setHeard(`one ${key}`)} />
      <SearchField
        label="Countries"
        data={COUNTRIES}
        selectionMode="multiple"
        defaultSelected={["be"]}
        onSelectionChange={(keys) => setHeard(`many ${[...keys].join()}`)}
      />
    </PlatformConfigurationView>
  );
}
