import { Button, Modal } from "@mantine/core";
import type { ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import type { PersonOfOrganisation } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useRemove } from "./queries";
import styles from "./people.module.css";

interface Props {
  person: PersonOfOrganisation;
  organisation: string;
  onClose: () => void;
}

export function RemoveDialog({ person, organisation, onClose }: Props): ReactElement {
  const { access, common } = useTexts();
  const t = access.people;
  const remove = useRemove(organisation, t.removed(person.name));
  return (
    <Modal opened onClose={onClose} title={t.removeTitle} closeButtonProps={{ "aria-label": common.close }}>
      <div className={styles.form}>
        {remove.isError && <ProblemAlert error={remove.error} />}
        <p>{t.removeText(person.name)}</p>
        <div className={styles.acts}>
          <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate(person.id, { onSuccess: onClose })}>
            {t.remove}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
