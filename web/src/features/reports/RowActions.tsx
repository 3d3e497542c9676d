import { ActionIcon, Button, Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import { FileButton, useFileChoice } from "~/components/FileButton";
import { Icon } from "~/components/icons/Icon";
import type { Report } from "~/lib/api/types";
import { usePeriodLabel } from "~/lib/names";
import { startPrecheck } from "~/lib/precheck";
import { useTexts } from "~/lib/texts";
import { startUpload } from "./uploads";
import styles from "./ReportsTable.module.css";

function hasFindings({ counts, status }: Report): boolean {
  return status === "accepted_with_errors" || status === "check_failed" || (counts?.fired ?? 0) > 0;
}

/** «Загрузить отчет», «Скачать отчет», «⋯» */
export function RowActions({ report, staff }: { report: Report; staff: boolean }): ReactElement {
  const t = useTexts();
  const period = usePeriodLabel()(report.period);
  const { code } = report.form;
  const current = report.current_submission_id;
  const urgent = report.timeliness === "overdue" || report.timeliness === "due_soon";
  const navigate = useNavigate();
  const precheck = useFileChoice(report, (file) => {
    void startPrecheck(report.id, file);
    void navigate(`/reports/${report.id}/precheck`);
  });
  const toDo = report.actor === "member";
  return (
    <div className={styles.buttons}>
      {!staff && (
        <FileButton
          report={report}
          size="xs"
          h="2rem"
          variant={urgent ? "filled" : toDo ? "light" : "default"}
          text={t.reports.upload}
          label={t.reports.chooseFile(code, period)}
          onFile={(file) => void startUpload(report.id, file)}
        />
      )}
      {current && (
        <Button
          component="a"
          href={`/api/v1/submissions/${current}/file`}
          download
          data-download
          size="xs"
          h="2rem"
          variant="default"
          leftSection={<Icon name="download" size={16} />}
          aria-label={t.reports.downloadFile(code, period)}
        >
          {t.reports.download}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon data-more variant="default" size="2rem" aria-label={t.reports.moreFor(`${code}, ${period}`)}>
            <Dots />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!staff && <Menu.Item onClick={precheck.choose}>{t.precheck.act}</Menu.Item>}
          <Menu.Item component={Link} to={`/reports/${report.id}`}>
            {t.reports.openReport}
          </Menu.Item>
          {current && hasFindings(report) && (
            <Menu.Item component={Link} to={`/submissions/${current}`}>
              {t.reports.openErrors}
            </Menu.Item>
          )}
          {current && (
            <Menu.Item component={Link} to={`/submissions/${current}/receipt`}>
              {t.reports.receipt}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {precheck.input}
    </div>
  );
}

/** The sign itself, not a picture: it stays in the version without pictures. */
function Dots(): ReactElement {
  return <span aria-hidden="true">⋯</span>;
}
