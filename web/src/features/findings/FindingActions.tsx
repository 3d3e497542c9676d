import type { ReactElement, ReactNode } from "react";
import type { Finding } from "~/lib/api/types";
import styles from "./FindingCard.module.css";

export interface FindingActionsProps {
  finding: Finding;
  submissionId: string;
}

/** What a reader can do about one finding: answers to it stand here, at the foot of its card. */
export type FindingActions = (props: FindingActionsProps) => ReactNode;

export function ActionsSlot({ actions, ...props }: FindingActionsProps & { actions: FindingActions | undefined }): ReactElement | null {
  const shown = actions?.(props);
  return shown ? <div className={styles.actions}>{shown}</div> : null;
}
