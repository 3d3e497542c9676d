import type { ElementWord, FormulaWords, LanguageWord } from "~/lib/api/types";
import { namesOf, rowAt, type Row } from "./rows";

/** What may be put in place of what is typed. `from` is an offset in the text. */
export interface Offer {
  from: number;
  options: Option[];
}

export interface Option {
  /** What is put in; `|` is not part of it: the caret stands before the last bracket of a function. */
  text: string;
  kind: "element" | "function" | "keyword" | "value" | "parameter" | "form";
  detail: string;
  info: string;
}

/** Names that the trigger itself gives. */
export interface Surroundings {
  values: readonly string[];
  parameters: readonly string[];
}

const TYPED = /(?:`[^`]*`?|[\p{L}\p{N}_@.])*$/u;
const IN_QUOTES = /([\p{L}]+)\s*\(\s*"([^"]*)$/u;
const PARAMETER = new Set(["параметр", "parameter"]);
const FORM = new Set(["форма", "form"]);
const MEMBER = /^(?:член|member)\./iu;
const ROOT = /^(?:корень|root)\./iu;
const MANY = 60;

/** The offers at the end of `before`. */
export function offersAt(before: string, words: FormulaWords, around: Surroundings): Offer | null {
  const quoted = IN_QUOTES.exec(before);
  if (quoted) return quotedOffer(before.length, quoted[1] ?? "", quoted[2] ?? "", words, around);
  if (insideText(before)) return null;
  const typed = TYPED.exec(before)?.[0] ?? "";
  // A number is being typed: names do not begin so.
  if (/^\p{N}/u.test(typed)) return null;
  const from = before.length - typed.length;
  const row = rowAt(before.slice(0, from), words.elements);
  const options = MEMBER.test(typed) ? memberFields(typed, words) : all(typed, row, words, around);
  return options.length > 0 ? { from, options } : null;
}

function all(typed: string, row: Row, words: FormulaWords, around: Surroundings): Option[] {
  const root = ROOT.exec(typed)?.[0];
  const sought = fold(root ? typed.slice(root.length) : typed);
  const elements = root ? words.elements.map((one) => elementOption(one, `${root}${one.path}`)) : elementsFrom(row, words.elements);
  const plain = typed.includes(".") ? [] : [...named(around), ...words.words.filter(isTyped).map(wordOption)];
  return ranked(sought, [...elements, ...plain], root?.length ?? 0);
}

/** Elements of the row by their short names first, then everything by its name from the root. */
function elementsFrom(row: Row, elements: readonly ElementWord[]): Option[] {
  if (row.length === 0) return elements.map((element) => elementOption(element, element.path));
  const inside: Option[] = [];
  const outside: Option[] = [];
  for (const element of elements) {
    const names = namesOf(element.path);
    const below = names.length > row.length && row.every((name, n) => names[n] === name);
    if (below) inside.push(elementOption(element, written(element.path, row.length)));
    else outside.push(elementOption(element, `КОРЕНЬ.${element.path}`));
  }
  return [...inside, ...outside];
}

/** The path without its first names, quoted as it was. */
function written(path: string, skipped: number): string {
  return (path.match(/`[^`]*`|[^.`]+/gu) ?? []).slice(skipped).join(".");
}

function elementOption(element: ElementWord, text: string): Option {
  const detail = element.label ?? element.place ?? "";
  return { text, kind: "element", detail, info: [element.label, element.place].filter(Boolean).join(" · ") };
}

/** Signs are typed, not chosen from a list. */
function isTyped(word: LanguageWord): boolean {
  return /^[\p{L}]/u.test(word.word);
}

function wordOption(word: LanguageWord): Option {
  const call = word.signature.startsWith(`${word.word}(`);
  const prefix = word.signature.startsWith(`${word.word}.`);
  return {
    text: call ? `${word.word}()` : prefix ? `${word.word}.` : word.word,
    kind: call ? "function" : "keyword",
    detail: word.signature,
    info: word.summary,
  };
}

function named(around: Surroundings): Option[] {
  return around.values.map((name) => ({ text: name, kind: "value", detail: "", info: "" }));
}

function memberFields(typed: string, words: FormulaWords): Option[] {
  const prefix = MEMBER.exec(typed)?.[0] ?? "";
  const options = words.member_fields.map((name) => ({ text: prefix + name, kind: "keyword" as const, detail: "", info: "" }));
  return ranked(fold(typed.slice(prefix.length)), options, prefix.length);
}

function quotedOffer(end: number, name: string, typed: string, words: FormulaWords, around: Surroundings): Offer | null {
  const word = name.toLowerCase();
  const from = end - typed.length;
  if (PARAMETER.has(word)) {
    return { from, options: around.parameters.map((text) => ({ text, kind: "parameter", detail: "", info: "" })) };
  }
  if (!FORM.has(word)) return null;
  return { from, options: words.forms.map(({ code, title }) => ({ text: code, kind: "form", detail: title, info: title })) };
}

/** Best first: what begins so, what holds it, what is called so on paper. */
function ranked(sought: string, options: Option[], skipped: number): Option[] {
  const scored = options
    .map((option) => ({ option, score: scoreOf(sought, fold(option.text.slice(skipped)), fold(option.detail)) }))
    .filter(({ score }) => score < 4);
  return scored
    .sort((one, other) => one.score - other.score)
    .slice(0, MANY)
    .map(({ option }) => option);
}

function scoreOf(sought: string, text: string, detail: string): number {
  if (sought === "") return 0;
  if (text.startsWith(sought)) return 0;
  if (text.includes(`.${sought}`)) return 1;
  if (text.includes(sought)) return 2;
  return sought.length > 2 && detail.includes(sought) ? 3 : 4;
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll("`", "").replaceAll("ё", "е");
}

function insideText(before: string): boolean {
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}
