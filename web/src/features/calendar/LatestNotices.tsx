import type { ReactElement } from "react";
import { Link } from "react-router";
import { LoadingRows, QueryStates } from "~/components/states/QueryStates";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { useUnreadNotices } from "./queries";
import styles from "./CalendarPage.module.css";

export function LatestNotices(): ReactElement {
  const t = useTexts();
  return (
    <section className={styles.panel} aria-labelledby="new">
      <h2 id="new">{t.calendar.notices}</h2>
      <QueryStates query={useUnreadNotices()} loading={<LoadingRows rows={2} />}>
        {(notices) =>
          notices.length === 0 ? (
            <p className="muted">{t.calendar.noNotices}</p>
          ) : (
            <ul className={styles.notices}>
              {notices.map((notice) => (
                <li key={notice.id}>
                  {notice.report_id ? <Link to={`/reports/${notice.report_id}`}>{notice.title}</Link> : notice.title}
                  <time dateTime={notice.created_at}>
                    {formatInstant(notice.created_at)} {t.shell.moscow}
                  </time>
                </li>
              ))}
            </ul>
          )
        }
      </QueryStates>
      <p>
        <Link to="/messages/inbox">{t.calendar.allNotices}</Link>
      </p>
    </section>
  );
}
