import type { RouteObject } from "react-router";
import { formTabs, ruleSetTabs } from "./tabs";

/** Forms and rule sets: pages with tabs. A further tab is a line in `tabs.ts` and a child route here. */
export const workbenchRoutes: RouteObject[] = [
  {
    path: "suspended-triggers",
    lazy: async () => ({ Component: (await import("~/features/oversight/SuspendedPage")).SuspendedPage }),
  },
  {
    path: "forms/:code/draft",
    lazy: async () => ({ Component: (await import("~/features/form-editor/EditorPage")).EditorPage }),
  },
  {
    path: "forms/:code",
    lazy: async () => {
      const { FormPage } = await import("~/features/forms/FormPage");
      return { element: <FormPage tabs={formTabs} /> };
    },
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("~/features/rules/RuleSetsPanel")).RuleSetsPanel }),
      },
      {
        path: "structure",
        lazy: async () => ({ Component: (await import("~/features/form-editor/StructurePanel")).StructurePanel }),
      },
      {
        path: "history",
        lazy: async () => ({ Component: (await import("~/features/form-editor/HistoryPanel")).HistoryPanel }),
      },
      {
        path: "import",
        lazy: async () => ({ Component: (await import("~/features/rules/files/ImportPanel")).ImportNew }),
      },
      {
        path: "health",
        lazy: async () => ({ Component: (await import("~/features/oversight/HealthPanel")).HealthPanel }),
      },
    ],
  },
  {
    path: "rule-sets/:id",
    lazy: async () => {
      const { RuleSetPage } = await import("~/features/rules/RuleSetPage");
      return { element: <RuleSetPage tabs={ruleSetTabs} /> };
    },
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("~/features/rules/TriggersPanel")).TriggersPanel }),
      },
      {
        path: "parameters",
        lazy: async () => ({ Component: (await import("~/features/rules/ParametersPanel")).ParametersPanel }),
      },
      {
        path: "changes",
        lazy: async () => ({ Component: (await import("~/features/rules/changes/ComparePanel")).ComparePanel }),
      },
      {
        path: "history",
        lazy: async () => ({ Component: (await import("~/features/rules/changes/HistoryPanel")).HistoryPanel }),
      },
      {
        path: "import",
        lazy: async () => ({ Component: (await import("~/features/rules/files/ImportPanel")).ImportIntoDraft }),
      },
      {
        path: "trial",
        lazy: async () => ({ Component: (await import("~/features/trials/TrialsPanel")).TrialsPanel }),
      },
    ],
  },
];
