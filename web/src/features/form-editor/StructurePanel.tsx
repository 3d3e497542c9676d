import { Button, NativeSelect } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useNavigate, useParams } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { FormElement, PublishedForm } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { groups } from "./content";
import { useFormView, useStartDraft } from "./queries";
import styles from "./editor.module.css";

/** A published form: its editions, how its files are recognised, its elements by section. */
export function StructurePanel(): ReactElement {
  const { code = "" } = useParams();
  const [edition, setEdition] = useState<string>();
  return (
    <QueryStates query={useFormView(code, edition)}>
      {(form) => <Structure form={form} onEdition={setEdition} />}
    </QueryStates>
  );
}

function Structure({ form, onEdition }: { form: PublishedForm; onEdition: (edition: string) => void }): ReactElement {
  const t = useTexts().formEditor;
  const mayWrite = useHasRole("sro_admin", "methodologist");
  const shown = form.editions.find(({ edition }) => edition === form.edition);
  return (
    <section aria-label={t.structure} className={styles.section}>
      <div className={styles.bar}>
        {form.editions.length > 1 ? (
          <NativeSelect
            label={t.settings.edition}
            value={form.edition}
            data={form.editions.map(({ edition, versions }) => ({ value: edition, label: t.editionName(edition, versions) }))}
            onChange={(event) => onEdition(event.currentTarget.value)}
          />
        ) : (
          <h2>{t.editionName(form.edition, form.versions)}</h2>
        )}
        {mayWrite && <EditButton form={form} />}
      </div>
      {shown && <p className={styles.hint}>{t.publishedBy(shown.published_by ?? t.builtIn, formatInstant(shown.published_at))}</p>}
      <Recognition form={form} />
      {form.accepts === "xtdd" && <Elements elements={form.elements as FormElement[]} />}
    </section>
  );
}

function EditButton({ form }: { form: PublishedForm }): ReactElement {
  const t = useTexts().formEditor;
  const navigate = useNavigate();
  const start = useStartDraft(form.code);
  const toDraft = (): void => void navigate(`/forms/${encodeURIComponent(form.code)}/draft`);
  if (form.draft) return <Button onClick={toDraft}>{t.openDraft}</Button>;
  return (
    <>
      <Button loading={start.isPending} onClick={() => start.mutate(form.edition, { onSuccess: toDraft })}>
        {t.edit}
      </Button>
      {start.isError && <ProblemAlert error={start.error} />}
    </>
  );
}

function Recognition({ form }: { form: PublishedForm }): ReactElement {
  const t = useTexts().formEditor;
  const facts: [string | undefined, string | null | undefined][] = [
    [t.settings.root, form.root],
    [t.settings.namespace, form.namespace],
    [t.settings["period.year"], form.period?.year],
    [t.settings["period.part"], form.period?.part],
    [t.settings.inn, form.inn],
    [t.settings.file_types, form.file_types.join(", ")],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Elements({ elements }: { elements: FormElement[] }): ReactElement {
  const t = useTexts().formEditor;
  if (elements.length === 0) return <StateView mark="empty" title={t.noElements} />;
  return (
    <>
      {groups(elements, "").map(({ section, rows }) => (
        <details key={`${section}-${String(rows[0])}`} className={styles.group} open={elements.length <= 60}>
          <summary>
            {section || t.noSection} <span className={styles.muted}>{rows.length}</span>
          </summary>
          <Table
            caption={section || t.noSection}
            captionHidden
            head={[t.columns.line, t.columns.column, t.columns.label, t.columns.type, t.columns.path].map((name) => (
              <Head key={name}>{name}</Head>
            ))}
          >
            {rows.map((index) => (
              <ElementView key={index} element={elements[index]} />
            ))}
          </Table>
        </details>
      ))}
    </>
  );
}

function ElementView({ element }: { element: FormElement | undefined }): ReactElement | null {
  const t = useTexts().formEditor;
  if (!element) return null;
  const marks = [element.repeats && t.columns.repeats, !element.mandatory && t.optional].filter(Boolean).join(", ");
  return (
    <Row>
      <Cell label={t.columns.line}>{element.line ?? "-"}</Cell>
      <Cell label={t.columns.column}>{element.column ?? "-"}</Cell>
      <RowHead label={t.columns.label}>{element.label ?? "-"}</RowHead>
      <Cell label={t.columns.type}>
        {t.types[element.type]}
        {marks && ` (${marks})`}
      </Cell>
      <Cell label={t.columns.path}>
        <span className={`mono ${styles.path ?? ""}`}>{element.path}</span>
      </Cell>
    </Row>
  );
}
