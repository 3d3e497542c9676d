import type { ReactElement } from "react";
import { useTexts } from "~/lib/texts";
import styles from "./badges.module.css";

/** Beside a status, which stays as it is: how many of its triggers the SRO took as explained. */
export function ExplainedBadge({ count }: { count: number }): ReactElement | null {
  const t = useTexts().disputes;
  return count > 0 ? <span className={styles.explained}>{t.explainedCount(count)}</span> : null;
}
