import type { Mistake } from "~/lib/api/types";
import type { Draft } from "./working";

/** What the server found when it was last asked, of triggers that have not been touched since. */
export function mistakesOf(draft: Draft, index: number): Mistake[] {
  const trigger = draft.rules.triggers[index];
  const position = draft.base.triggers.indexOf(trigger as (typeof draft.base.triggers)[number]);
  return position < 0 ? [] : draft.base.mistakes.filter((mistake) => mistake.position === position + 1);
}

/** Mistakes outside of triggers: of parameters and of the version. */
export function generalMistakes(draft: Draft): Mistake[] {
  return draft.base.mistakes.filter((mistake) => mistake.position === null);
}

export function blocking(mistakes: readonly Mistake[]): number {
  return mistakes.filter((mistake) => mistake.blocks).length;
}
