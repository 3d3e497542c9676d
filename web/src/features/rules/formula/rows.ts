import type { ElementWord } from "~/lib/api/types";

/** Where a place in a formula stands: the path of the row to which names there are relative; empty: the root. */
export type Row = readonly string[];

interface Frame {
  row: Row;
  last: Row;
}

const TOKEN =
  /"(?:[^"]|"")*"?|`[^`]*`?|[\p{L}_][\p{L}\p{N}_]*|@|\.|[()[\]:;]|\d+(?:\.\d+)?|\s+|./gu;
const NAME = /^(?:`|[\p{L}_])/u;
const WHERE = new Set(["где", "where"]);
const EACH = new Set(["каждой", "each"]);
const ROOT = new Set(["корень", "root"]);

/** The names of a path as it is written in a formula. */
export function namesOf(path: string): string[] {
  return (path.match(/`[^`]*`?|[^.`]+/gu) ?? []).map((name) => name.replaceAll("`", ""));
}

/** The row that names are relative to at the end of `before`, as the language has it: `[…]`, `ГДЕ`, `ДЛЯ КАЖДОЙ`. */
export function rowAt(before: string, elements: readonly ElementWord[]): Row {
  const rows = new Set(elements.filter((element) => element.repeats).map((element) => namesOf(element.path).join(".")));
  return new Scanner(rows).read(before);
}

class Scanner {
  private readonly frames: Frame[] = [{ row: [], last: [] }];
  private path: string[] | null = null;
  private joined = false;
  private forEach = false;

  constructor(private readonly rows: ReadonlySet<string>) {}

  read(text: string): Row {
    for (const [token] of text.matchAll(TOKEN)) this.take(token);
    return this.frame.row;
  }

  private get frame(): Frame {
    return this.frames[this.frames.length - 1] ?? { row: [], last: [] };
  }

  private take(token: string): void {
    if (token === ".") {
      this.joined = true;
    } else if (NAME.test(token)) {
      this.name(token.replaceAll("`", ""), token.startsWith("`"));
    } else if (token === "(" || token === "[") {
      this.frames.push({ row: token === "[" ? this.frame.last : this.frame.row, last: [] });
      this.path = null;
    } else if (token === ")" || token === "]") {
      if (this.frames.length > 1) this.frames.pop();
      // «Таблица[условие].Графа» goes on where the bracket began.
      this.path = token === "]" ? [...this.frame.last] : null;
    } else if (token === ":") {
      if (this.forEach) this.frame.row = this.rowOf(this.frame.last);
      this.forEach = false;
      this.path = null;
    } else if (token.trim() !== "") {
      this.path = null;
    }
  }

  private name(name: string, quoted: boolean): void {
    const word = quoted ? "" : name.toLowerCase();
    if (this.joined && this.path) {
      this.path.push(name);
    } else if (WHERE.has(word)) {
      this.frame.row = this.rowOf(this.frame.last);
      this.path = null;
    } else if (EACH.has(word)) {
      this.forEach = true;
      this.path = null;
    } else {
      this.path = ROOT.has(word) ? [] : [...this.frame.row, name];
    }
    this.joined = false;
    if (this.path) this.frame.last = [...this.path];
  }

  /** The innermost repeated ancestor-or-self. */
  private rowOf(path: Row): Row {
    for (let length = path.length; length > 0; length -= 1) {
      if (this.rows.has(path.slice(0, length).join("."))) return path.slice(0, length);
    }
    return path;
  }
}
