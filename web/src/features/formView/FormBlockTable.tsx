import type { ReactElement } from "react";
import type { CellMark, FormBlock, FormRow } from "~/lib/api/types";
import { cellKey } from "~/lib/places";
import { useTexts } from "~/lib/texts";
import { FormValue } from "./FormValue";
import styles from "./FormBlockTable.module.css";

interface FormBlockTableProps {
  block: FormBlock;
  caption: string;
  marks: ReadonlyMap<string, CellMark>;
  target: string | null;
  submissionId: string;
}

/** Lines of the form, or a table of rows, with the numbers of its columns as on paper. Wide ones scroll by themselves. */
export function FormBlockTable({ block, caption, ...cells }: FormBlockTableProps): ReactElement {
  const t = useTexts().explaining.form;
  if (block.rows.length === 0) return <p className="muted">{t.noRows}</p>;
  return (
    // The frame scrolls: whoever has no mouse needs to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.frame} role="region" aria-label={t.table(caption)} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>{block.repeats ? <RowsHead block={block} /> : <LinesHead block={block} />}</thead>
        <tbody>
          {block.rows.map((row, n) => (
            <BlockRow key={row.row ?? row.line ?? n} block={block} row={row} {...cells} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the rows have numbers: a title page has none, and an empty column would only take its place. */
function numbered(block: FormBlock): boolean {
  return block.repeats || block.rows.some(({ line }) => line !== null);
}

/** The kind of a column whose cells are all of one kind: its heading stands where they do. */
function kindOf(block: FormBlock, column: number): string | undefined {
  const kinds = new Set(block.rows.flatMap(({ cells }) => cells[column]?.type ?? []));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function LinesHead({ block }: { block: FormBlock }): ReactElement {
  const t = useTexts().explaining.form;
  return (
    <tr>
      {numbered(block) && (
        <th scope="col" className={styles.line}>
          {t.line}
        </th>
      )}
      <th scope="col">{t.name}</th>
      {block.columns.map((column, n) => (
        <th key={column.number ?? n} scope="col" className={styles.value} data-type={kindOf(block, n)}>
          {column.number ? t.column(column.number) : t.value}
        </th>
      ))}
    </tr>
  );
}

function RowsHead({ block }: { block: FormBlock }): ReactElement {
  const t = useTexts().explaining.form;
  return (
    <tr>
      <th scope="col" className={styles.line}>
        {t.rowNumber}
      </th>
      {block.columns.map((column, n) => (
        <th key={column.path ?? n} scope="col" data-type={column.type}>
          {column.label}
          {column.number && <span className={styles.number}>{column.number}</span>}
        </th>
      ))}
    </tr>
  );
}

type BlockRowProps = Omit<FormBlockTableProps, "caption"> & { row: FormRow };

function BlockRow({ block, row, marks, target, submissionId }: BlockRowProps): ReactElement {
  const own = block.path === null ? undefined : marks.get(cellKey({ path: block.path, row: row.row }));
  return (
    <tr data-mark={own?.severity}>
      {numbered(block) ? (
        <>
          <th scope="row" className={styles.line} {...targeted(target, block.path && cellKey({ path: block.path, row: row.row }))}>
            {row.row ?? row.line}
          </th>
          {!block.repeats && <td className={styles.name}>{row.label}</td>}
        </>
      ) : (
        <th scope="row" className={styles.name}>
          {row.label}
        </th>
      )}
      {row.cells.map((cell, n) => {
        if (cell === null) return <td key={n} className={styles.none} />;
        const key = cellKey({ path: cell.path, row: row.row });
        const mark = marks.get(key);
        return (
          <td key={n} data-type={cell.type} data-mark={mark?.severity} {...targeted(target, key)}>
            <FormValue cell={cell} codes={mark?.codes ?? []} submissionId={submissionId} />
          </td>
        );
      })}
    </tr>
  );
}

/** The cell that one came for takes the focus. */
function targeted(target: string | null, key: string | null): { "data-target"?: true; tabIndex?: -1 } {
  return target !== null && target === key ? { "data-target": true, tabIndex: -1 } : {};
}
