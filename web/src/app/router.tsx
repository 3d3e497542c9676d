import { createBrowserRouter } from "react-router";
import { CalendarPage } from "~/features/calendar/CalendarPage";
import { ReportsPage } from "~/features/reports/ReportsPage";
import { SignInPage } from "~/features/session/SignInPage";
import { Crashed } from "./shell/Crashed";
import { NotFound } from "./shell/NotFound";
import { SignedIn } from "./SignedIn";

export const router = createBrowserRouter([
  { path: "/login", element: <SignInPage />, errorElement: <Crashed /> },
  {
    element: <SignedIn />,
    errorElement: <Crashed />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <CalendarPage /> },
      { path: "reports", element: <ReportsPage /> },
      { path: "reports/:id", lazy: async () => ({ Component: (await import("~/features/reports/ReportPage")).ReportPage }) },
      {
        path: "submissions/:id",
        lazy: async () => ({ Component: (await import("~/features/findings/FindingsPage")).FindingsPage }),
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
        lazy: async () => ({ Component: (await import("~/features/members/OrganisationPage")).OrganisationPage }),
      },
      { path: "members", lazy: async () => ({ Component: (await import("~/features/members/MembersPage")).MembersPage }) },
      { path: "forms", lazy: async () => ({ Component: (await import("~/features/forms/FormsPage")).FormsPage }) },
      { path: "forms/:code", lazy: async () => ({ Component: (await import("~/features/forms/FormPage")).FormPage }) },
      { path: "periods", lazy: async () => ({ Component: (await import("~/features/periods/PeriodsPage")).PeriodsPage }) },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
