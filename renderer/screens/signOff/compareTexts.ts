/** A stretch of one side; `isChanged` where the other side does not have it. */
export interface ComparedPart {
  readonly text: string;
  readonly isChanged: boolean;
}

/** One row of two texts set beside each other; an empty side where a line was added or taken out. */
export interface ComparedRow {
  readonly before: readonly ComparedPart[];
  readonly after: readonly ComparedPart[];
  readonly isChanged: boolean;
}

/** Beyond this many comparisons a stretch is taken as changed from the first difference to the last. */
const mostCells = 4_000_000;

/** Two versions by lines, and changed lines by characters: what a person looks for when old and new stand side by side. */
export function compareTexts(before: readonly string[], after: readonly string[]): readonly ComparedRow[] {
  const rows: ComparedRow[] = [];
  let [left, right] = [0, 0];
  for (const [keptLeft, keptRight] of [...commonPlaces(before, after), [before.length, after.length] as const]) {
    const removed = before.slice(left, keptLeft);
    const added = after.slice(right, keptRight);
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      rows.push(changedRow(removed[index], added[index]));
    }
    const kept = before[keptLeft];
    if (kept !== undefined && keptLeft < before.length) rows.push(sameRow(kept));
    [left, right] = [keptLeft + 1, keptRight + 1];
  }
  return rows;
}

function sameRow(text: string): ComparedRow {
  const parts = [{ text, isChanged: false }];
  return { before: parts, after: parts, isChanged: false };
}

function changedRow(before: string | undefined, after: string | undefined): ComparedRow {
  if (before === undefined || after === undefined) {
    const whole = (text: string | undefined) => (text === undefined ? [] : [{ text, isChanged: true }]);
    return { before: whole(before), after: whole(after), isChanged: true };
  }
  const [left, right] = [[...before], [...after]];
  const places = commonPlaces(left, right);
  return {
    before: partsOf(left, new Set(places.map(([place]) => place))),
    after: partsOf(right, new Set(places.map(([, place]) => place))),
    isChanged: true,
  };
}

function partsOf(characters: readonly string[], kept: ReadonlySet<number>): readonly ComparedPart[] {
  const parts: { text: string; isChanged: boolean }[] = [];
  for (const [index, character] of characters.entries()) {
    const isChanged = !kept.has(index);
    const last = parts.at(-1);
    if (last?.isChanged === isChanged) last.text += character;
    else parts.push({ text: character, isChanged });
  }
  return parts;
}

/** Places of a longest common subsequence, as pairs of indices in rising order. */
function commonPlaces(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let [endLeft, endRight] = [left.length, right.length];
  while (endLeft > start && endRight > start && left[endLeft - 1] === right[endRight - 1]) {
    endLeft -= 1;
    endRight -= 1;
  }
  const head = Array.from({ length: start }, (_, index) => [index, index] as const);
  const tail = left.slice(endLeft).map((_, index) => [endLeft + index, endRight + index] as const);
  return [...head, ...commonBetween(left, right, start, endLeft, endRight), ...tail];
}

function commonBetween(
  left: readonly string[],
  right: readonly string[],
  start: number,
  endLeft: number,
  endRight: number,
): readonly (readonly [number, number])[] {
  const [height, width] = [endLeft - start, endRight - start];
  if (height * width === 0 || height * width > mostCells) return [];
  // lengths[row][column]: the longest common subsequence of what follows both places.
  const lengths = new Uint32Array((height + 1) * (width + 1));
  const at = (row: number, column: number) => lengths[row * (width + 1) + column] ?? 0;
  for (let row = height - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      lengths[row * (width + 1) + column] =
        left[start + row] === right[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const places: (readonly [number, number])[] = [];
  for (let [row, column] = [0, 0]; row < height && column < width; ) {
    if (left[start + row] === right[start + column]) {
      places.push([start + row, start + column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return places;
}
