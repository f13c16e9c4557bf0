import type { Article } from '#shared/issue/article.ts';
import { type Block, blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { Finding, FindingLevel } from './finding.ts';

const headingDepth: Partial<Record<Block['role'], number>> = { heading1: 1, heading2: 2, heading3: 3, heading4: 4 };

/** Parts that are empty or not there: articles, titles, texts, sources, recipients, text under a heading. */
export function checkParts(document: IssueDocument): readonly Finding[] {
  if (document.articles.length === 0) {
    return [{ level: 'stop', rule: 'articles', message: '本期还没有编入稿件。', place: { part: 'order' } }];
  }
  const findings = document.articles.flatMap(checkArticle);
  const { reportTo, copyTo, sendTo, marking } = document;
  if (reportTo.length + copyTo.length + sendTo.length === 0) {
    findings.push({ level: 'ask', rule: 'recipients', message: '报、送、发都没有填写。', place: { part: 'foot' } });
  }
  if (marking.length === 0) {
    findings.push({ level: 'tell', rule: 'marking', message: '没有标识，如“内部资料”。', place: { part: 'head' } });
  }
  return findings;
}

function checkArticle({ id, title, body, source }: Article, index: number): Finding[] {
  const name = title.length > 0 ? `“${title.join('')}”` : `第${index + 1}篇`;
  const findings: Finding[] = [];
  const add = (level: FindingLevel, rule: string, message: string, block?: number) =>
    findings.push({
      level,
      rule,
      message,
      place: { part: 'article', articleId: id, ...(block === undefined ? {} : { block }) },
    });
  if (title.length === 0) add('stop', 'title', `${name}没有标题。`);
  if (body.every(isBlank)) add('stop', 'body', `${name}没有正文。`);
  else {
    for (const [place, block] of body.entries()) {
      if (isBlank(block)) add('ask', 'emptyBlock', `${name}第${place + 1}段是空的。`, place);
      const depth = headingDepth[block.role];
      if (depth === undefined) continue;
      const next = body[place + 1];
      const nextDepth = next && headingDepth[next.role];
      if (next !== undefined && (nextDepth === undefined || nextDepth > depth)) continue;
      add('ask', 'emptyHeading', `${name}的“${blockParagraphs(block).join('')}”下面没有内容。`, place);
    }
  }
  // The source line follows the last block.
  if (source === null) add('ask', 'source', `${name}没有注明来源。`, body.length);
  return findings;
}

function isBlank(block: Block): boolean {
  return block.role !== 'figure' && blockParagraphs(block).every((text) => text.trim() === '');
}
