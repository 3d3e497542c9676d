import { Button, CopyButton } from "@mantine/core";
import type { ReactElement } from "react";
import { useTexts } from "~/lib/texts";
import styles from "./security.module.css";

export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }): ReactElement {
  const t = useTexts().security.factor;
  return (
    <div className={styles.form}>
      <h3>{t.codes}</h3>
      <p>{t.codesText}</p>
      <ul className={`mono ${styles.codes ?? ""}`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>{t.saved}</Button>
      </div>
    </div>
  );
}
