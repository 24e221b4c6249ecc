import {
  Box,
  Checkbox,
  CurrencyField,
  DateField,
  FormFieldGroup,
  Inline,
  Radio,
  Select,
  SettingsView,
  Switch,
  TextArea,
  TextField,
} from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";

/** Renders every kind of field. The extension controls some of them. */
export default function Settings() {
  const [saved, setSaved] = useState("nothing");
  const [heard, setHeard] = useState("nothing");
  const [isOn, setOn] = useState(false);
  const hear = (value: unknown) => setHeard(JSON.stringify(value));
  return (
    <SettingsView onSave={(values) => setSaved(JSON.stringify(values))} statusMessage={`saved: ${saved}`}>
      <Box>{`heard: ${heard}`}</Box>
      <TextField label={<Inline>A text</Inline>} name="text" defaultValue="as it was" description="About it" />
      <TextArea label="A longer text" name="longer" />
      <Select label="A choice" name="choice" onChange={({ target }) => hear(target.value)}>
        <option value="a">The first</option>
        <option value="b">The second</option>
      </Select>
      <FormFieldGroup legend="Switches" layout="vertical" description="one of them has an error">
        <Checkbox label="A box" name="box" value="checked" onChange={({ target }) => hear(target.checked)} />
        <Switch label="A switch" checked={isOn} onChange={({ target }) => setOn(target.checked)} />
        <Radio label="This" name="one" value="this" />
        <Radio label="That" name="one" value="that" defaultChecked onChange={({ target }) => hear(target.value)} />
      </FormFieldGroup>
      <Box>{`switched: ${isOn ? "on" : "off"}`}</Box>
      <DateField label="A day" onChange={hear} />
      <CurrencyField label="An amount" currency="EUR" onChange={hear} />
      <TextField label="Without a label" hiddenElements={["label"]} error="It is wrong" />
    </SettingsView>
  );
}
