import type { RuleSet, TriggerText } from "~/lib/api/types";
import { Store, useStore } from "~/lib/store";

/** What is written of a draft and not saved yet. It outlives a change of page, not the window. */
export interface Working {
  /** The rule set as it was when writing began: its revision goes with the save. */
  base: RuleSet;
  rules: Writing;
}

export type Writing = Pick<RuleSet, "version" | "effective_from" | "effective_to" | "parameters"> & {
  triggers: readonly TriggerText[];
};

const unsaved = new Store<Readonly<Record<string, Working>>>({});

export function rulesOf(ruleSet: RuleSet): Writing {
  const { version, effective_from, effective_to, parameters, triggers } = ruleSet;
  return { version, effective_from, effective_to, parameters, triggers };
}

export interface Draft extends Working {
  dirty: boolean;
  change: (change: Partial<Writing>) => void;
  changeTrigger: (index: number, change: Partial<TriggerText>) => void;
  forget: () => void;
}

/** The draft in hand: what is written, or what the server has where nothing is. */
export function useDraft(ruleSet: RuleSet): Draft {
  const kept = useStore(unsaved)[ruleSet.id];
  const working = kept ?? { base: ruleSet, rules: rulesOf(ruleSet) };
  const change = (changed: Partial<Writing>): void => keep(ruleSet, changed);
  return {
    ...working,
    dirty: kept !== undefined,
    change,
    changeTrigger: (index, changed) =>
      change({ triggers: working.rules.triggers.map((one, n) => (n === index ? { ...one, ...changed } : one)) }),
    forget: () => forget(ruleSet.id),
  };
}

/** Whether anything is written that a closed window would lose. */
export function hasUnsaved(): boolean {
  return Object.keys(unsaved.get()).length > 0;
}

/** Write over what the server has now: the reader has seen that it changed. */
export function writeOver(ruleSet: RuleSet): void {
  unsaved.update((all) => {
    const kept = all[ruleSet.id];
    return kept ? { ...all, [ruleSet.id]: { ...kept, base: ruleSet } } : all;
  });
}

export function forget(id: string): void {
  unsaved.update((all) => Object.fromEntries(Object.entries(all).filter(([kept]) => kept !== id)));
}

function keep(ruleSet: RuleSet, changed: Partial<Writing>): void {
  unsaved.update((all) => {
    const before = all[ruleSet.id] ?? { base: ruleSet, rules: rulesOf(ruleSet) };
    return { ...all, [ruleSet.id]: { ...before, rules: { ...before.rules, ...changed } } };
  });
}

export function emptyTrigger(code: string): TriggerText {
  return {
    code,
    title: "",
    severity: "error",
    when: null,
    formula: "",
    message: null,
    hint: null,
    source: null,
    tolerance: null,
    empty: "zero",
    values: {},
    parameters: {},
    valid_from: null,
    valid_to: null,
  };
}

/** A code that no trigger has yet: that of the last one with the next number. */
export function nextCode(triggers: readonly TriggerText[], like?: string): string {
  const taken = new Set(triggers.map(({ code }) => code));
  const [, stem = "Т-", digits = "0"] = /^(.*?)(\d*)$/.exec(like ?? triggers.at(-1)?.code ?? "Т-00") ?? [];
  let number = Number(digits || "0") + 1;
  const written = (): string => stem + String(number).padStart(digits.length, "0");
  while (taken.has(written())) number += 1;
  return written();
}
