import type { ReactElement } from "react";
import type { ReportStatus } from "~/lib/api/types";
import { STATUS_TOKENS } from "~/lib/status";
import { useTexts } from "~/lib/texts";
import { StatusIcon } from "./icons/StatusIcon";
import styles from "./badges.module.css";

export function StatusBadge({ status, large = false }: { status: ReportStatus; large?: boolean }): ReactElement {
  const token = STATUS_TOKENS[status];
  return (
    <span
      className={large ? `${styles.status} ${styles.large}` : styles.status}
      style={{ color: token.text, background: token.tint }}
      data-status={status}
    >
      <StatusIcon shape={token.shape} />
      <span>{useTexts().statuses.labels[status]}</span>
    </span>
  );
}
