import { useNetwork } from "@mantine/hooks";
import { useEffect, useState, type ReactElement } from "react";
import { useLiveState } from "~/lib/live";
import { useTexts } from "~/lib/texts";
import styles from "./Connection.module.css";

const PATIENCE_MS = 8000;

/** Says so when there is no network, or when changes no longer come by themselves. */
export function Connection(): ReactElement {
  const t = useTexts();
  const { online } = useNetwork();
  const unsteady = useUnsteady(useLiveState() === "polling");
  const text = online ? (unsteady ? t.shell.polling : "") : t.shell.offline;
  return (
    <div role="status" className={`no-print ${styles.strip}`} hidden={text === ""}>
      {text}
    </div>
  );
}

/** A stream that comes back within a few seconds is not worth a word. */
function useUnsteady(broken: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(broken), broken ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [broken]);
  return late;
}
