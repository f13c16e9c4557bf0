import { type Block, blockParagraphs } from '#shared/issue/block.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { Inline } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { characterSlot } from './characterSlot.ts';
import type { FontSlot } from './fontSlot.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import type { PartPlace } from './partPlace.ts';
import {
  columnLine,
  contentsHead,
  copiesLine,
  editorsNoteLabel,
  issueDateLine,
  issueNumberLine,
  listNumber,
  recipientLines,
  signOffLines,
  subtitleLine,
} from './printedLines.ts';

export interface SlotText {
  readonly slot: FontSlot;
  readonly text: string;
  /** Where the text stands, as an editor finds it. */
  readonly place: string;
  /** The same as data. */
  readonly at?: PartPlace;
}

/** Every text an issue prints, with the slot whose font draws it. */
export function slotTexts(document: IssueDocument, parameters: LayoutParameters): readonly SlotText[] {
  return setTexts(document, parameters).flatMap(({ text, slot, ...where }) => {
    const bySlot = Map.groupBy(text, (character) => characterSlot(slot, character, parameters));
    return [...bySlot].map(([drawn, characters]) => ({ slot: drawn, text: characters.join(''), ...where }));
  });
}

/** Every text with the slot it is set in; single characters of it may be drawn from another. */
function setTexts(document: IssueDocument, parameters: LayoutParameters): readonly SlotText[] {
  const texts: SlotText[] = [];
  const add = (slot: FontSlot, text: string | undefined, place: string, at: PartPlace = { part: 'head' }) => {
    if (text) texts.push({ slot, text, place, at });
  };
  add('song', '— 0123456789', '页码');
  add('hei', document.marking.join(''), '标识');
  if (parameters.mastheadKind !== 'preprinted') add('title', document.publication.name, '刊名');
  add('body', document.column && columnLine(document.column), '栏目');
  add('body', document.number ? issueNumberLine(document.number) : undefined, '期号');
  add('body', document.publication.organ, '主办单位');
  add('body', document.date ? issueDateLine(document.date) : undefined, '日期');
  if (document.articles.length > 0) add('hei', contentsHead, '目录');
  add('body', contentsLines(document).join(''), '目录');
  if (document.editorsNote) add('hei', editorsNoteLabel, '编者按');
  add('kai', document.editorsNote, '编者按');
  for (const [index, article] of document.articles.entries()) {
    const place = `第${index + 1}篇`;
    const at: PartPlace = { part: 'article', article: index };
    add('title', article.title.join(''), `${place}标题`, at);
    add('kai', article.subtitle && subtitleLine(article.subtitle), `${place}副标题`, at);
    add('kai', article.byline, `${place}署名`, at);
    for (const [blockIndex, block] of article.body.entries()) {
      for (const { slot, text } of blockTexts(block, parameters)) {
        add(slot, text, `${place}第${blockIndex + 1}段`, { ...at, block: blockIndex });
      }
    }
    add('body', article.source?.line, `${place}来源`, at);
  }
  const foot: PartPlace = { part: 'foot' };
  for (const { label, units } of recipientLines(document)) add('body', label + units, '报送范围', foot);
  add('body', signOffLines(document).join(''), '签署', foot);
  add('body', document.copies === undefined ? undefined : copiesLine(document.copies), '印数', foot);
  return texts;
}

function blockTexts(block: Block, parameters: LayoutParameters): readonly Omit<SlotText, 'place'>[] {
  const set = (slot: FontSlot, inlines: readonly Inline[]) =>
    inlines.map((inline) => ({ slot: inlineSlot(slot, inline, parameters), text: inline.text }));
  switch (block.role) {
    case 'list': {
      const signs = block.ordered ? block.items.map((_item, index) => listNumber(index)).join('') : '';
      return [{ slot: 'body', text: signs }, ...block.items.flatMap((item) => set('body', item))];
    }
    case 'table':
      return block.rows.flatMap((row, index) =>
        row.flatMap((cell) => set(index < block.headerRows ? 'hei' : 'body', cell.inlines)),
      );
    case 'figure':
      return blockParagraphs(block).map((text) => ({ slot: 'kai', text }));
    case 'heading1':
      return set('hei', block.inlines);
    case 'heading2':
    case 'quote':
      return set('kai', block.inlines);
    default:
      return set('body', block.inlines);
  }
}

/** The innermost mark decides, as in the page. */
function inlineSlot(slot: FontSlot, inline: Inline, parameters: LayoutParameters): FontSlot {
  if (inline.bold) return 'hei';
  if (inline.emphasis) return 'kai';
  if (!inline.runIn || parameters.runInFace === 'body') return slot;
  return parameters.runInFace === 'bold' ? 'hei' : 'kai';
}
