import type { Tab } from "~/components/tabs/TabNav";
import type { Role } from "~/lib/api/types";

const STAFF: readonly Role[] = ["sro_admin", "methodologist", "supervisor", "clerk"];
const METHODOLOGISTS: readonly Role[] = ["sro_admin", "methodologist"];

/** Parts of the page of a form. */
export const formTabs: readonly Tab[] = [
  { path: "", label: (t) => t.rules.versions },
  { path: "structure", label: (t) => t.formEditor.structure, roles: STAFF },
  { path: "history", label: (t) => t.formEditor.history, roles: STAFF },
  {
    path: "health",
    label: (t) => t.oversight.health,
    roles: METHODOLOGISTS,
    shown: ({ accepts }) => accepts === "xtdd",
  },
];

/** Parts of the page of a rule set. */
export const ruleSetTabs: readonly Tab[] = [
  { path: "", label: (t) => t.rules.triggers },
  { path: "parameters", label: (t) => t.rules.parameters.title },
  { path: "trial", label: (t) => t.trials.tab, roles: METHODOLOGISTS },
  { path: "changes", label: (t) => t.rules.changes.title, roles: METHODOLOGISTS },
  { path: "history", label: (t) => t.rules.history.title, roles: METHODOLOGISTS },
];
