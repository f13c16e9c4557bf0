import type { Difference } from './differences.ts';
import type { Token } from './token.ts';

/** How well a change may begin or end behind a token: at a line best, then behind what ends a sentence, then any mark. */
function boundaryWeight(token: Token | undefined): number {
  if (token === undefined || token.kind !== 'character') return 4;
  if (/[。！？；：]/.test(token.text)) return 3;
  if (/[，、”’》）〕]/.test(token.text)) return 2;
  return /\s/.test(token.text) ? 1 : 0;
}

/**
 * The same changes as a reader takes them in: one that may lie this way or that lies between lines, sentences or phrases; and
 * those that a few kept characters stand between are one, because a phrase that was written anew shares some by chance.
 */
export function tidyDifferences(
  found: readonly Difference[],
  before: readonly Token[],
  after: readonly Token[],
  keysBefore: readonly string[],
  keysAfter: readonly string[],
): readonly Difference[] {
  const parted = found.flatMap((one, index) => partAtLine(one, found[index + 1], before, after, keysBefore, keysAfter));
  const settled = parted.map((one, index) => {
    const from = parted[index - 1];
    const to = parted[index + 1];
    if (one.beforeStart === one.beforeEnd) {
      const shift = bestShift(after, keysAfter, one.afterStart, one.afterEnd, from?.afterEnd ?? 0, to?.afterStart);
      return moved(one, shift);
    }
    if (one.afterStart === one.afterEnd) {
      const shift = bestShift(
        before,
        keysBefore,
        one.beforeStart,
        one.beforeEnd,
        from?.beforeEnd ?? 0,
        to?.beforeStart,
      );
      return moved(one, shift);
    }
    return one;
  });
  const whole = settled.map((one, index) => withWholeWords(one, settled[index - 1], settled[index + 1], before, after));
  const joined: Difference[] = [];
  for (let one of whole) {
    for (let last = joined.at(-1); last && isOneChange(last, one, before); last = joined.at(-1)) {
      one = { ...last, beforeEnd: one.beforeEnd, afterEnd: one.afterEnd };
      joined.pop();
    }
    joined.push(one);
  }
  return joined;
}

/**
 * Words that were exchanged at the end of a line and a line put in (or taken out) below it are found as one change, because
 * the line's end is counted to the new one. Where that end stands within the change as well, the two are told apart.
 */
function partAtLine(
  one: Difference,
  next: Difference | undefined,
  before: readonly Token[],
  after: readonly Token[],
  keysBefore: readonly string[],
  keysAfter: readonly string[],
): readonly Difference[] {
  const { beforeStart, beforeEnd, afterStart, afterEnd } = one;
  if (beforeStart === beforeEnd || afterStart === afterEnd) return [one];
  const inAfter = sameEnding(after, keysAfter, afterStart, afterEnd, next?.afterStart);
  if (inAfter) {
    const { place, length } = inAfter;
    return [
      { ...one, afterEnd: place },
      {
        beforeStart: beforeEnd + length,
        beforeEnd: beforeEnd + length,
        afterStart: place + length,
        afterEnd: afterEnd + length,
      },
    ];
  }
  const inBefore = sameEnding(before, keysBefore, beforeStart, beforeEnd, next?.beforeStart);
  if (!inBefore) return [one];
  const { place, length } = inBefore;
  return [
    { ...one, beforeEnd: place },
    {
      beforeStart: place + length,
      beforeEnd: beforeEnd + length,
      afterStart: afterEnd + length,
      afterEnd: afterEnd + length,
    },
  ];
}

/** Where the rest of the line that follows a stretch, its end included, stands within the stretch for the first time. */
function sameEnding(
  tokens: readonly Token[],
  keys: readonly string[],
  start: number,
  end: number,
  limit = keys.length,
): { readonly place: number; readonly length: number } | undefined {
  const lineEnd = tokens.findIndex(({ kind }, index) => index >= end && kind !== 'character');
  if (tokens[lineEnd]?.kind !== 'end' || lineEnd >= limit) return undefined;
  const length = lineEnd + 1 - end;
  for (let place = start + 1; place + length <= end; place += 1) {
    let same = 0;
    while (same < length && keys[place + same] === keys[end + same]) same += 1;
    if (same === length) return { place, length };
  }
  return undefined;
}

/** A number or a Latin word is changed as a whole: 12 to 15 is not 2 to 5. */
function withWholeWords(
  { beforeStart, beforeEnd, afterStart, afterEnd }: Difference,
  last: Difference | undefined,
  next: Difference | undefined,
  before: readonly Token[],
  after: readonly Token[],
): Difference {
  const reaches = (inside: readonly (Token | undefined)[]) => inside.some(isOfWord);
  let [ahead, behind] = [0, 0];
  if (
    reaches([
      beforeStart < beforeEnd ? before[beforeStart] : undefined,
      afterStart < afterEnd ? after[afterStart] : undefined,
    ])
  ) {
    const most = Math.min(beforeStart - (last?.beforeEnd ?? 0), afterStart - (last?.afterEnd ?? 0));
    while (ahead < most && isOfWord(before[beforeStart - ahead - 1])) ahead += 1;
  }
  if (
    reaches([
      beforeStart < beforeEnd ? before[beforeEnd - 1] : undefined,
      afterStart < afterEnd ? after[afterEnd - 1] : undefined,
    ])
  ) {
    const most = Math.min(
      (next?.beforeStart ?? before.length) - beforeEnd,
      (next?.afterStart ?? after.length) - afterEnd,
    );
    while (behind < most && isOfWord(before[beforeEnd + behind])) behind += 1;
  }
  return {
    beforeStart: beforeStart - ahead,
    beforeEnd: beforeEnd + behind,
    afterStart: afterStart - ahead,
    afterEnd: afterEnd + behind,
  };
}

function isOfWord(token: Token | undefined): boolean {
  return token?.kind === 'character' && /[0-9A-Za-z.%]/.test(token.text);
}

function size({ beforeStart, beforeEnd, afterStart, afterEnd }: Difference): number {
  return Math.max(beforeEnd - beforeStart, afterEnd - afterStart);
}

/** What is kept between two changes is no longer than either, and nothing but characters. */
function isOneChange(left: Difference, right: Difference, before: readonly Token[]): boolean {
  const kept = right.beforeStart - left.beforeEnd;
  if (kept > size(left) || kept > size(right)) return false;
  for (let index = left.beforeEnd; index < right.beforeStart; index += 1) {
    if (before[index]?.kind !== 'character') return false;
  }
  return true;
}

/** How far a stretch that only one side has may slide, and where it lies best; it never reaches the changes beside it. */
function bestShift(
  tokens: readonly Token[],
  keys: readonly string[],
  start: number,
  end: number,
  least: number,
  most = keys.length,
): number {
  let best = 0;
  let bestWeight = weightAt(tokens, start, end);
  const look = (step: number) => {
    for (let shift = step; ; shift += step) {
      // Sliding on takes a token in on one side that has to equal the one given up on the other.
      const [given, taken] = step > 0 ? [start + shift - 1, end + shift - 1] : [end + shift, start + shift];
      if (taken < least || taken >= most || keys[given] !== keys[taken]) return;
      const weight = weightAt(tokens, start + shift, end + shift);
      if (weight > bestWeight) [best, bestWeight] = [shift, weight];
    }
  };
  look(-1);
  look(1);
  return best;
}

function weightAt(tokens: readonly Token[], start: number, end: number): number {
  return boundaryWeight(tokens[start - 1]) + boundaryWeight(tokens[end - 1]);
}

function moved({ beforeStart, beforeEnd, afterStart, afterEnd }: Difference, shift: number): Difference {
  return {
    beforeStart: beforeStart + shift,
    beforeEnd: beforeEnd + shift,
    afterStart: afterStart + shift,
    afterEnd: afterEnd + shift,
  };
}
