import type { ArticleSource } from '#shared/issue/article.ts';
import { sliceMarked } from './markedText.ts';
import { isOrganisation } from './organisation.ts';
import { type ReportEntry, reportBlanks, type TextLine, withoutBlanks } from './textLine.ts';

const bracketed = /^[（(﹙〔[【［〖｛{⦅❨]\s*([^。；]{1,40}?)\s*[）)﹚〕\]】］〗｝}⦆❩]$/;
const label = /^(?:供稿(?:单位)?|来源|报送单位|作者单位|来稿单位)\s*[：:]\s*/;
const aside = /联系人|联系电话|电话[：:]|邮箱|^(?:此件|附件)/;
const dateOnly = /^[（(]?[\d〇零○一二三四五六七八九十]{2,4}\s*[年.-].{1,12}[日\d][）)]?$/;

const longestName = 12;

/** The source line normalised to full-width brackets, or undefined when the line is none. */
export function readSource(text: string): ArticleSource | undefined {
  const inner = bracketed.exec(text)?.[1] ?? (label.test(text) && text.length < 40 ? text : undefined);
  if (inner === undefined || aside.test(inner) || dateOnly.test(inner)) return undefined;
  // 【…】 is more often a title than a unit.
  if (/^[【〖]/.test(text) && inner.length > longestName && !isOrganisation(inner)) return undefined;
  if (/^(?:[一二三四五六七八九十\d]{1,3}|\s*共\s*印.*|续.{0,3}|完|全文完)$/.test(inner)) return undefined;
  return { unit: inner.replace(label, '').replace(/\s*供稿$/, ''), line: `（${inner}）` };
}

/** （禾川县总工会） behind the last sentence of a paragraph, and where it begins; undefined where there is none. */
export function sourceBehind(text: string): { readonly source: ArticleSource; readonly start: number } | undefined {
  const found = /(?<=[。！？”’）])\s*[（(]([^（）()]{2,34})[）)]$/.exec(text);
  const unit = found?.[1]?.replace(/\s*供稿$/, '') ?? '';
  if (!found || !isOrganisation(unit)) return undefined;
  return { source: { unit: unit.trim(), line: `（${found[1]?.trim()}）` }, start: found.index };
}

/** The unit of an article that stands under its title: in brackets, with a label, or its name alone. */
export function sourceUnder(line: TextLine | undefined): ArticleSource | undefined {
  if (!line || line.block) return undefined;
  return (
    readSource(line.text) ?? (isOrganisation(line.text) ? { unit: line.text, line: `（${line.text}）` } : undefined)
  );
}

interface SourceFound {
  readonly source: ArticleSource | null;
  /** The lines above it. */
  readonly body: readonly TextLine[];
}

/** Looks for the source line at the end of an article, past a date or a contact under it, which are set aside and reported. */
export function takeSource(
  lines: readonly TextLine[],
  from: number,
  title: string,
  report: ReportEntry[],
): SourceFound {
  let end = lines.length;
  const setAside: TextLine[] = [];
  for (let last = lines[end - 1]; last && end > from && isAside(last.text); last = lines[end - 1]) {
    setAside.push(last);
    end -= 1;
  }
  const last = end > from ? lines[end - 1] : undefined;
  const found = last ? readSource(last.text) : undefined;
  const guessed = last && !found ? unbracketed(last, lines[end - 2]) : undefined;
  const source = found ?? guessed ?? null;
  const pieces = piecesOfLast(lines, from, end);
  const behind = source ? undefined : sourceBehind(pieces.map(({ text }) => text).join(''));
  if (last && behind) {
    report.push({ line: last.line, kind: 'source', message: `段末的落款 ${behind.source.line}` });
    return { source: behind.source, body: [...lines.slice(from, end - pieces.length), ...cutAt(pieces, behind.start)] };
  }
  if (!last || !source) {
    report.push({ line: last?.line ?? lines[0]?.line ?? 1, kind: 'sourceMissing', message: `文章没有落款：${title}` });
    return { source: null, body: lines.slice(from) };
  }
  for (const { line, text } of setAside)
    report.push({ line, kind: 'setAside', message: `落款下的一行没有收入：${text}` });
  const changed = source.line === last.text ? '' : `，原为 ${last.text}`;
  report.push({ line: last.line, kind: found ? 'source' : 'unsure', message: `落款 ${source.line}${changed}` });
  reportBlanks(source.line, last.line, report);
  return { source, body: lines.slice(from, end - 1) };
}

/** The last line, with the one above where a broken line may have parted the two. */
function piecesOfLast(lines: readonly TextLine[], from: number, end: number): readonly TextLine[] {
  const pieces = lines.slice(Math.max(from, end - (lines[end - 1]?.carriesOn ? 2 : 1)), end);
  return pieces.some(({ block }) => block) ? [] : pieces;
}

/** Lines up to a place in their text. */
function cutAt(pieces: readonly TextLine[], at: number): readonly TextLine[] {
  let passed = 0;
  return pieces.flatMap((line) => {
    const kept = { ...line, ...sliceMarked(line, 0, Math.max(0, at - passed)) };
    passed += line.text.length;
    return kept.text === '' ? [] : [kept];
  });
}

/** A date or a contact, as they stand under a source line. */
export function isAside(text: string): boolean {
  return text.length <= 60 && (dateOnly.test(withoutBlanks(text)) || (aside.test(text) && !/。.*。/.test(text)));
}

/** A unit set at the right edge without brackets, under a paragraph that ends. */
export function unbracketed({ text, rightAligned }: TextLine, above: TextLine | undefined): ArticleSource | undefined {
  if (!rightAligned || !above || text.length > 25 || /[，。；：！？]/.test(text)) return undefined;
  return { unit: text, line: `（${text}）` };
}
