import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, type Tooltip } from "@codemirror/view";
import type { FormulaWords } from "~/lib/api/types";
import { texts } from "~/lib/texts";
import { offersAt, type Option, type Surroundings } from "./completing";
import { highlighting } from "./highlighting";
import { meaningAt } from "./meaning";

const ICONS = { element: "property", function: "function", keyword: "keyword", value: "variable", parameter: "constant", form: "type" };

/** What the editor of formulas is made of, besides what depends on the page. Tab leaves it, as any field. */
export function formulaExtensions(words: FormulaWords, around: () => Surroundings): Extension[] {
  return [
    history(),
    bracketMatching(),
    closeBrackets(),
    highlighting(words),
    EditorView.lineWrapping,
    EditorState.phrases.of(texts().rules.formula.phrases),
    autocompletion({
      override: [(context) => complete(context, words, around())],
      icons: false,
      maxRenderedOptions: 60,
      aboveCursor: false,
    }),
    hoverTooltip((view, position) => hover(view, position, words), { hoverTime: 250 }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
  ];
}

function complete(context: CompletionContext, words: FormulaWords, around: Surroundings): CompletionResult | null {
  const before = context.state.doc.sliceString(0, context.pos);
  // Unasked, only while a word is typed: a list that opens by itself stands in the way.
  if (!context.explicit && !/[\p{L}\p{N}_.`"]$/u.test(before)) return null;
  const offer = offersAt(before, words, around);
  if (!offer) return null;
  return { from: offer.from, options: offer.options.map(completion), filter: false };
}

function completion(option: Option): Completion {
  const info = option.info === option.detail ? undefined : option.info;
  return {
    label: option.text,
    type: ICONS[option.kind],
    detail: option.detail,
    ...(info ? { info } : {}),
    apply(view, chosen, from, to) {
      const inside = chosen.label.endsWith("()") ? 1 : 0;
      view.dispatch({
        changes: { from, to, insert: chosen.label },
        selection: { anchor: from + chosen.label.length - inside },
        userEvent: "input.complete",
      });
    },
  };
}

function hover(view: EditorView, position: number, words: FormulaWords): Tooltip | null {
  const meaning = meaningAt(view.state.doc.toString(), position, words);
  if (!meaning) return null;
  return {
    pos: meaning.from,
    end: meaning.to,
    above: true,
    create() {
      const dom = document.createElement("div");
      dom.className = "formula-tip";
      dom.append(strong(meaning.name), document.createTextNode(meaning.text));
      return { dom };
    },
  };
}

function strong(text: string): HTMLElement {
  const element = document.createElement("strong");
  element.textContent = text;
  return element;
}
