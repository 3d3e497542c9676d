import type { ReactElement } from "react";
import { Link } from "react-router";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { DraftTitle } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import styles from "./forms.module.css";

/** Forms that are being drawn up: the staff see them, members do not. */
export function Drafts({ drafts }: { drafts: DraftTitle[] }): ReactElement | null {
  const t = useTexts();
  if (drafts.length === 0) return null;
  const names = [t.forms.name, t.forms.code, t.formEditor.settings.edition ?? "", t.formEditor.leftToDo, t.formEditor.lastSaved];
  return (
    <section className={styles.drafts} aria-label={t.formEditor.drafts}>
      <Table caption={t.formEditor.drafts} head={names.map((name) => <Head key={name}>{name}</Head>)}>
        {drafts.map((draft) => (
          <Row key={draft.code}>
            <RowHead label={t.forms.name}>
              <Link to={`/forms/${encodeURIComponent(draft.code)}/draft`}>{draft.title || t.formEditor.untitled}</Link>
            </RowHead>
            <Cell label={t.forms.code}>{draft.code}</Cell>
            <Cell label={t.formEditor.settings.edition ?? ""}>{draft.edition || "-"}</Cell>
            <Cell label={t.formEditor.leftToDo}>{t.formEditor.problemsCount(draft.problems)}</Cell>
            <Cell label={t.formEditor.lastSaved}>
              {draft.saved_by}, {formatInstant(draft.saved_at)}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
