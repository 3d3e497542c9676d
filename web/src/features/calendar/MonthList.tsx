import type { ReactElement } from "react";
import { StateView } from "~/components/states/StateView";
import type { CalendarEntry } from "~/lib/api/types";
import { dayAndMonth, weekday } from "~/lib/dates";
import { usePreferences } from "~/lib/preferences";
import { useTexts } from "~/lib/texts";
import { EntryText } from "./EntryText";
import styles from "./CalendarPage.module.css";

export function MonthList({ entries }: { entries: CalendarEntry[] }): ReactElement {
  const t = useTexts();
  const { language } = usePreferences();
  const days = [...new Set(entries.map(({ date }) => date))].sort();
  if (days.length === 0) return <StateView mark="empty" title={t.calendar.empty} />;
  return (
    <ol className={styles.list}>
      {days.map((day) => (
        <li key={day}>
          <time dateTime={day}>
            {dayAndMonth(day, language)}, {weekday(day, language)}
          </time>
          <div className={styles.entries}>
            {entries
              .filter(({ date }) => date === day)
              .map((entry) => (
                <EntryText key={`${entry.kind}${entry.title}${entry.report_id ?? ""}${entry.period_label ?? ""}`} entry={entry} />
              ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
