import type { ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import { asProblem, Problem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";

/** Why a file was not taken: every mistake with its line or cell. */
export function Unread({ error }: { error: unknown }): ReactElement {
  const t = useTexts().rules.files;
  const problem = asProblem(error);
  if (problem.code !== "rule_file_unreadable") return <ProblemAlert error={problem} />;
  const found = problem.fields.map(({ field, detail }) => ({ place: field, text: detail }));
  const { title, detail, code } = problem;
  return (
    <>
      {/* The mistakes stand in the table, with their places. */}
      <ProblemAlert error={new Problem(problem.status, { title, detail, code })} />
      <PlacesTable caption={t.found(found.length)} found={found} />
    </>
  );
}

export function PlacesTable({ caption, found }: { caption: string; found: readonly { place: string; text: string }[] }): ReactElement {
  const t = useTexts().rules.files;
  return (
    <Table caption={caption} head={[t.place, t.what].map((name) => <Head key={name}>{name}</Head>)}>
      {found.map(({ place, text }, n) => (
        <Row key={`${place}${String(n)}`}>
          <RowHead label={t.place}>{place || t.wholeFile}</RowHead>
          <Cell label={t.what}>{text}</Cell>
        </Row>
      ))}
    </Table>
  );
}
