import type { ReactElement } from "react";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { StructureRemark } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";

/** What differs from the structure of the form, each with its place: beside a verdict, or in a trial of a form. */
export function RemarksTable({ remarks }: { remarks: StructureRemark[] }): ReactElement {
  const t = useTexts().remarks;
  const cut = remarks.find(({ code }) => code === "remarks_cut");
  const listed = remarks.filter((remark) => remark !== cut);
  const caption = cut ? t.captionCut(listed.length, cut.count) : t.caption(listed.length);
  return (
    <Table caption={caption} head={[t.element, t.what, t.line, t.expected].map((name) => <Head key={name}>{name}</Head>)}>
      {listed.map((remark) => (
        <Row key={remark.code + (remark.element ?? "")}>
          <RowHead label={t.element}>
            {remark.label ?? remark.element}
            {remark.label && <small className="mono"> {remark.element}</small>}
          </RowHead>
          <Cell label={t.what}>{t.codes[remark.code]?.(remark.count) ?? remark.text}</Cell>
          <Cell label={t.line}>{remark.line ?? "-"}</Cell>
          <Cell label={t.expected}>{remark.expected ?? "-"}</Cell>
        </Row>
      ))}
    </Table>
  );
}
