import { Loader } from "@mantine/core";
import { useEffect, type ReactElement } from "react";
import { Navigate, Outlet, ScrollRestoration, useLocation } from "react-router";
import { Failed } from "~/components/states/QueryStates";
import { asProblem } from "~/lib/api/problem";
import { followLive } from "~/lib/live";
import { queryClient } from "~/lib/queryClient";
import { useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { Shell } from "./shell/Shell";

// A new text of the rules costs nobody a term: reports stay open.
const OPEN_BEFORE_RULES = /^\/(rules|security|reports|submissions)(\/|$)/;

/** Everything behind the sign-in: the shell, and live news for as long as it is open. */
export function SignedIn(): ReactElement {
  const me = useMe();
  const location = useLocation();
  const t = useTexts();
  const signedIn = me.data !== undefined && asProblem(me.error).status !== 401;
  const served = signedIn && !me.data.withheld;
  useEffect(() => (served ? followLive(queryClient) : undefined), [served]);
  if (signedIn && me.data.withheld && location.pathname !== "/security") return <Navigate to="/security" replace />;
  if (signedIn && me.data.rules_due && !me.data.withheld && !OPEN_BEFORE_RULES.test(location.pathname)) {
    return <Navigate to="/rules" replace />;
  }
  if (signedIn) {
    return (
      <Shell me={me.data}>
        <Outlet />
        <ScrollRestoration />
      </Shell>
    );
  }
  if (me.isError && asProblem(me.error).status === 401) {
    const from = location.pathname + location.search;
    return <Navigate to="/login" replace state={{ from, ended: me.data !== undefined }} />;
  }
  return (
    <main style={{ display: "grid", minHeight: "100dvh", placeContent: "center" }}>
      {me.isError ? <Failed error={me.error} onRetry={() => void me.refetch()} /> : <Loader aria-label={t.common.loading} />}
    </main>
  );
}
