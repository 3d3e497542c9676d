import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { PageHeader } from "~/components/PageHeader";
import { Icon } from "~/components/icons/Icon";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { dateIn, monthAndYear, monthGrid, monthStart } from "~/lib/dates";
import { setPreference, usePreferences } from "~/lib/preferences";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { LatestNotices } from "./LatestNotices";
import { MonthGrid } from "./MonthGrid";
import { MonthList } from "./MonthList";
import { NextTerms } from "./NextTerms";
import { useEntries, useYearLoaded } from "./queries";
import styles from "./CalendarPage.module.css";

/** The home page: what is due, the month, and what is new. */
export function CalendarPage(): ReactElement {
  const t = useTexts();
  const today = dateIn(serverNow());
  return (
    <>
      <PageHeader title={t.calendar.title} />
      <div className={styles.page}>
        <div className={styles.side}>
          <NextTerms today={today} />
          <LatestNotices />
        </div>
        <Month today={today} />
      </div>
    </>
  );
}

function Month({ today }: { today: string }): ReactElement {
  const t = useTexts();
  const { calendarView: view, language } = usePreferences();
  const [first, setFirst] = useState(monthStart(today));
  const days = monthGrid(first);
  const entries = useEntries(days[0] ?? first, days.at(-1) ?? first);
  const loaded = useYearLoaded(Number(first.slice(0, 4)));
  const name = monthAndYear(first, language);
  return (
    <section className={styles.month} aria-labelledby="month">
      <div className={styles.bar}>
        <h2 id="month" aria-live="polite">
          {name}
        </h2>
        <div className={styles.steps}>
          <Step icon="left" label={t.calendar.previous} onClick={() => setFirst(monthStart(first, -1))} />
          <Button variant="default" size="xs" h="2.125rem" onClick={() => setFirst(monthStart(today))}>
            {t.calendar.today}
          </Button>
          <Step icon="right" label={t.calendar.following} onClick={() => setFirst(monthStart(first, 1))} />
        </div>
        <SegmentedControl
          aria-label={t.calendar.view}
          value={view}
          onChange={(value) => setPreference("calendarView", value === "list" ? "list" : "month")}
          data={[
            { value: "month", label: t.calendar.month },
            { value: "list", label: t.calendar.list },
          ]}
        />
      </div>
      {!loaded && <p className={styles.missing}>{t.calendar.yearMissing}</p>}
      {entries.data ? (
        view === "month" ? (
          <MonthGrid name={name} first={first} days={days} entries={entries.data} today={today} />
        ) : (
          <MonthList entries={entries.data.filter(({ date }) => date >= first && date < monthStart(first, 1))} />
        )
      ) : entries.isError ? (
        <Failed error={entries.error} onRetry={() => void entries.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </section>
  );
}

function Step({ icon, label, onClick }: { icon: "left" | "right"; label: string; onClick: () => void }): ReactElement {
  return (
    <ActionIcon variant="default" size="2.125rem" aria-label={label} onClick={onClick}>
      <Icon name={icon} size={16} />
      <span className="plain-only" aria-hidden="true">
        {icon === "left" ? "‹" : "›"}
      </span>
    </ActionIcon>
  );
}
