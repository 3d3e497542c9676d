import type { ReactElement, ReactNode } from "react";
import { Icon } from "~/components/icons/Icon";
import { LanguageSwitch } from "~/components/switches/LanguageSwitch";
import { VisionSwitch } from "~/components/switches/VisionSwitch";
import { useTexts } from "~/lib/texts";
import styles from "./SignInPage.module.css";

/** The page before the cabinet: what it is for on one side, the way in on the other. */
export function Welcome({ children }: { children: ReactNode }): ReactElement {
  const t = useTexts();
  return (
    <div className={styles.page}>
      <aside className={styles.side} aria-label={t.shell.product}>
        <p className={styles.product}>{t.shell.product}</p>
        <ul className={styles.pitch}>
          {t.session.pitch.map((line) => (
            <li key={line}>
              <Icon name="check" />
              {line}
            </li>
          ))}
        </ul>
      </aside>
      <div className={styles.entry}>
        <header className={styles.switches}>
          <VisionSwitch />
          <LanguageSwitch />
        </header>
        <main className={styles.main}>{children}</main>
      </div>
    </div>
  );
}
