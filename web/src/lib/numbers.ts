import { texts } from "./texts";

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** An exact decimal (text) with thousands apart and the comma of Russian print; other text stays as it is. */
export function formatDecimal(value: string): string {
  const match = DECIMAL.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "", fraction] = match;
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : whole;
  return `${sign === "-" ? "−" : ""}${grouped}${fraction ? `,${fraction}` : ""}`;
}

/** «102,4 КБ» */
export function formatSize(bytes: number): string {
  const units = texts().common.size;
  if (bytes < 1024) return `${bytes} ${units.b}`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, units.kb] : [bytes / 1024 ** 2, units.mb];
  return `${value.toLocaleString("ru", { maximumFractionDigits: 1 })} ${unit}`;
}
