import { sm3 } from 'sm-crypto-v2';
import type { Article, ArticleContent, ArticleSource } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { headingRole, readBody } from './readBody.ts';
import { endsSentence, type ReportEntry, type TextLine } from './textLine.ts';

const sourcePattern = /^[（(﹙〔[【]\s*([^。；]{1,40}?)\s*[）)﹚〕\]】]$/;
const sourceLabel = /^(?:供稿(?:单位)?|来源|报送单位|作者单位)\s*[：:]\s*/;
const bylinePattern = /^(?:(?:作者|记者|通讯员|本刊(?:记者|评论员)|特约|撰稿|执笔)|文\s*[/／]|□|◎)/;

/** The source line normalised to full-width brackets, or undefined when the line is none. */
export function readSource(text: string): ArticleSource | undefined {
  const inner = sourcePattern.exec(text)?.[1] ?? (sourceLabel.test(text) && text.length < 40 ? text : undefined);
  if (inner === undefined || /^[一二三四五六七八九十\d]{1,3}$/.test(inner)) return undefined;
  return { unit: inner.replace(sourceLabel, ''), line: `（${inner}）` };
}

/** One article from its title and the lines below it; `id` follows from the content, `titleIsSure` when the contents gave it. */
export function readArticle(
  title: readonly string[],
  lines: readonly TextLine[],
  titleIsSure: boolean,
  report: ReportEntry[],
): Article {
  let from = 0;
  let subtitle: string | undefined;
  let byline: string | undefined;
  const next = () => lines[from]?.text ?? '';
  if (/^(?:——|—|--)/.test(next()) && next().length < 50) {
    subtitle = next().replace(/^[—-]+\s*/, '');
    from += 1;
  }
  const mayBeByline = titleIsSure && lines.length - from > 1 && lines[from]?.indented === false && next().length <= 20;
  const plainLine = !endsSentence(next()) && !headingRole(next()) && !readSource(next()) && !/[，\t]/.test(next());
  if (next().length <= 40 && !endsSentence(next()) && (bylinePattern.test(next()) || (mayBeByline && plainLine))) {
    byline = next();
    from += 1;
  }
  let source: ArticleSource | null = null;
  let to = lines.length;
  const last = lines[to - 1];
  const found = last && to > from ? readSource(last.text) : undefined;
  if (last && found) {
    source = found;
    to -= 1;
    const changed = found.line === last.text ? '' : `，原为 ${last.text}`;
    report.push({ line: last.line, kind: 'source', message: `落款 ${found.line}${changed}` });
  } else {
    report.push({ line: last?.line ?? 1, kind: 'sourceMissing', message: `文章没有落款：${title.join('')}` });
  }
  const content: ArticleContent = {
    title: [...title],
    ...(subtitle ? { subtitle } : {}),
    ...(byline ? { byline } : {}),
    source,
    body: readBody(lines.slice(from, to), report),
  };
  return { id: articleId(content), ...content };
}

/** The same content gives the same id, so that reading a text twice gives one document. */
export function articleId(content: ArticleContent): string {
  return `t${sm3(canonicalJson(content)).slice(0, 24)}`;
}
