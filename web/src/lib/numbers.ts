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

/** The difference of two exact decimals, as exact: amounts have more digits than a binary number keeps. Else null. */
export function subtractDecimals(one: string, other: string): string | null {
  const [left, right] = [DECIMAL.exec(one), DECIMAL.exec(other)];
  if (!left || !right) return null;
  const places = Math.max(left[3]?.length ?? 0, right[3]?.length ?? 0);
  const scaled = ([, sign, whole, fraction = ""]: RegExpExecArray) =>
    BigInt(`${sign === "-" ? "-" : ""}${whole ?? ""}${fraction.padEnd(places, "0")}`);
  const difference = scaled(left) - scaled(right);
  const digits = String(difference < 0n ? -difference : difference).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${difference < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

/** The raw text of a file as a plain decimal: «1 250,50» is 1250.50; other text as it is. */
export function plainDecimal(raw: string): string {
  const plain = raw.replace(/[\s\u00a0]/g, "").replace(",", ".");
  return DECIMAL.test(plain) ? plain : raw;
}
