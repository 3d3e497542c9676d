import { forceLinting, linter } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState, type RefObject } from "react";
import type { FormulaMistake, FormulaText, FormulaWords } from "~/lib/api/types";
import { check, diagnostics } from "./checking";
import { formulaExtensions } from "./extensions";
import { meaningAt, type Meaning } from "./meaning";

const TYPING_MS = 350;

export interface EditorOptions {
  value: string;
  onChange: (value: string) => void;
  words: FormulaWords;
  /** What the server checks the text with; the text itself is the editor's. */
  question: Omit<FormulaText, "formula">;
  attributes: Record<string, string>;
}

export interface FormulaEditing {
  problems: readonly FormulaMistake[];
  type: string | null;
  printed: string | null;
  /** Whether the answer is about the text that stands there now. */
  checked: boolean;
  failed: boolean;
  meaning: Meaning | null;
}

type Answer = Pick<FormulaEditing, "problems" | "type" | "printed" | "failed">;
const NOTHING: Answer = { problems: [], type: null, printed: null, failed: false };

/** A CodeMirror editor in `host`: it follows `value`, tells every change, and is checked by the server while one types. */
export function useEditor(options: EditorOptions): [RefObject<HTMLDivElement | null>, FormulaEditing] {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(options);
  const attributes = useRef(new Compartment());
  const [answer, setAnswer] = useState(NOTHING);
  const [checkedText, setCheckedText] = useState<string | null>(null);
  const [meaning, setMeaning] = useState<Meaning | null>(null);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const { words } = latest.current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...formulaExtensions(words, () => surroundings(latest.current.question)),
          attributes.current.of(EditorView.contentAttributes.of(latest.current.attributes)),
          linter((at) => lint(at, latest.current.question, setAnswer, setCheckedText), { delay: TYPING_MS }),
          EditorView.updateListener.of((update) => {
            const text = update.state.doc.toString();
            if (update.docChanged) latest.current.onChange(text);
            if (update.docChanged || update.selectionSet) setMeaning(meaningAt(text, update.state.selection.main.head, words));
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [options.words]);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== options.value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: options.value } });
    }
  }, [options.value]);

  const about = JSON.stringify(options.question);
  useEffect(() => {
    // Another tolerance or named value makes another answer of the same text.
    if (view.current) forceLinting(view.current);
  }, [about]);

  const told = JSON.stringify(options.attributes);
  useEffect(() => {
    const next = JSON.parse(told) as Record<string, string>;
    view.current?.dispatch({ effects: attributes.current.reconfigure(EditorView.contentAttributes.of(next)) });
  }, [told]);

  return [host, { ...answer, checked: checkedText === options.value, meaning }];
}

async function lint(
  view: EditorView,
  question: EditorOptions["question"],
  tell: (answer: Answer) => void,
  tellText: (text: string) => void,
) {
  const formula = view.state.doc.toString();
  if (formula.trim() === "" && question.field === "when") {
    tell(NOTHING);
    tellText(formula);
    return [];
  }
  try {
    const { problems, type, printed } = await check({ ...question, formula });
    tell({ problems, type, printed, failed: false });
    tellText(formula);
    return diagnostics(problems, view.state.doc);
  } catch {
    // Without an answer nothing is known: no mark is better than a wrong one, and the words below say so.
    tell({ ...NOTHING, failed: true });
    return [];
  }
}

function surroundings(question: EditorOptions["question"]) {
  return { values: Object.keys(question.values ?? {}), parameters: question.parameters ?? [] };
}
