import { Store, useStore } from "./store";

export type Language = "ru" | "en";

/** What a reader chose in this browser. Nothing here is secret, and nothing is lost when it is cleared. */
export interface Preferences {
  language: Language;
  vision: boolean;
  hotkeys: boolean;
  reportsView: string;
  calendarView: "month" | "list";
}

const KEY = "kabinet.preferences";
const DEFAULTS: Preferences = { language: "ru", vision: false, hotkeys: true, reportsView: "", calendarView: "month" };
const store = new Store(read());

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    // Storage may be closed to the page, or hold what another version wrote.
    return DEFAULTS;
  }
}

export const preferences: () => Preferences = store.get;

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  store.update((current) => ({ ...current, [name]: value }));
  try {
    localStorage.setItem(KEY, JSON.stringify(store.get()));
  } catch {
    console.warn("Preferences are kept for this page only: the browser's storage is closed.");
  }
}

export function usePreferences(): Preferences {
  return useStore(store);
}
