import { startsEditorsNote } from './editorsNote.ts';
import { isOrganisation } from './organisation.ts';
import type { Contents } from './readContents.ts';
import { isAside, readSource, sourceBehind, sourceUnder, unbracketed } from './readSource.ts';
import { findSimilarTitle, findTitle, titleLines } from './readTitle.ts';
import type { ReportEntry, TextLine } from './textLine.ts';
import { titleLineCount } from './titleLineCount.ts';
import { withoutTitleSigns } from './titleSigns.ts';

export interface ArticlePlace {
  /** Where its editor's note begins; the same as `start` when it has none above its title. */
  readonly noteStart: number;
  readonly start: number;
  readonly bodyStart: number;
  readonly title: readonly string[];
  /** The contents name this title. */
  readonly sure: boolean;
}

/** Where the articles of a bulletin stand: by the contents, or without them by the form of titles and source lines. */
export function findArticles(
  lines: readonly TextLine[],
  contents: Contents | undefined,
  headEnd: number,
  report: ReportEntry[],
): readonly ArticlePlace[] {
  const listed = contents ? placesByContents(lines, contents, report) : [];
  const places = listed.length > 0 ? listed : placesByForm(lines, contents?.end ?? headEnd);
  return places.map((place, index) => ({
    ...place,
    noteStart: index === 0 ? place.start : noteStart(lines, place.start),
  }));
}

type Place = Omit<ArticlePlace, 'noteStart'>;

function placesByContents(lines: readonly TextLine[], contents: Contents, report: ReportEntry[]): readonly Place[] {
  const places: (Place | undefined)[] = [];
  let from = contents.end;
  for (const listed of contents.titles) {
    const found = findTitle(lines, from, listed);
    if (!found) {
      places.push(undefined);
      continue;
    }
    const bodyStart = found.start + found.count;
    const printed = lines.slice(found.start, bodyStart).map((line) => line.text);
    places.push({ start: found.start, bodyStart, title: titleLines(printed, listed), sure: true });
    from = bodyStart;
  }
  return places.flatMap((place, index) => {
    if (place) return [place];
    const listed = contents.titles[index] ?? '';
    const after = places.slice(0, index).findLast((each) => each !== undefined)?.bodyStart ?? contents.end;
    const before = places.slice(index).find((each) => each !== undefined)?.start ?? lines.length;
    const missing = places.slice(index).findIndex((each) => each !== undefined);
    const count = missing < 0 ? places.length - index : missing;
    const similar = otherPlace(lines, { after, before, top: contents.end }, listed, count, report);
    places[index] = similar;
    const line = lines[contents.start]?.line ?? 1;
    if (!similar) report.push({ line, kind: 'titleMissing', message: `目录中的标题在正文中没有找到：${listed}` });
    return similar ? [similar] : [];
  });
}

/**
 * A title that the contents spell otherwise stands where titles stand: first of all, or under a source line. The most like
 * one is taken, or, when as many titles stand there as are `missing`, the first; either way it is said.
 */
function otherPlace(
  lines: readonly TextLine[],
  { after, before, top }: { readonly after: number; readonly before: number; readonly top: number },
  listed: string,
  missing: number,
  report: ReportEntry[],
): Place | undefined {
  const mayStart = (index: number) => index === top || readSource(lines[index - 1]?.text ?? '') !== undefined;
  const starts = lines.flatMap((_, index) =>
    index >= after && index < before && mayStart(index) && titleLineCount(lines, index) > 0 ? [index] : [],
  );
  const start = starts[0];
  const only =
    start !== undefined && starts.length === missing ? { start, count: titleLineCount(lines, start) } : undefined;
  const found = findSimilarTitle(lines, after, before, listed, mayStart) ?? only;
  if (!found) return undefined;
  const bodyStart = found.start + found.count;
  const printed = lines.slice(found.start, bodyStart).map((line) => withoutTitleSigns(line.text).replace(/\s+/g, ' '));
  const title = printed.length > 3 ? titleLines(printed, listed) : printed;
  const message = `标题与目录不一致，以正文为准：${title.join('')}；目录为：${listed}`;
  report.push({ line: lines[found.start]?.line ?? 1, kind: 'titleDiffers', message });
  return { start: found.start, bodyStart, title, sure: true };
}

/**
 * Without contents, a title is up to three short lines at the top or after the end of the article above: its source line, or,
 * where units stand under the titles, the line above the next such pair.
 */
function placesByForm(lines: readonly TextLine[], headEnd: number): readonly Place[] {
  const places: Place[] = [];
  let start = headEnd;
  while (start < lines.length) {
    const group = titleLineCount(lines, start);
    const last = lines[start + group - 1];
    const count = group > 1 && last && isOrganisation(last.text) ? group - 1 : group;
    const bodyStart = start + count;
    const title = lines.slice(start, bodyStart).map((line) => withoutTitleSigns(line.text).replace(/\s+/g, ' '));
    places.push({ start, bodyStart, title, sure: false });
    const isUnder = count > 0 && sourceUnder(lines[bodyStart]) !== undefined && bodyStart + 1 < lines.length;
    start = isUnder ? nextPair(lines, bodyStart + 1) : articleEnd(lines, bodyStart);
  }
  return places;
}

/** Behind the source line and what stands under it, or behind the paragraph that ends with the unit. */
function articleEnd(lines: readonly TextLine[], bodyStart: number): number {
  let end = bodyStart;
  while (end < lines.length && !isSource(lines, end) && !sourceBehind(textTo(lines, end))) end += 1;
  end += 1;
  while (end < lines.length && isAside(lines[end]?.text ?? '')) end += 1;
  return end;
}

/** A line, with the one above where a broken line may have parted the two. */
function textTo(lines: readonly TextLine[], index: number): string {
  return `${lines[index]?.carriesOn ? lines[index - 1]?.text : ''}${lines[index]?.text ?? ''}`;
}

function isSource(lines: readonly TextLine[], index: number): boolean {
  const line = lines[index];
  return (
    line !== undefined && (readSource(line.text) !== undefined || unbracketed(line, lines[index - 1]) !== undefined)
  );
}

/** Where the next title with its unit below it begins. */
function nextPair(lines: readonly TextLine[], from: number): number {
  for (let index = from + 1; index < lines.length; index += 1) {
    if (sourceUnder(lines[index]) === undefined) continue;
    let start = index;
    while (start > from && index - start < 3 && titleLineCount(lines, start - 1) >= index - start + 1) start -= 1;
    if (start < index) return start;
  }
  return lines.length;
}

/** A note has a few paragraphs, pieces cut by a page break counted: what begins further up is no note of this article. */
const longestNote = 12;

/** 编者按 between the source line of the article above and this title belongs to this article. */
function noteStart(lines: readonly TextLine[], titleStart: number): number {
  for (let index = titleStart - 1; index > Math.max(0, titleStart - longestNote); index -= 1) {
    const above = lines[index - 1]?.text ?? '';
    if (startsEditorsNote(lines[index]?.text ?? '') && readSource(above)) return index;
    if (readSource(lines[index]?.text ?? '')) break;
  }
  return titleStart;
}
