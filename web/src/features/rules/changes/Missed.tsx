import type { ReactElement } from "react";
import { Link } from "react-router";
import type { ComparedRuleSets } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./changes.module.css";

/** A version that was published after the one that the draft was begun from: its changes would be undone in silence. */
export function Missed({ compared }: { compared: ComparedRuleSets }): ReactElement | null {
  const t = useTexts().rules.changes;
  const { missed, after } = compared;
  if (!missed) return null;
  return (
    <p className={styles.missed} role="note">
      {t.missed(after.based_on?.version ?? "", missed.version)}{" "}
      <Link to={`/rule-sets/${missed.id}/changes`}>{t.whatChanged(missed.version)}</Link>
    </p>
  );
}
