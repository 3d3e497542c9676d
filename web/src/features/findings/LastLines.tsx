import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./FindingCard.module.css";

/** Why the rule is there; the code and the version of the rules last. */
export function LastLines({ finding, ruleSet }: { finding: Finding; ruleSet: string | null }): ReactElement {
  const t = useTexts().explaining;
  return (
    <p className={styles.last}>
      {finding.source && (
        <span>
          {t.why}: {finding.source}
        </span>
      )}
      <span>{t.codeAndVersion(finding.code, ruleSet)}</span>
    </p>
  );
}
