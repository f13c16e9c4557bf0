/** A stretch of one row that stands for a stretch of another; either may be empty, not both. Ends are exclusive. */
export interface Difference {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/** More differing places than this are not looked for one by one: the whole stretch counts as changed. */
const mostSteps = 2500;

/** The fewest changes that make one row of keys the other (Myers 1986, greedy), in order. */
export function differences(before: readonly string[], after: readonly string[]): readonly Difference[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  const [beforeEnd, afterEnd] = [before.length - same, after.length - same];
  if (start === beforeEnd && start === afterEnd) return [];
  const whole = { beforeStart: start, beforeEnd, afterStart: start, afterEnd };
  if (start === beforeEnd || start === afterEnd) return [whole];
  const middle = shortestEdit(before.slice(start, beforeEnd), after.slice(start, afterEnd));
  if (!middle) return [whole];
  return middle.map((one) => ({
    beforeStart: one.beforeStart + start,
    beforeEnd: one.beforeEnd + start,
    afterStart: one.afterStart + start,
    afterEnd: one.afterEnd + start,
  }));
}

function shortestEdit(before: readonly string[], after: readonly string[]): readonly Difference[] | undefined {
  const [height, width] = [before.length, after.length];
  /** For each number of steps the furthest place in `before` on every diagonal; `trace[steps][diagonal + steps]`. */
  const trace: Int32Array[] = [];
  for (let steps = 0; steps <= Math.min(mostSteps, height + width); steps += 1) {
    const furthest = new Int32Array(2 * steps + 1);
    const last = trace[steps - 1];
    const lastAt = (diagonal: number) => last?.[diagonal + steps - 1] ?? 0;
    trace.push(furthest);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const comesDown = diagonal === -steps || (diagonal !== steps && lastAt(diagonal - 1) < lastAt(diagonal + 1));
      let row = steps === 0 ? 0 : comesDown ? lastAt(diagonal + 1) : lastAt(diagonal - 1) + 1;
      let column = row - diagonal;
      while (row < height && column < width && before[row] === after[column]) {
        row += 1;
        column += 1;
      }
      furthest[diagonal + steps] = row;
      if (row >= height && column >= width) return walkBack(trace, height, width);
    }
  }
  return undefined;
}

function walkBack(trace: readonly Int32Array[], height: number, width: number): readonly Difference[] {
  const found: Difference[] = [];
  let [row, column] = [height, width];
  for (let steps = trace.length - 1; steps > 0; steps -= 1) {
    const last = trace[steps - 1] as Int32Array;
    const lastAt = (diagonal: number) => last[diagonal + steps - 1] ?? 0;
    const diagonal = row - column;
    const cameDown = diagonal === -steps || (diagonal !== steps && lastAt(diagonal - 1) < lastAt(diagonal + 1));
    const fromDiagonal = cameDown ? diagonal + 1 : diagonal - 1;
    const fromRow = lastAt(fromDiagonal);
    const fromColumn = fromRow - fromDiagonal;
    const step = {
      beforeStart: fromRow,
      beforeEnd: cameDown ? fromRow : fromRow + 1,
      afterStart: fromColumn,
      afterEnd: cameDown ? fromColumn + 1 : fromColumn,
    };
    const next = found.at(-1);
    // Steps without anything kept between them are one change.
    if (next && next.beforeStart === step.beforeEnd && next.afterStart === step.afterEnd) {
      found[found.length - 1] = { ...next, beforeStart: step.beforeStart, afterStart: step.afterStart };
    } else found.push(step);
    [row, column] = [fromRow, fromColumn];
  }
  return found.reverse();
}
