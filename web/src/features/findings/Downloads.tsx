import { Button, Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import { useTexts } from "~/lib/texts";

const OTHERS = ["pdf", "csv", "json"] as const;

/** Findings to take away: the workbook at once, the other formats from a menu; and the page on paper. */
export function Downloads({ submissionId }: { submissionId: string }): ReactElement {
  const t = useTexts();
  const file = (suffix: string) => `/api/v1/submissions/${submissionId}/findings.${suffix}`;
  return (
    <>
      <Button component="a" href={file("xlsx")} download variant="default" leftSection={<Icon name="download" size={16} />}>
        {t.findings.download}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default">{t.explaining.otherFormats}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {OTHERS.map((suffix) => (
            <Menu.Item key={suffix} component="a" href={file(suffix)} download>
              {t.explaining.formats[suffix]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
        {t.explaining.print}
      </Button>
    </>
  );
}
