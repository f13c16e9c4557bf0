import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { markCarriedOn } from './carriedOn.ts';
import { closeBlanks } from './closeBlanks.ts';
import { distinctIds } from './distinctIds.ts';
import { readEditorsNote, startsEditorsNote } from './editorsNote.ts';
import { findArticles } from './findArticles.ts';
import { imagesShown } from './imagesShown.ts';
import { isOrganisation } from './organisation.ts';
import { withoutPageTraces } from './pageTraces.ts';
import { readArticle } from './readArticle.ts';
import { readContents } from './readContents.ts';
import { footStart, imprintDate, readFoot } from './readFoot.ts';
import { isNumberOrDate, readDate, readMasthead } from './readMasthead.ts';
import { endsSentence, type ReportEntry, type TextLine, textLines } from './textLine.ts';
import { unnamedPublication } from './unnamedPublication.ts';

export interface ParsedBulletin {
  readonly document: IssueDocument;
  /** What was changed or is unsure, by line of the text, counted from 1. */
  readonly report: readonly ReportEntry[];
}

/** A whole bulletin as plain text → IssueDocument, with a report of everything healed or unsure. */
export function parseBulletin(text: string): ParsedBulletin {
  const report: ReportEntry[] = [];
  return parseBulletinLines(textLines(text, report), report);
}

/** A whole bulletin as lines → IssueDocument. `said` is what reading the lines has already reported. */
export function parseBulletinLines(
  written: readonly TextLine[],
  said: readonly ReportEntry[],
  images: IssueDocument['images'] = {},
): ParsedBulletin {
  const report = [...said];
  const all = markCarriedOn(withoutPageTraces(written, report), report);
  const footAt = footStart(all);
  const lines = all.slice(0, footAt);
  const contents = readContents(lines, report);
  const headEnd = contents?.start ?? mastheadEnd(lines);
  const places = findArticles(lines, contents, headEnd, report);
  const first = places[0]?.start ?? lines.length;
  const between = lines.slice(contents ? contents.end : headEnd, first);
  const { head, editorsNote } = takeEditorsNote([...lines.slice(0, Math.min(headEnd, first)), ...between], report);
  const masthead = readMasthead(head, report, imprintDate(all.slice(footAt)));
  if (masthead.name === undefined) report.push({ line: 1, kind: 'masthead', message: '没有找到刊名' });
  const articles = places.map((place, index) => {
    const end = places[index + 1]?.noteStart;
    const note = lines.slice(place.noteStart, place.start);
    return readArticle(place.title, [...note, ...lines.slice(place.bodyStart, end)], place.sure, report);
  });
  const document = IssueDocument.parse({
    schema: 1,
    publication: { name: masthead.name ?? unnamedPublication, organ: masthead.organ ?? '' },
    ...(masthead.column ? { column: masthead.column } : {}),
    number: masthead.number,
    date: masthead.date,
    marking: [...masthead.marking],
    ...(editorsNote ? { editorsNote } : {}),
    articles: distinctIds(articles),
    ...readFoot(all.slice(footAt), report),
    images: imagesShown(articles, images),
  });
  return { document, report: report.sort((left, right) => left.line - right.line) };
}

function mastheadEnd(lines: readonly TextLine[]): number {
  let end = 0;
  for (const [index, { text }] of lines.slice(0, 15).entries()) {
    if (isNumberOrDate(text)) end = index + 1;
    // A date further down stands under the source line of a short article.
    else if (end > 0 && endsSentence(text)) break;
  }
  // The organ stands under the number where no date does.
  if (end > 0 && isOrganisation(lines[end]?.text ?? '') && !lines.slice(0, end).some(({ text }) => readDate(text)))
    end += 1;
  while (startsEditorsNote(lines[end]?.text ?? '')) end = readEditorsNote(lines, end, lines.length).end;
  return end;
}

/** 编者按 below the masthead or below the contents is the issue's; a blank line parts its paragraphs no more than an indent does. */
function takeEditorsNote(
  lines: readonly TextLine[],
  report: ReportEntry[],
): { head: readonly TextLine[]; editorsNote: string | undefined } {
  const at = lines.findIndex(({ text }) => startsEditorsNote(text));
  if (at < 0) return { head: lines, editorsNote: undefined };
  const { paragraphs, end } = readEditorsNote(lines, at, lines.length);
  const { line = 1 } = lines[at] ?? {};
  const closed = paragraphs.map((text) => closeBlanks({ line, text }, report).text);
  return { head: [...lines.slice(0, at), ...lines.slice(end)], editorsNote: closed.join('\n') };
}
