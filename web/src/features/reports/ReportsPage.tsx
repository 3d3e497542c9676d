import { Button } from "@mantine/core";
import { useMemo, useRef, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { HotkeysHelp } from "~/components/HotkeysHelp";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { useHotkeys } from "~/lib/hotkeys";
import { useIsStaff } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { NoReports } from "./NoReports";
import { useReports } from "./queries";
import { ReportsTable } from "./ReportsTable";
import { ReportsToolbar } from "./ReportsToolbar";
import { rowKeys } from "./rowKeys";
import { useUploads } from "./uploads";
import { useView } from "./useView";
import { matches, needsAction } from "./view";
import styles from "./ReportsPage.module.css";

export function ReportsPage(): ReactElement {
  const t = useTexts();
  const staff = useIsStaff();
  const { view, today, change } = useView();
  const uploads = useUploads();
  const query = useReports(
    { year: view.action ? null : view.year, status: view.status, member: staff ? view.member : null },
    !staff,
  );
  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const waiting = loaded.filter((report) => needsAction(report, staff, today));
  // A row one has just uploaded to stays in sight, whatever its status has become.
  const chosen = view.action ? loaded.filter((report) => waiting.includes(report) || uploads[report.id]) : loaded;
  const shown = chosen.filter((report) => matches(report, view.search));
  const count = view.action && query.data ? `${waiting.length}${query.hasNextPage ? "+" : ""}` : null;
  const page = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const help = usePageKeys(page, search);
  return (
    <div ref={page}>
      <PageHeader title={t.reports.title} below={staff ? undefined : t.reports.hint} />
      <ReportsToolbar view={view} waiting={count} search={search} change={change} />
      {query.data === undefined ? (
        query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <LoadingRows />
      ) : shown.length === 0 ? (
        <NoReports view={view} staff={staff} change={change} />
      ) : (
        <ReportsTable caption={view.action ? t.reports.filter.needsAction : t.reports.caption(view.year)} reports={shown} staff={staff} />
      )}
      <div className={styles.below}>
        {query.data && shown.length > 0 && <span>{t.reports.shown(shown.length, loaded.length)}</span>}
        {query.hasNextPage && (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.more}
          </Button>
        )}
      </div>
      {help}
    </div>
  );
}

/** `/` search, `j` `k` rows, `Enter` open, `u` upload, `?` help. */
function usePageKeys(page: React.RefObject<HTMLElement | null>, search: React.RefObject<HTMLInputElement | null>): ReactElement {
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const actions = useMemo(
    () => ({
      ...rowKeys(page, (id) => void navigate(`/reports/${id}`)),
      "/": () => (search.current?.focus(), true),
      "?": () => (setHelp(true), true),
    }),
    [navigate, page, search],
  );
  useHotkeys(actions);
  return <HotkeysHelp opened={help} onClose={() => setHelp(false)} />;
}
