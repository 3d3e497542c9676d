import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { StateView } from "~/components/states/StateView";
import { useTexts } from "~/lib/texts";
import type { View } from "./view";

interface NoReportsProps {
  view: View;
  staff: boolean;
  change: (part: Partial<View>) => void;
}

/** Why the table is empty: nothing found, nothing to do, or nothing in that year; and where to go on. */
export function NoReports({ view, staff, change }: NoReportsProps): ReactElement {
  const t = useTexts().reports;
  if (view.search || view.status || view.member) {
    return (
      <StateView mark="empty" title={t.emptySearch} text={t.emptySearchText}>
        <Button variant="default" onClick={() => change({ search: "", status: null, member: null })}>
          {t.resetFilter}
        </Button>
      </StateView>
    );
  }
  if (view.action) {
    return (
      <StateView mark="done" title={t.emptyAction} text={staff ? t.emptyActionStaff : t.emptyActionText}>
        <Button variant="default" onClick={() => change({ action: false })}>
          {t.showAll}
        </Button>
      </StateView>
    );
  }
  return <StateView mark="empty" title={t.emptyYear(view.year)} text={t.emptyYearText} />;
}
