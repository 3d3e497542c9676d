import type { Tab } from "~/components/tabs/TabNav";

/** Parts of the page of a form. */
export const formTabs: readonly Tab[] = [{ path: "", label: (t) => t.rules.versions }];

/** Parts of the page of a rule set. */
export const ruleSetTabs: readonly Tab[] = [
  { path: "", label: (t) => t.rules.triggers },
  { path: "parameters", label: (t) => t.rules.parameters.title },
];
