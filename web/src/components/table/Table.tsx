/* Explicit roles: browsers forget what a table is once style sheets turn its rows into cards on narrow screens. */
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ComponentProps, ReactElement, ReactNode } from "react";
import styles from "./Table.module.css";

interface TableProps {
  caption: ReactNode;
  captionHidden?: boolean;
  head: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** For many columns: rows become cards earlier. */
  wide?: boolean;
}

/** A table whose rows become cards where there is no room for columns. Name each cell by `label`. */
export function Table({ caption, captionHidden = false, head, children, className, wide }: TableProps): ReactElement {
  return (
    <div className={styles.frame} data-wide={wide}>
      <table role="table" className={join(styles.table, className)}>
        <caption className={captionHidden ? "visually-hidden" : styles.caption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">{head}</tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">): ReactElement {
  return <tr role="row" className={join(styles.row, className)} {...rest} />;
}

export function Head(props: ComponentProps<"th">): ReactElement {
  return <th role="columnheader" scope="col" {...props} />;
}

type Labelled<T extends "td" | "th"> = ComponentProps<T> & { label: string };

/** The cell that names its row. */
export function RowHead({ label, ...rest }: Labelled<"th">): ReactElement {
  return <th role="rowheader" scope="row" data-label={label} {...rest} />;
}

export function Cell({ label, ...rest }: Labelled<"td">): ReactElement {
  return <td role="cell" data-label={label} {...rest} />;
}

function join(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
