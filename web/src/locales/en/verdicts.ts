import type { Texts } from "../ru";

export const verdicts: Texts["verdicts"] = {
  title: "All checks of this version",
  text: "A further check adds a verdict and does not replace the earlier one. The newest counts.",
  attempt: "Check",
  attemptNumber: (n) => `No. ${String(n)}`,
  newest: "newest",
  at: "When",
  rules: "Rule set",
  noRules: "none",
  status: "Verdict",
  reason: "Reason",
};
