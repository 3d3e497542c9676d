/** A stretch of a text: in both texts, or in one of them alone. */
export interface Piece {
  text: string;
  differs: boolean;
}

const TOKEN = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
/** Beyond this many words the comparison would be slow, and its result no help. */
const MANY = 600;

/** Where two texts differ, word by word: the pieces of the first, and those of the second. */
export function differing(before: string, after: string): [Piece[], Piece[]] {
  const [one, other] = [before.match(TOKEN) ?? [], after.match(TOKEN) ?? []];
  if (one.length > MANY || other.length > MANY) return [[{ text: before, differs: true }], [{ text: after, differs: true }]];
  const common = lengths(one, other);
  const [left, right]: [Piece[], Piece[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && one[i] === other[j]) {
      add(left, one[i] ?? "", false);
      add(right, one[i] ?? "", false);
      i += 1;
      j += 1;
    } else if (j >= other.length || (i < one.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      add(left, one[i] ?? "", true);
      i += 1;
    } else {
      add(right, other[j] ?? "", true);
      j += 1;
    }
  }
  return [left, right];
}

/** The length of the longest common sequence of what is left from each pair of places. */
function lengths(one: readonly string[], other: readonly string[]): number[][] {
  const table = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const [row, below] = [table[i], table[i + 1]];
      if (row && below) row[j] = one[i] === other[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function add(pieces: Piece[], text: string, differs: boolean): void {
  const last = pieces.at(-1);
  if (last?.differs === differs) last.text += text;
  else pieces.push({ text, differs });
}
