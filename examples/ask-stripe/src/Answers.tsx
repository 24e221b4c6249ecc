import { Banner, Box, List, ListItem, TextArea } from "@stripe/ui-extension-sdk/ui";
import type { Report } from "../../../ask/report";

/** Shows the verdicts of a report, and its text to copy. */
export function Answers({ report }: { report: Report }) {
  const { results, left_behind: left } = report;
  return (
    <Box css={{ stack: "y", gap: "small" }}>
      {left.length > 0 && (
        <Banner
          type="caution"
          title="Secrets were left behind"
          description={`Delete these secrets of the account's scope: ${left.map(({ name }) => name).join(", ")}`}
        />
      )}
      <List>
        {results.map(({ assumption, verdict, reason }) => (
          <ListItem key={assumption} title={assumption} secondaryTitle={reason} value={verdict} />
        ))}
      </List>
      <TextArea label="stripe-answers.json" rows={8} value={JSON.stringify(report)} readOnly />
    </Box>
  );
}
