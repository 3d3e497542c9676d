import type { ReactElement } from "react";
import { Link } from "react-router";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { MemberCard } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import styles from "./members.module.css";

export function MembersTable({ cards }: { cards: MemberCard[] }): ReactElement {
  const t = useTexts();
  const { fields } = t.members;
  const names = [fields.short_name, fields.inn, fields.ogrn, fields.type, fields.status, fields.included_on, t.members.reports];
  return (
    <Table caption={t.members.caption} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
      {cards.map((card) => (
        <Row key={card.id}>
          <RowHead label={fields.short_name}>
            <span>
              <Link to={`/members/${card.id}`}>{card.short_name}</Link>
              <span className={styles.full}>{card.full_name}</span>
            </span>
          </RowHead>
          <Cell label={fields.inn}>{card.inn}</Cell>
          <Cell label={fields.ogrn}>{card.ogrn}</Cell>
          <Cell label={fields.type}>{card.type}</Cell>
          <Cell label={fields.status}>
            <span className={styles.state} data-state={card.status}>
              {t.members.statuses[card.status]}
            </span>
          </Cell>
          <Cell label={fields.included_on}>{formatDate(card.included_on)}</Cell>
          <Cell label={t.members.reports}>
            <Link to={`/reports?show=all&member=${card.id}`} aria-label={`${t.members.reports}: ${card.short_name}`}>
              {t.members.reports}
            </Link>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
