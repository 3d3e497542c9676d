import type { ReactElement } from "react";
import { Link } from "react-router";
import { StatusIcon } from "~/components/icons/StatusIcon";
import type { CalendarEntry } from "~/lib/api/types";
import { STATUS_TOKENS } from "~/lib/status";
import { useTexts } from "~/lib/texts";
import styles from "./CalendarPage.module.css";

/** A term or a day off in the calendar. A member's term leads to its report, that of the SRO to the list. */
export function EntryText({ entry }: { entry: CalendarEntry }): ReactElement {
  const t = useTexts();
  if (entry.kind !== "due") {
    const words = entry.kind === "day_off" ? t.calendar.dayOff : t.calendar.workedDay;
    return <span className={styles.dayOff}>{entry.title || words}</span>;
  }
  const token = entry.status ? STATUS_TOKENS[entry.status] : null;
  const state = entry.status ? t.statuses.labels[entry.status] : entry.done ? t.calendar.done : "";
  return (
    <Link
      to={entry.report_id ? `/reports/${entry.report_id}` : "/reports?show=all"}
      className={styles.entry}
      style={token ? { color: token.text, background: token.tint } : undefined}
      title={state}
    >
      {token && <StatusIcon shape={token.shape} />}
      <span>
        {entry.title}
        {state && <span className="visually-hidden">. {state}</span>}
      </span>
    </Link>
  );
}
