import { Inline, OnboardingView } from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";

export default function Onboarding() {
  const [isDone, setDone] = useState(false);
  return (
    <OnboardingView
      title="Begin"
      description="in two steps"
      completed={isDone}
      error={<Inline>An error occurred</Inline>}
      tasks={[
        { title: "Finish", status: isDone ? "complete" : "in-progress", onPress: () => setDone(true), subTasks: [{ title: "A part" }] },
      ]}
    >
      below the tasks
    </OnboardingView>
  );
}
