import { en } from "~/locales/en";
import { ru, type Texts } from "~/locales/ru";
import { preferences, usePreferences } from "./preferences";

const CATALOGUES: Record<"ru" | "en", Texts> = { ru, en };

/** The catalogue in the reader's language. */
export function useTexts(): Texts {
  return CATALOGUES[usePreferences().language];
}

/** The same outside of components. */
export function texts(): Texts {
  return CATALOGUES[preferences().language];
}
