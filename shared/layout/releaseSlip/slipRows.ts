import { digestLine } from '#shared/issue/digestWords.ts';
import { urgencyNames } from '#shared/issue/issueDocument.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import { markText } from '#shared/marking/markText.ts';
import { momentLine } from '../momentLine.ts';
import { issueDateLine } from '../printedLines.ts';
import type { ReleaseSlip, SlipSignOff } from './releaseSlip.ts';

/** A field of the form: its name, and what is filled in, one line each. */
export interface SlipField {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Fields side by side, or one station of the sign-off with room for ink. */
export type SlipRow =
  | { readonly kind: 'fields'; readonly fields: readonly SlipField[]; readonly isContinued: boolean }
  | {
      readonly kind: 'signOff';
      readonly field: SlipField;
      /** Who signed and when, under the last piece of the opinion. */
      readonly signed: string;
      readonly signature?: SlipSignOff['signature'];
      readonly isLast: boolean;
      readonly isContinued: boolean;
    };

/** Characters a line of the form takes across its whole width. */
const lineLength = 26;
/** A piece of a long text that stands on one page whole: ten lines. */
const pieceLength = 10 * lineLength;

/** The form from top to bottom. A long text goes on in rows that look like one, so that a page may end between them. */
export function slipRows(slip: ReleaseSlip): readonly SlipRow[] {
  const { publication, number, date, marking, urgency, column, titles, sources, pages, copies, recipients } = slip;
  const mark = [...marking].join('　');
  return [
    fields(['刊名', publication], ['期号', number ?? '（签发时编定）']),
    fields(['密级标识', mark === '' ? '无' : mark], ['紧急程度', urgencyNames[urgency]]),
    fields(['栏目', column ?? '无'], ['印发日期', date ? issueDateLine(date) : '']),
    fields(
      ['篇数页数', `${titles.length}篇${pages === undefined ? '' : `，${pages}页`}`],
      ['印数', copies === undefined ? '' : `${copies}份`],
    ),
    ...long('标题', titles.length === 1 ? titles : titles.map((title, index) => `${index + 1}. ${title}`)),
    ...long('来稿单位', [sources.join('、')]),
    ...slip.signOffs.flatMap(signOffRows),
    ...long(
      '分送',
      recipients.map(({ label, units }) => label + units),
    ),
    ...markingRows(slip),
  ];
}

/** What stands above the form, at its right. */
export function slipState({ isReleased }: Pick<ReleaseSlip, 'isReleased'>): string {
  return isReleased ? '已签发' : '未签发';
}

/** What stands under the form. */
export function slipNote({ contentHash, isReleased }: Pick<ReleaseSlip, 'contentHash' | 'isReleased'>): string {
  const hash = contentHash.match(/.{8}/g)?.join(' ') ?? '';
  const state = isReleased ? '签发时随刊物一并冻结' : '未签发，按目前的内容和签署填写';
  return `内容摘要（SM3）：${hash}　读作：${digestLine(contentHash)}　${state}。`;
}

function fields(...pairs: readonly (readonly [label: string, text: string])[]): SlipRow {
  return { kind: 'fields', isContinued: false, fields: pairs.map(([label, text]) => ({ label, lines: [text] })) };
}

function long(label: string, lines: readonly string[]): readonly SlipRow[] {
  return pieces(lines).map((piece, index) => ({
    kind: 'fields',
    isContinued: index > 0,
    fields: [{ label: index === 0 ? label : '', lines: piece }],
  }));
}

function signOffRows({ label, person, opinion, at, paper, signature }: SlipSignOff): readonly SlipRow[] {
  const parts = pieces((opinion ?? '').split('\n'));
  return parts.map((piece, index) => {
    const isLast = index === parts.length - 1;
    const when = paper
      ? `${issueDateLine(paper.signedOn)}　${paperText(paper)}`
      : at === undefined
        ? ''
        : momentLine(at);
    const signed = isLast && person !== undefined ? `${person}　${when}` : '';
    return {
      kind: 'signOff',
      field: { label: index === 0 ? label : '', lines: piece },
      signed,
      ...(isLast && signature ? { signature } : {}),
      isLast,
      isContinued: index > 0,
    };
  });
}

function markingRows({ decision, articleMarkings }: ReleaseSlip): readonly SlipRow[] {
  const ofArticles = long(
    '稿件标识',
    articleMarkings.map(
      ({ title, mark, consent }) => `${mark}：${title}${consent === undefined ? '' : `（${consent}）`}`,
    ),
  );
  const rows = articleMarkings.length > 0 ? ofArticles : [];
  if (!decision) return rows;
  const { ground, proposer, approver, paper, scope, liftDate, decidedOn, reviewedOn = [], lowerReason } = decision;
  return [
    fields(['定密标识', markText(decision)], ['确定日期', decidedOn ? issueDateLine(decidedOn) : '']),
    fields(['承办人', proposer], ['审批人', approver]),
    ...(paper === undefined ? [] : long('审批方式', [`${issueDateLine(paper.signedOn)}　${paperText(paper)}`])),
    ...long('定密依据', [ground]),
    ...long('知悉范围', [scope]),
    fields(
      ['解除日期', liftDate ? issueDateLine(liftDate) : '未定'],
      ['复核日期', reviewedOn.length === 0 ? '尚未复核' : reviewedOn.map(issueDateLine).join('、')],
    ),
    ...(lowerReason === undefined ? [] : long('低定理由', [lowerReason])),
    ...rows,
  ];
}

/** The lines in pieces, none of them longer than fits a row; an empty text is one piece, so that its row is there. */
function pieces(lines: readonly string[]): readonly (readonly string[])[] {
  const short = lines.flatMap(cut);
  const rows: string[][] = [[]];
  let length = 0;
  for (const line of short) {
    // A line of its own takes the width of the form whatever its length.
    const room = Math.max(1, Math.ceil([...line].length / lineLength)) * lineLength;
    if (length + room > pieceLength && length > 0) {
      rows.push([]);
      length = 0;
    }
    rows.at(-1)?.push(line);
    length += room;
  }
  return rows;
}

/** A line in parts of at most a piece, cut after a sentence where one ends in the second half of it. */
function cut(line: string): readonly string[] {
  const parts: string[] = [];
  let rest = [...line];
  while (rest.length > pieceLength) {
    const end = rest.findLastIndex((character, index) => index < pieceLength && /[。！？；]/.test(character)) + 1;
    const length = end > pieceLength / 2 ? end : pieceLength;
    parts.push(rest.slice(0, length).join(''));
    rest = rest.slice(length);
  }
  return [...parts, rest.join('')];
}
