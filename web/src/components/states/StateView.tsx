import type { ReactElement, ReactNode } from "react";
import styles from "./states.module.css";

interface StateViewProps {
  title: string;
  text?: ReactNode;
  /** What is drawn beside the words; the words say everything. */
  mark: "empty" | "done" | "error" | "offline";
  children?: ReactNode;
}

const MARKS: Record<StateViewProps["mark"], ReactElement> = {
  empty: <path d="M14 10h20l10 10v34H14zM34 10v10h10M22 32h14M22 40h14" strokeDasharray="4 3.5" />,
  done: <path d="M12 34l12 12 28-30M12 54h40" />,
  error: <path d="M32 12 56 52H8zM32 28v11M32 45v1" />,
  offline: <path d="M8 26c14-14 34-14 48 0M17 35c9-9 21-9 30 0M26 44c4-4 8-4 12 0M10 12l44 44" />,
};

/** A designed state of a table or page that has nothing to show: what it is, and what to do. */
export function StateView({ title, text, mark, children }: StateViewProps): ReactElement {
  return (
    <div className={styles.state}>
      <svg className={`picture ${styles.mark}`} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
        {MARKS[mark]}
      </svg>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
