import type { ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import { setPreference, usePreferences } from "~/lib/preferences";
import { useTexts } from "~/lib/texts";
import styles from "./switches.module.css";

/** «Версия для слабовидящих»: large type, high contrast, no pictures; one press from every page. */
export function VisionSwitch(): ReactElement {
  const { vision } = usePreferences();
  const t = useTexts();
  return (
    <button type="button" className={styles.switch} onClick={() => setPreference("vision", !vision)}>
      <Icon name="eye" size={18} />
      <span className={styles.words}>{vision ? t.shell.visionOff : t.shell.vision}</span>
    </button>
  );
}
