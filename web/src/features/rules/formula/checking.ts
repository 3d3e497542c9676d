import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import { api, dataOf } from "~/lib/api/client";
import type { FormulaMistake, FormulaText } from "~/lib/api/types";

export type FormulaReport = { problems: FormulaMistake[]; type: string | null; printed: string | null };

export function check(body: FormulaText): Promise<FormulaReport> {
  return dataOf(api.POST("/api/v1/formulas/check", { body }));
}

/** The server's mistakes as marks in the text. A place past the end is marked at the end. */
export function diagnostics(problems: readonly FormulaMistake[], doc: Text): Diagnostic[] {
  return problems.map((problem) => {
    const from = offset(doc, problem.line, problem.column);
    const to = Math.max(from, offset(doc, problem.end_line, problem.end));
    return {
      from: from === to && from > 0 ? from - 1 : from,
      to,
      severity: problem.severity === "mistake" ? "error" : "warning",
      message: problem.text,
      actions: problem.suggestions.slice(0, 3).map((word) => ({
        name: word,
        apply: (view, start, end) => view.dispatch({ changes: { from: start, to: end, insert: word } }),
      })),
    };
  });
}

function offset(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(at.from + column - 1, at.to);
}
