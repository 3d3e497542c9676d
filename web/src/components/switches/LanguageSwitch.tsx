import type { ReactElement } from "react";
import { setPreference, usePreferences, type Language } from "~/lib/preferences";
import { queryClient } from "~/lib/queryClient";
import styles from "./switches.module.css";

const OTHER: Record<Language, { language: Language; text: string }> = {
  ru: { language: "en", text: "English" },
  en: { language: "ru", text: "Русский" },
};

export function LanguageSwitch(): ReactElement {
  const other = OTHER[usePreferences().language];
  function change(): void {
    setPreference("language", other.language);
    // Titles of notices and of days off come from the server in the reader's language.
    void queryClient.invalidateQueries();
  }
  return (
    <button type="button" className={styles.switch} lang={other.language} onClick={change}>
      {other.text}
    </button>
  );
}
