import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import type { FormulaWords } from "~/lib/api/types";

const NAME = /^[\p{L}_][\p{L}\p{N}_]*/u;

/** Colours of the words that the server knows: there is no second list of them here. */
export function highlighting(words: FormulaWords): Extension {
  const known = new Set(words.words.flatMap((one) => [one.word, ...one.synonyms]).map((word) => word.toLowerCase()));
  // «ДЛЯ КАЖДОЙ» is two words of a formula.
  const parts = new Set([...known].flatMap((word) => word.split(/\s+/)));
  return [StreamLanguage.define(parser(parts)), syntaxHighlighting(style)];
}

interface Place {
  inText: boolean;
  afterDot: boolean;
}

function parser(known: ReadonlySet<string>): StreamParser<Place> {
  return {
    name: "trigger-formula",
    startState: () => ({ inText: false, afterDot: false }),
    token(stream, place) {
      if (place.inText || stream.peek() === '"') return text(stream, place);
      const afterDot = place.afterDot;
      place.afterDot = false;
      if (stream.eatSpace()) return null;
      if (stream.match(/^`[^`]*`?/)) return "propertyName";
      if (stream.match(/^\d+(?:\.\d+)?%?/)) return "number";
      if (stream.match(NAME)) return name(stream.current(), afterDot, stream.match(/^\s*\(/, false) !== null, known);
      const sign = stream.next();
      place.afterDot = sign === "." || sign === "@";
      return sign && "+-*/=<>±?".includes(sign) ? "operator" : "punctuation";
    },
  };
}

function text(stream: Parameters<StreamParser<Place>["token"]>[0], place: Place): string {
  if (!place.inText) stream.next();
  place.inText = !stream.match(/^(?:[^"]|"")*"/);
  if (place.inText) stream.skipToEnd();
  return "string";
}

function name(word: string, afterDot: boolean, called: boolean, known: ReadonlySet<string>): string {
  if (afterDot || !known.has(word.toLowerCase())) return "propertyName";
  return called ? "variableName.function" : "keyword";
}

const style = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.function(tags.variableName), color: "var(--code-function)", fontWeight: "600" },
  { tag: tags.propertyName, color: "var(--ink)" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: tags.operator, color: "var(--accent)" },
]);
