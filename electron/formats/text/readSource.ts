import type { ArticleSource } from '#shared/issue/article.ts';
import { type ReportEntry, reportBlanks, type TextLine, withoutBlanks } from './textLine.ts';

const bracketed = /^[（(﹙〔[【［〖｛{⦅❨]\s*([^。；]{1,40}?)\s*[）)﹚〕\]】］〗｝}⦆❩]$/;
const label = /^(?:供稿(?:单位)?|来源|报送单位|作者单位|来稿单位)\s*[：:]\s*/;
const aside = /联系人|联系电话|电话[：:]|邮箱|^(?:此件|附件)/;
const dateOnly = /^[（(]?[\d〇零○一二三四五六七八九十]{2,4}\s*[年.-].{1,12}[日\d][）)]?$/;

/** The source line normalised to full-width brackets, or undefined when the line is none. */
export function readSource(text: string): ArticleSource | undefined {
  const inner = bracketed.exec(text)?.[1] ?? (label.test(text) && text.length < 40 ? text : undefined);
  if (inner === undefined || aside.test(inner) || dateOnly.test(inner)) return undefined;
  if (/^(?:[一二三四五六七八九十\d]{1,3}|\s*共\s*印.*|续.{0,3}|完|全文完)$/.test(inner)) return undefined;
  return { unit: inner.replace(label, '').replace(/\s*供稿$/, ''), line: `（${inner}）` };
}

interface SourceFound {
  readonly source: ArticleSource | null;
  /** Index of the first line that is no longer body. */
  readonly bodyEnd: number;
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
  if (!last || !source) {
    report.push({ line: last?.line ?? lines[0]?.line ?? 1, kind: 'sourceMissing', message: `文章没有落款：${title}` });
    return { source: null, bodyEnd: lines.length };
  }
  for (const { line, text } of setAside)
    report.push({ line, kind: 'setAside', message: `落款下的一行没有收入：${text}` });
  const changed = source.line === last.text ? '' : `，原为 ${last.text}`;
  report.push({ line: last.line, kind: found ? 'source' : 'unsure', message: `落款 ${source.line}${changed}` });
  reportBlanks(source.line, last.line, report);
  return { source, bodyEnd: end - 1 };
}

function isAside(text: string): boolean {
  return text.length <= 60 && (dateOnly.test(withoutBlanks(text)) || (aside.test(text) && !/。.*。/.test(text)));
}

/** A unit set at the right edge without brackets, under a paragraph that ends. */
function unbracketed({ text, rightAligned }: TextLine, above: TextLine | undefined): ArticleSource | undefined {
  if (!rightAligned || !above || text.length > 25 || /[，。；：！？]/.test(text)) return undefined;
  return { unit: text, line: `（${text}）` };
}
