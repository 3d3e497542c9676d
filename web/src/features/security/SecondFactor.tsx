import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { QueryStates } from "~/components/states/QueryStates";
import { useTexts } from "~/lib/texts";
import { RecoveryCodes } from "./RecoveryCodes";
import { RemoveFactor } from "./RemoveFactor";
import { Section } from "./Section";
import { SetUpFactor } from "./SetUpFactor";
import { useRenewFactor, useSecondFactor } from "./queries";

export function SecondFactor(): ReactElement {
  const t = useTexts().security.factor;
  const query = useSecondFactor();
  const renew = useRenewFactor();
  const [settingUp, setSettingUp] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>([]);

  function keep(): void {
    setCodes([]);
    setSettingUp(false);
    void renew();
  }

  return (
    <Section title={t.title}>
      {codes.length > 0 ? (
        <RecoveryCodes codes={codes} onKept={keep} />
      ) : settingUp ? (
        <SetUpFactor onCodes={setCodes} />
      ) : (
        <QueryStates query={query}>
          {(state) =>
            state.enabled ? (
              <>
                <p>{t.on(state.recovery_codes_left)}</p>
                {!state.obligatory && <RemoveFactor />}
              </>
            ) : (
              <>
                <p>
                  <strong>{t.off}.</strong> {state.obligatory ? t.obligatory : t.offText}
                </p>
                <Button onClick={() => setSettingUp(true)}>{t.begin}</Button>
              </>
            )
          }
        </QueryStates>
      )}
    </Section>
  );
}
