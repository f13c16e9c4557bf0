import { sm3 } from 'sm-crypto-v2';
import type { Article, ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { closeBlanks } from './closeBlanks.ts';
import { readEditorsNote, startsEditorsNote } from './editorsNote.ts';
import { isOrganisation } from './organisation.ts';
import { lineHeadingRole, readBody } from './readBody.ts';
import { readSource, sourceUnder, takeSource } from './readSource.ts';
import { endsSentence, type ReportEntry, type TextLine } from './textLine.ts';

const bylinePattern = /^(?:(?:作者|记者|通讯员|本刊(?:记者|评论员|编辑部)|特约|撰稿|执笔)|文\s*[/／]|□|◎)/;
const subtitlePattern = /^(?:——|—|--|－－|──)\s*/;

/** One article from its title and the lines below it; `id` follows from the content, `titleIsSure` when the contents gave it. */
export function readArticle(
  title: readonly string[],
  lines: readonly TextLine[],
  titleIsSure: boolean,
  report: ReportEntry[],
): Article {
  const above = takeNote(lines, 0, report);
  let from = above.end;
  let subtitle: string | undefined;
  let byline: string | undefined;
  const next = () => lines[from]?.text ?? '';
  if ((subtitlePattern.test(next()) && next().length < 50) || lines[from]?.look === 'subtitle') {
    subtitle = next().replace(/^[—\-－─]+\s*/, '');
    from += 1;
  }
  const line = lines[from];
  const mayBeByline = titleIsSure && lines.length - from > 1 && line?.indented === false && next().length <= 20;
  const plainLine = line && !line.block && !lineHeadingRole(line) && !readSource(next()) && !/[，\t|]/.test(next());
  if (
    next().length <= 40 &&
    !endsSentence(next()) &&
    (bylinePattern.test(next()) || (mayBeByline && plainLine && !isOrganisation(next())))
  ) {
    byline = next();
    from += 1;
  }
  const under = lines.length - from > 1 && byline === undefined ? sourceUnder(lines[from]) : undefined;
  const isUnder = under !== undefined && takeSource(lines, from + 1, '', []).source === null;
  if (isUnder) {
    report.push({ line: lines[from]?.line ?? 1, kind: 'source', message: `标题下的单位 ${under.line}` });
    from += 1;
  }
  const below = above.note.length > 0 ? { note: above.note, end: from } : takeNote(lines, from, report);
  const { source, body: bodyLines } = isUnder
    ? { source: under, body: lines.slice(below.end) }
    : takeSource(lines, below.end, title.join(''), report);
  for (const { line: place, text } of bodyLines.filter((each) => each.text.length < 30 && readSource(each.text))) {
    report.push({ line: place, kind: 'innerSource', message: `正文中间有像落款的一行，也许另起一篇：${text}` });
  }
  const content: ArticleContent = {
    title: [...title],
    ...(subtitle ? { subtitle } : {}),
    ...(byline ? { byline } : {}),
    source,
    body: [...below.note, ...readBody(bodyLines, report)],
  };
  return { id: articleId(content), ...content };
}

/** 编者按 over one article: a quotation that keeps its label, so that it prints as it stood. */
function takeNote(lines: readonly TextLine[], from: number, report: ReportEntry[]): { note: Block[]; end: number } {
  const line = lines[from];
  if (!line || !startsEditorsNote(line.text)) return { note: [], end: from };
  const { paragraphs, end } = readEditorsNote(lines, from, from + 1 + continuation(lines, from));
  report.push({ line: line.line, kind: 'editorsNote', message: '编者按收为文章开头的引文' });
  const closed = paragraphs.map((text) => closeBlanks({ line: line.line, text }, report).text);
  return {
    note: closed.map((text, index) => ({
      role: 'quote',
      inlines: [{ text: index === 0 ? `编者按：${text}` : text }],
    })),
    end,
  };
}

/** Over an article the note is one paragraph: the next one may be the lead already. */
function continuation(lines: readonly TextLine[], from: number): number {
  let count = 0;
  while (count < 10 && !endsSentence(lines[from + count]?.text ?? '。')) count += 1;
  return count;
}

/** The same content gives the same id, so that reading a text twice gives one document. */
export function articleId(content: ArticleContent): string {
  return `t${sm3(canonicalJson(content)).slice(0, 24)}`;
}
