const BROWSERS: readonly [string, RegExp][] = [
  ["Яндекс Браузер", /YaBrowser\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Edge", /Edg\/(\d+)/],
  ["Firefox", /Firefox\/(\d+)/],
  ["Chrome", /Chrome\/(\d+)/],
  ["Safari", /Version\/(\d+).*Safari/],
];
const SYSTEMS: readonly [string, RegExp][] = [
  ["Windows", /Windows/],
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
];

/** «Chrome 140, Windows»: enough for a person to know its own browser again; null for one that tells nothing. */
export function browserOf(userAgent: string): string | null {
  const browser = BROWSERS.find(([, pattern]) => pattern.test(userAgent));
  if (!browser) return null;
  const [name, pattern] = browser;
  const version = pattern.exec(userAgent)?.[1] ?? "";
  const system = SYSTEMS.find(([, mark]) => mark.test(userAgent))?.[0];
  return `${name} ${version}${system ? `, ${system}` : ""}`;
}
