import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { StatusIcon } from "~/components/icons/StatusIcon";
import type { Notice, ReportStatus } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { STATUS_TOKENS } from "~/lib/status";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import styles from "./InboxPage.module.css";

export function NoticeItem({ notice, onRead }: { notice: Notice; onRead: () => void }): ReactElement {
  const t = useTexts();
  const unread = notice.read_at === null;
  const markUnread = unread ? onRead : undefined;
  const token = notice.kind in STATUS_TOKENS ? STATUS_TOKENS[notice.kind as ReportStatus] : null;
  return (
    <li className={styles.item} data-unread={unread || undefined}>
      <span className={styles.mark} style={token ? { color: token.text } : undefined}>
        {token && <StatusIcon shape={token.shape} />}
      </span>
      <div>
        <h2>
          {unread && <span className={styles.new}>{t.notices.unread}</span>}
          {notice.title}
        </h2>
        <p>{notice.text}</p>
        <p className={styles.foot}>
          <time dateTime={notice.created_at}>
            {formatInstant(notice.created_at)} {t.shell.moscow}
          </time>
          {(notice.path ?? notice.report_id) && (
            <Link to={notice.path ?? `/reports/${String(notice.report_id)}`} onClick={markUnread}>
              {openText(notice, t)}
            </Link>
          )}
          {unread && (
            <Button size="compact-sm" variant="subtle" aria-label={t.notices.markReadOf(notice.title)} onClick={onRead}>
              {t.notices.markRead}
            </Button>
          )}
        </p>
      </div>
    </li>
  );
}

function openText(notice: Notice, t: Texts): string {
  if (!notice.path) return t.notices.open;
  return notice.kind.startsWith("dispute") ? t.disputes.openNotice : t.notices.openPlace;
}
