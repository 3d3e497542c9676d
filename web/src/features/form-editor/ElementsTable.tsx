import { Button, TextInput } from "@mantine/core";
import { useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactElement } from "react";
import { StateView } from "~/components/states/StateView";
import type { FormContent, FormElement } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { changeElement, columnsOf, groups, isBlock, paste, TEXT_FIELDS, type Group, type TextField } from "./content";
import { ElementRow, type RowActions } from "./ElementRow";
import type { Change } from "./useEditor";
import styles from "./editor.module.css";

/** More than this many are shown closed, section by section: hundreds of fields would make every key wait. */
const OPEN_AT_MOST = 150;

interface TableProps {
  content: FormContent;
  change: Change;
}

/** The element list as a table to write in: Enter and arrows go down and up, a spreadsheet's block is pasted over it. */
export function ElementsTable({ content, change }: TableProps): ReactElement {
  const t = useTexts().formEditor;
  const [search, setSearch] = useState("");
  const { elements } = content;
  const shown = useMemo(() => groups(elements, search), [elements, search]);
  return (
    <section aria-labelledby="form-elements" className={styles.section}>
      <div className={styles.bar}>
        <h2 id="form-elements">{t.elementsTitle(elements.length)}</h2>
        <TextInput
          size="sm"
          aria-label={t.search}
          placeholder={t.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <p className={styles.hint}>{t.pasteHint}</p>
      {elements.length === 0 ? (
        <StateView mark="empty" title={t.noElements} text={t.noElementsText} />
      ) : (
        <Groups shown={shown} elements={elements} change={change} />
      )}
      <NewElement elements={elements} change={change} />
    </section>
  );
}

/** Which cell a field stands in; null for what is no cell of text. */
function place(target: EventTarget): { row: number; field: string } | null {
  const { row, field } = target instanceof HTMLElement ? target.dataset : {};
  return row === undefined || field === undefined ? null : { row: Number(row), field };
}

interface GroupsProps {
  shown: Group[];
  elements: FormElement[];
  change: Change;
}

function Groups({ shown, elements, change }: GroupsProps): ReactElement {
  const t = useTexts().formEditor;
  const frame = useRef<HTMLDivElement>(null);
  const count = shown.reduce((sum, { rows }) => sum + rows.length, 0);

  const actions: RowActions = useMemo(
    () => ({
      set: (index, part) => change((content) => ({ elements: changeElement(content.elements, index, part) })),
      remove: (index) => change((content) => ({ elements: content.elements.filter((_, n) => n !== index) })),
    }),
    [change],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
    const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    const from = place(event.target);
    // A list of choices and a checkbox keep their own keys.
    if (!from || (!down && !up) || !(event.target instanceof HTMLInputElement) || event.target.type !== "text") return;
    const rows = shown.flatMap((group) => group.rows);
    const next = rows[rows.indexOf(from.row) + (down ? 1 : -1)];
    const cell = frame.current?.querySelector<HTMLElement>(`[data-row="${String(next)}"][data-field="${from.field}"]`);
    if (!cell) return;
    event.preventDefault();
    cell.focus();
    if (cell instanceof HTMLInputElement) cell.select();
  };

  const onPaste = (event: ClipboardEvent): void => {
    const from = place(event.target);
    const field = TEXT_FIELDS.find((known) => known === from?.field);
    const text = event.clipboardData.getData("text/plain");
    if (!from || !field || !isBlock(text)) return;
    event.preventDefault();
    const rows = shown.flatMap((group) => group.rows);
    change({ elements: paste(elements, rows, { row: from.row, field }, text) });
    announce(t.pasted(text.trimEnd().split("\n").length));
  };

  return (
    /* The keys and the clipboard belong to the fields inside. */
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={frame} onKeyDown={onKeyDown} onPaste={onPaste} className={styles.groups}>
      {shown.map((group) => (
        <details key={`${group.section}-${String(group.rows[0])}`} open={count <= OPEN_AT_MOST} className={styles.group}>
          <summary>
            {group.section || t.noSection} <span className={styles.muted}>{group.rows.length}</span>
          </summary>
          <GroupTable group={group} elements={elements} actions={actions} />
        </details>
      ))}
    </div>
  );
}

function GroupTable({ group, elements, actions }: { group: Group; elements: FormElement[]; actions: RowActions }): ReactElement {
  const t = useTexts().formEditor;
  const heads: (TextField | "path" | "type" | "repeats" | "key" | "mandatory")[] = [
    "path", "label", "section", "line", "column", "type", "repeats", "key", "mandatory",
  ];
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{group.section || t.noSection}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t.columns[head]}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {group.rows.map((index) => {
            const element = elements[index];
            if (!element) return null;
            const keys = element.repeats ? columnsOf(elements, element.path).join("\n") : "";
            return <ElementRow key={`${element.path}-${String(index)}`} index={index} element={element} keys={keys} actions={actions} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

function NewElement({ elements, change }: { elements: FormElement[]; change: Change }): ReactElement {
  const t = useTexts().formEditor;
  const [path, setPath] = useState("");
  function add(): void {
    const written = path.trim();
    if (!written) return;
    const none = { label: null, section: null, line: null, column: null, key: null };
    change({ elements: [...elements, { path: written, type: "text", repeats: false, mandatory: true, ...none }] });
    setPath("");
  }
  return (
    <div className={styles.add}>
      <TextInput
        size="sm"
        aria-label={t.newPath}
        placeholder={t.newPath}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") add();
        }}
      />
      <Button variant="default" onClick={add} disabled={!path.trim()}>
        {t.addElement}
      </Button>
    </div>
  );
}
