import type { ReactElement } from "react";
import { Link } from "react-router";
import { LoadingRows, QueryStates } from "~/components/states/QueryStates";
import type { CalendarEntry } from "~/lib/api/types";
import { addDays, dayAndMonth, daysBetween, weekday } from "~/lib/dates";
import { usePreferences } from "~/lib/preferences";
import { useTexts } from "~/lib/texts";
import { useEntries } from "./queries";
import { AHEAD_DAYS, BACK_DAYS, openTerms } from "./terms";
import styles from "./CalendarPage.module.css";

const SHOWN = 6;

/** What is due: missed terms first. */
export function NextTerms({ today }: { today: string }): ReactElement {
  const t = useTexts();
  const query = useEntries(addDays(today, -BACK_DAYS), addDays(today, AHEAD_DAYS));
  return (
    <section className={styles.panel} aria-labelledby="next">
      <h2 id="next">{t.calendar.next}</h2>
      <QueryStates query={query} loading={<LoadingRows rows={3} />}>
        {(entries) => <Terms terms={openTerms(entries, today)} today={today} />}
      </QueryStates>
    </section>
  );
}

function Terms({ terms, today }: { terms: CalendarEntry[]; today: string }): ReactElement {
  const t = useTexts();
  if (terms.length === 0) {
    return (
      <p>
        <strong>{t.calendar.nothingDue}.</strong> <span className="muted">{t.calendar.nothingDueText}</span>
      </p>
    );
  }
  return (
    <>
      <ul className={styles.terms}>
        {terms.slice(0, SHOWN).map((term) => (
          <TermItem key={`${term.date}${term.title}${term.report_id ?? ""}${term.period_label ?? ""}`} term={term} today={today} />
        ))}
      </ul>
      <p>
        <Link to="/reports">
          {t.reports.title}
          {terms.length > SHOWN && ` (${t.calendar.more(terms.length - SHOWN)})`}
        </Link>
      </p>
    </>
  );
}

function TermItem({ term, today }: { term: CalendarEntry; today: string }): ReactElement {
  const t = useTexts();
  const { language } = usePreferences();
  const days = daysBetween(today, term.date);
  return (
    <li data-overdue={days < 0 || undefined}>
      <time dateTime={term.date}>
        {dayAndMonth(term.date, language)}, {weekday(term.date, language)}
      </time>
      <span className={styles.when}>
        {days < 0 ? `${t.calendar.overdue}: ${t.calendar.daysAgo(-days)}` : t.calendar.inDays(days)}
      </span>
      <Link to={term.report_id ? `/reports/${term.report_id}` : "/reports"}>{term.title}</Link>
    </li>
  );
}
