import { createBrowserRouter } from "react-router";
import { CalendarPage } from "~/features/calendar/CalendarPage";
import { ReportsPage } from "~/features/reports/ReportsPage";
import { SignInPage } from "~/features/session/SignInPage";
import { Crashed } from "./shell/Crashed";
import { NotFound } from "./shell/NotFound";
import { SignedIn } from "./SignedIn";
import { workbenchRoutes } from "./workbench/routes";

export const router = createBrowserRouter([
  { path: "/login", element: <SignInPage />, errorElement: <Crashed /> },
  {
    path: "/access",
    errorElement: <Crashed />,
    hydrateFallbackElement: <></>,
    lazy: async () => ({ Component: (await import("./gettingIn")).AccessRequest }),
  },
  {
    path: "/invitation",
    errorElement: <Crashed />,
    hydrateFallbackElement: <></>,
    lazy: async () => ({ Component: (await import("./gettingIn")).Invitation }),
  },
  {
    element: <SignedIn />,
    errorElement: <Crashed />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <CalendarPage /> },
      { path: "reports", element: <ReportsPage /> },
      { path: "reports/:id", lazy: async () => ({ Component: (await import("~/features/reports/ReportPage")).ReportPage }) },
      {
        path: "reports/:id/precheck",
        lazy: async () => ({ Component: (await import("./findings/Findings")).PrecheckOfReport }),
      },
      {
        path: "submissions/:id",
        lazy: async () => ({ Component: (await import("./findings/Findings")).Findings }),
      },
      {
        path: "submissions/:id/form",
        lazy: async () => ({ Component: (await import("~/features/formView/FormViewPage")).FormViewPage }),
      },
      {
        path: "submissions/:id/compare",
        lazy: async () => ({ Component: (await import("~/features/compare/ComparePage")).ComparePage }),
      },
      {
        path: "submissions/:id/receipt",
        lazy: async () => ({ Component: (await import("~/features/reports/ReceiptPage")).ReceiptPage }),
      },
      {
        path: "messages/inbox",
        lazy: async () => ({ Component: (await import("~/features/notices/InboxPage")).InboxPage }),
      },
      {
        path: "organisation",
        lazy: async () => ({ Component: (await import("~/features/organisation/OrganisationPage")).OrganisationPage }),
      },
      {
        path: "organisation/people",
        lazy: async () => ({ Component: (await import("~/features/people/PeoplePage")).PeoplePage }),
      },
      {
        path: "members/:id/people",
        lazy: async () => ({ Component: (await import("~/features/people/PeoplePage")).PeoplePage }),
      },
      { path: "access-desk", lazy: async () => ({ Component: (await import("~/features/people/DeskPage")).DeskPage }) },
      { path: "rules", lazy: async () => ({ Component: (await import("~/features/access/RulesPage")).RulesPage }) },
      {
        path: "security",
        lazy: async () => ({ Component: (await import("~/features/security/SecurityPage")).SecurityPage }),
      },
      { path: "members", lazy: async () => ({ Component: (await import("~/features/members/MembersPage")).MembersPage }) },
      {
        path: "members/import",
        lazy: async () => ({ Component: (await import("~/features/members/ImportPage")).ImportPage }),
      },
      {
        path: "members/changes",
        lazy: async () => ({ Component: (await import("~/features/members/CardChangesPage")).CardChangesPage }),
      },
      { path: "members/:id", lazy: async () => ({ Component: (await import("~/features/members/MemberPage")).MemberPage }) },
      { path: "forms", lazy: async () => ({ Component: (await import("~/features/forms/FormsPage")).FormsPage }) },
      ...workbenchRoutes,
      { path: "periods", lazy: async () => ({ Component: (await import("~/features/periods/PeriodsPage")).PeriodsPage }) },
      { path: "disputes", lazy: async () => ({ Component: (await import("~/features/disputes/DisputesPage")).DisputesPage }) },
      { path: "journal", lazy: async () => ({ Component: (await import("~/features/journal/JournalPage")).JournalPage }) },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
