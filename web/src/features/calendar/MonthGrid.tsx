import type { ReactElement } from "react";
import type { CalendarEntry } from "~/lib/api/types";
import { dayAndMonth } from "~/lib/dates";
import { usePreferences } from "~/lib/preferences";
import { useTexts } from "~/lib/texts";
import { EntryText } from "./EntryText";
import { dayKind } from "./terms";
import styles from "./MonthGrid.module.css";

interface MonthGridProps {
  name: string;
  first: string;
  days: string[];
  entries: CalendarEntry[];
  today: string;
}

export function MonthGrid({ name, first, days, entries, today }: MonthGridProps): ReactElement {
  const t = useTexts().calendar;
  const weeks = Array.from({ length: days.length / 7 }, (_, n) => days.slice(n * 7, n * 7 + 7));
  return (
    <div className={styles.frame}>
      <table className={styles.grid}>
        <caption className="visually-hidden">{t.caption(name)}</caption>
        <thead>
          <tr>
            {t.weekdays.map((day, n) => (
              <th key={day} scope="col" abbr={t.weekdaysLong[n]}>
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day key={day} day={day} outside={day.slice(0, 7) !== first.slice(0, 7)} entries={entries} today={today} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps {
  day: string;
  outside: boolean;
  entries: CalendarEntry[];
  today: string;
}

function Day({ day, outside, entries, today }: DayProps): ReactElement {
  const t = useTexts().calendar;
  const { language } = usePreferences();
  const own = entries.filter((entry) => entry.date === day);
  const off = dayKind(day, entries) === "off";
  return (
    <td data-off={off || undefined} data-outside={outside || undefined} data-today={day === today || undefined}>
      <time dateTime={day} className={styles.number} aria-current={day === today ? "date" : undefined}>
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        <span className="visually-hidden">
          {dayAndMonth(day, language)}
          {day === today && `, ${t.today.toLowerCase()}`}
          {off && `, ${t.dayOff}`}
        </span>
      </time>
      {own.map((entry) => (
        <EntryText key={`${entry.kind}${entry.title}${entry.report_id ?? ""}${entry.period_label ?? ""}`} entry={entry} />
      ))}
    </td>
  );
}
