import type { ReactElement } from "react";
import { Link } from "react-router";
import { Icon } from "./icons/Icon";
import styles from "./BackLink.module.css";

export function BackLink({ to, children }: { to: string; children: string }): ReactElement {
  return (
    <Link to={to} className={`no-print ${styles.back}`}>
      <Icon name="left" size={16} />
      {children}
    </Link>
  );
}
