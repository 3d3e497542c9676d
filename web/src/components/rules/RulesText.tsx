import type { ReactElement } from "react";
import type { RulesOfUse } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import styles from "./RulesText.module.css";

/** The rules of use in a window of their own: reached and scrolled by keyboard, too. */
export function RulesText({ rules }: { rules: RulesOfUse }): ReactElement {
  const t = useTexts().access.rules;
  return (
    <div className={styles.rules}>
      <p className="muted">{t.version(rules.version, formatDate(rules.in_force_from))}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus */}
      <div className={styles.text} role="region" aria-label={t.text} tabIndex={0}>
        {rules.text}
      </div>
    </div>
  );
}
