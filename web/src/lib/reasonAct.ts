import type { Reason } from "~/lib/api/types";
import type { Texts } from "~/locales/ru";

/** Who acts on a reason, and how. Where triggers fired the file is the right one, and is to be mended. */
export function reasonAct({ code, cause }: Pick<Reason, "code" | "cause">, t: Texts): string {
  return code === "triggers_fired" ? t.statuses.mend : t.statuses.causeActs[cause];
}
