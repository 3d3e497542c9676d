import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { FormPicture } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { PAGE } from "./queries";
import styles from "./FormViewPage.module.css";

/** Leafing through a section that is longer than one window. */
export function Pages({ picture, total }: { picture: FormPicture; total: number }): ReactElement | null {
  const t = useTexts().explaining.form;
  const [query] = useSearchParams();
  const { offset, next, section } = picture;
  if (offset === 0 && next === null) return null;
  const from = query.get("from");
  const at = (rows: number) => ({
    search: new URLSearchParams({ section: String(section), offset: String(rows), ...(from ? { from } : {}) }).toString(),
  });
  return (
    <nav className={`no-print ${styles.pages}`} aria-label={t.pages}>
      <span role="status">{t.shown(offset + 1, next ?? total, total)}</span>
      {offset > 0 && (
        <>
          <Button component={Link} to={at(0)} variant="subtle" size="xs" h="2rem">
            {t.first}
          </Button>
          <Button component={Link} to={at(Math.max(0, offset - PAGE))} variant="default" size="xs" h="2rem">
            {t.previous}
          </Button>
        </>
      )}
      {next !== null && (
        <Button component={Link} to={at(next)} variant="default" size="xs" h="2rem">
          {t.next}
        </Button>
      )}
    </nav>
  );
}
