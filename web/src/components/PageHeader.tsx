import { useEffect, useRef, type ReactElement, type ReactNode } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";
import { useTexts } from "~/lib/texts";
import styles from "./PageHeader.module.css";

interface PageHeaderProps {
  title: string;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
}

/** The heading of a page: names the window, and takes the focus when one comes here by a link. */
export function PageHeader({ title, above, below, actions }: PageHeaderProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const arrived = useNavigationType();
  const product = useTexts().shell.product;
  useEffect(() => {
    document.title = `${title} — ${product}`;
  }, [title, product]);
  useEffect(() => {
    if (arrived === NavigationType.Push) heading.current?.focus({ preventScroll: true });
  }, [pathname, arrived]);
  return (
    <header className={styles.header}>
      {above && <div className={styles.above}>{above}</div>}
      <div className={styles.line}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className={`no-print ${styles.actions}`}>{actions}</div>}
      </div>
      {below && <div className={styles.below}>{below}</div>}
    </header>
  );
}
