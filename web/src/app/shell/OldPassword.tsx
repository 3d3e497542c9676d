import type { ReactElement } from "react";
import { Link } from "react-router";
import { useTexts } from "~/lib/texts";
import styles from "./Connection.module.css";

/** Asks for a new password and stands in nobody's way: reports are handed in all the same. */
export function OldPassword(): ReactElement {
  const t = useTexts().security;
  return (
    <p className={`no-print ${styles.strip}`} role="status">
      {t.expired} <Link to="/security">{t.expiredLink}</Link>
    </p>
  );
}
