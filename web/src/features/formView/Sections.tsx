import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { FormPicture } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./FormViewPage.module.css";

/** The sections of the form, and in how many of their cells something is at fault. */
export function Sections({ sections, current }: { sections: FormPicture["sections"]; current: number }): ReactElement {
  const t = useTexts().explaining.form;
  const [query] = useSearchParams();
  const from = query.get("from");
  return (
    <nav className={`no-print ${styles.sections}`} aria-label={t.sections}>
      <ul>
        {sections.map((section) => (
          <li key={section.number}>
            <Link
              to={{ search: new URLSearchParams({ section: String(section.number), ...(from ? { from } : {}) }).toString() }}
              aria-current={section.number === current ? "page" : undefined}
            >
              {section.title ?? t.untitled}
              {section.marks > 0 && (
                <span className={styles.marks}>
                  <span aria-hidden="true">{section.marks}</span>
                  <span className="visually-hidden">, {t.marks(section.marks)}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
