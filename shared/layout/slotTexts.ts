import { blockParagraphs } from '#shared/issue/block.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { FontSlot } from './fontSlot.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { columnLine, issueDateLine, issueNumberLine } from './renderIssueHtml.ts';

export interface SlotText {
  readonly slot: FontSlot;
  readonly text: string;
  /** Where the text stands, as an editor finds it. */
  readonly place: string;
}

/** Every text an issue prints, with the slot whose font it needs. */
export function slotTexts(document: IssueDocument, parameters: LayoutParameters): readonly SlotText[] {
  const texts: SlotText[] = [
    { slot: 'song', text: '— 0123456789', place: '页码' },
    { slot: 'title', text: document.publication.name, place: '刊名' },
    { slot: 'body', text: document.publication.organ, place: '主办单位' },
    {
      slot: 'hei',
      text: document.marking.join('') + (document.articles.length > 0 ? '目　录' : ''),
      place: '标识和目录',
    },
    { slot: 'body', text: contentsLines(document).join(''), place: '目录' },
  ];
  const add = (slot: FontSlot, text: string | undefined, place: string) => {
    if (text) texts.push({ slot, text, place });
  };
  add('body', document.column && columnLine(document.column), '栏目');
  add('body', document.number ? issueNumberLine(document.number) : undefined, '期号');
  add('body', document.date ? issueDateLine(document.date) : undefined, '日期');
  add('kai', document.editorsNote && `编者按：${document.editorsNote}`, '编者按');
  for (const [index, article] of document.articles.entries()) {
    const place = `第${index + 1}篇`;
    add('title', article.title.join(''), `${place}标题`);
    add('kai', (article.subtitle ?? '') + (article.byline ?? ''), `${place}副标题、署名`);
    add('body', article.source?.line, `${place}来源`);
    for (const [blockIndex, block] of article.body.entries()) {
      const where = `${place}第${blockIndex + 1}段`;
      const slot = block.role === 'heading1' ? 'hei' : /^(heading2|quote)$/.test(block.role) ? 'kai' : 'body';
      add(slot, blockParagraphs(block).join(''), where);
      if (!('inlines' in block)) {
        add('kai', JSON.stringify(block).includes('"emphasis":true') ? blockParagraphs(block).join('') : '', where);
        continue;
      }
      for (const inline of block.inlines) {
        if (inline.emphasis || (inline.runIn && parameters.runInFace === 'kai')) add('kai', inline.text, where);
      }
    }
  }
  const units = [...document.reportTo, ...document.copyTo, ...document.sendTo].join('，');
  const names = document.signOff.map((entry) => `${entry.label}：${entry.person}`).join('　');
  add('body', units && `报：送：发：${units}`, '报送范围');
  add('body', names, '签署');
  return texts.filter((entry) => entry.text !== '');
}
