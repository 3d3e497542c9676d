import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useTexts } from "~/lib/texts";
import { StateView } from "~/components/states/StateView";

/** In place of a page that broke, or whose part is gone since a newer version was put in place. */
export function Crashed(): ReactElement {
  const t = useTexts().shell;
  return (
    <main style={{ maxWidth: "40rem", margin: "12vh auto", padding: "0 1rem" }}>
      <StateView mark="error" title={t.crashed} text={t.crashedText}>
        <Button onClick={() => location.reload()}>{t.reload}</Button>
        <Button variant="default" component="a" href="/">
          {t.toHome}
        </Button>
      </StateView>
    </main>
  );
}
