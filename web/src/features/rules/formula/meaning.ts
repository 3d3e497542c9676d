import type { ElementWord, FormulaWords } from "~/lib/api/types";
import { namesOf, rowAt } from "./rows";

/** What stands at a place of a formula, in words. */
export interface Meaning {
  from: number;
  to: number;
  name: string;
  text: string;
}

const PART = /(?:`[^`]*`|[\p{L}\p{N}_@.])/u;
const ROOT = /^(?:корень|root)\./iu;

/** The element, function or keyword at `offset`; null where there is none, or none that is known. */
export function meaningAt(text: string, offset: number, words: FormulaWords): Meaning | null {
  const from = startOf(text, offset);
  const to = endOf(text, offset);
  const typed = text.slice(from, to);
  if (typed === "") return null;
  const told = ofElement(text, from, typed, words.elements) ?? ofWord(typed, words);
  return told ? { from, to, ...told } : null;
}

function ofElement(text: string, from: number, typed: string, elements: readonly ElementWord[]) {
  const root = ROOT.exec(typed)?.[0];
  const row = root ? [] : rowAt(text.slice(0, from), elements);
  const wanted = [...row, ...namesOf(root ? typed.slice(root.length) : typed)].join(".");
  const element = elements.find(({ path }) => namesOf(path).join(".") === wanted);
  if (!element) return null;
  return { name: typed, text: [element.label, element.place].filter(Boolean).join(" · ") || element.path };
}

function ofWord(typed: string, words: FormulaWords) {
  const sought = typed.replace(/\..*$/, "").toLowerCase();
  const word = words.words.find((one) => [one.word, ...one.synonyms].some((name) => name.toLowerCase() === sought));
  return word ? { name: word.signature, text: word.summary } : null;
}

function startOf(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && PART.test(text.charAt(at - 1) === "`" ? "``" : text.charAt(at - 1))) at -= 1;
  return at;
}

function endOf(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && PART.test(text.charAt(at) === "`" ? "``" : text.charAt(at))) at += 1;
  return at;
}
