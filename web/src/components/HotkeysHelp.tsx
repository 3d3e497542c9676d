import { Kbd, Modal, Switch } from "@mantine/core";
import type { ReactElement } from "react";
import { setPreference, usePreferences } from "~/lib/preferences";
import { useTexts } from "~/lib/texts";

export function HotkeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const t = useTexts();
  const { hotkeys } = usePreferences();
  const rows = [
    ["/", t.hotkeys.search],
    ["j", t.hotkeys.down],
    ["k", t.hotkeys.up],
    ["Enter", t.hotkeys.open],
    ["u", t.hotkeys.upload],
    ["?", t.hotkeys.help],
  ] as const;
  return (
    <Modal opened={opened} onClose={onClose} title={t.hotkeys.title} closeButtonProps={{ "aria-label": t.common.close }}>
      <dl style={{ display: "grid", gridTemplateColumns: "5rem 1fr", gap: "0.5rem", margin: "0 0 1.25rem" }}>
        {rows.map(([key, text]) => (
          <div key={key} style={{ display: "contents" }}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd style={{ margin: 0 }}>{text}</dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={hotkeys}
        onChange={(event) => setPreference("hotkeys", event.currentTarget.checked)}
        label={t.hotkeys.enabled}
        description={t.hotkeys.enabledHint}
      />
    </Modal>
  );
}
