import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { dateIn } from "~/lib/dates";
import { preferences, setPreference } from "~/lib/preferences";
import { serverNow } from "~/lib/serverClock";
import { parseView, viewParams, type View } from "./view";

const TYPING_MS = 300;

/** The view of the reports page and how to change it: in the address, and remembered for the next visit. */
export function useView(): { view: View; today: string; change: (part: Partial<View>) => void } {
  const today = dateIn(serverNow());
  const thisYear = Number(today.slice(0, 4));
  const [params, setParams] = useSearchParams();
  // Letters are shown at once and reach the address later: a field that waits for the router loses some of them.
  const [search, setSearch] = useState(params.get("q") ?? "");
  const [settled] = useDebouncedValue(search, TYPING_MS);
  const view = { ...parseView(params, thisYear), search };
  const put = (next: View) => setParams(viewParams(next, thisYear), { replace: true });

  useEffect(() => {
    const saved = preferences().reportsView;
    if (params.size === 0 && saved) setParams(new URLSearchParams(saved), { replace: true });
    // Only on arrival: emptying the filter later must stay possible.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if ((params.get("q") ?? "") !== settled) put({ ...view, search: settled });
    // Only when the typing has paused: other changes write the address themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);

  function change(part: Partial<View>): void {
    if (part.search !== undefined) setSearch(part.search);
    if (Object.keys(part).every((name) => name === "search")) return;
    const next = { ...view, ...part };
    put(next);
    setPreference("reportsView", viewParams({ ...next, search: "" }, thisYear).toString());
  }
  return { view, today, change };
}
