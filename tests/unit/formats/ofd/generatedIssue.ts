import { missingCharacters } from '#formats/font/missingCharacters.ts';
import type { Block } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';

/** An issue made up from a number: the same number gives the same issue. */
export interface GeneratedIssue {
  readonly document: IssueDocument;
  readonly parameters: LayoutParameters;
  readonly isDraft: boolean;
}

const sentences = [
  '入春以来，云溪县水务局组织各乡镇清理河道46公里，修补堤岸12处。',
  '柳溪镇干部白天到渠边看水，晚上到农户家里算账，“先干渠、后支渠”的办法大家都认可。',
  '一是把底数摸清。逐村登记渗漏点312处、塌方27处，写明位置和责任人……',
  '目前，全县有放水员64名，平均年龄58岁；其中24名能独立放水。',
  '白石镇小学的孩子们把“节约用水”写进了班级公约（附全文）。',
  '渠道断面由1.2m增到2.0m，流量提高35%，枯水期也能保证3000亩农田用水。',
  '下湾村种粮户说：“渠通了，我家的四亩田今年头一回没有等水。”——这样的话还有很多。',
  '县里与Delta Water Co.合作，用3台遥测仪记录pH、浊度等5项数据，每15分钟上传一次。',
  '对年久失修的渡槽，先做鉴定，再定方案，不搞“一刀切”，不留死角。',
  '枫塘乡请12名老放水员当师傅，一人带两人，签了师徒协议。',
];

/** Characters of the table of 2013 that stand beyond the BMP, and one that is rare within it. */
const rareCharacters = [...'𬭎𫖯𬍛𫭟𬳽𬘭𬇙𫓯𬒈㙍'];

/** Lehmer's generator (Park and Miller, 1988): numbers below `limit`, the same for the same start. */
function numbersFrom(start: number): (limit: number) => number {
  let state = (start * 7919 + 1) % 2147483647;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

/** `number` from 0; the pages grow from one to about forty with it, and every kind of block and setting comes up. */
export async function generatedIssue(number: number): Promise<GeneratedIssue> {
  const next = numbersFrom(number + 1);
  const rare = await available('kai');
  const articles = 1 + (number % 5);
  const characters = 30 + Math.round((number / 35) * 37 * 560);
  const document: IssueDocument = {
    ...emptyIssueDocument({
      name: ['云溪信息', '禾川县农田水利建设工作简报', '简报'][number % 3] as string,
      organ: '云溪县办公室',
    }),
    marking: number % 2 === 0 ? ['内部资料'] : [],
    ...(number % 3 > 0 && { column: '水利专刊' }),
    number: { series: number % 7 === 0 ? 'supplement' : 'regular', year: 2026, serial: number + 1 },
    date: `2026-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`,
    articles: Array.from({ length: articles }, (_, index) => ({
      id: `a${index}`,
      title: [`第${index + 1}篇：云溪县修渠引水`, ...(index % 2 ? ['让“最后一百米”通起来'] : [])],
      source: index % 3 === 2 ? null : { unit: '云溪县水务局', line: '（云溪县水务局）' },
      body: body(next, Math.round(characters / articles), number + index, rare),
    })),
    reportTo: number % 2 === 0 ? ['县委办公室、县政府办公室', '市水利局，市农业农村局'] : [],
    sendTo: ['各乡镇人民政府', '县水务局各科室、各直属单位'],
    signOff: [{ step: 'signer', label: '签发', person: '陆知行' }],
    images: fullIssue.images,
  };
  const parameters = LayoutParameters.parse({
    digitsFace: number % 4 === 1 ? 'body' : 'digits',
    runInFace: (['body', 'kai', 'bold'] as const)[number % 3],
    textSpacingTrim: number % 6 !== 5,
    pagesMultipleOf: number % 8 === 3 ? 4 : 1,
    footOnEvenPage: number % 9 === 4,
    mirroredMargins: number % 5 !== 2,
    firstArticleOnNewPage: number % 4 !== 0,
  });
  return { document, parameters, isDraft: number % 3 === 0 };
}

async function available(slot: 'kai'): Promise<readonly string[]> {
  const missing = await missingCharacters([{ slot, text: rareCharacters.join(''), place: '正文' }]);
  return rareCharacters.filter((rare) => !missing.some(({ character }) => character === rare));
}

function body(next: (limit: number) => number, characters: number, salt: number, rare: readonly string[]): Block[] {
  // The shortest issue fits a page, masthead and all.
  if (characters < 100) return [{ role: 'paragraph', inlines: [{ text: sentences[0] as string }] }];
  const blocks: Block[] = [{ role: 'lead', inlines: [{ text: sentences[salt % sentences.length] as string }] }];
  const image = Object.keys(fullIssue.images)[0] as string;
  let count = 0;
  for (let index = 0; count < characters; index += 1) {
    const block = madeBlock(next, index, salt, rare, image);
    blocks.push(block);
    count += 'inlines' in block ? block.inlines.reduce((sum, { text }) => sum + text.length, 0) : 120;
  }
  blocks.push({ role: 'paragraph', inlines: [{ text: sentences[next(sentences.length)] as string }] });
  return blocks;
}

function madeBlock(
  next: (limit: number) => number,
  index: number,
  salt: number,
  rare: readonly string[],
  image: string,
): Block {
  const text = () => sentences[next(sentences.length)] as string;
  switch ((index + salt) % 11) {
    case 1:
      return { role: 'heading1', inlines: [{ text: `${'一二三四五六七八九十'.charAt(index % 10)}、清理河道` }] };
    case 3:
      return { role: 'heading2', inlines: [{ text: '（一）逐段查看' }] };
    case 5:
      return { role: 'list', ordered: index % 2 === 0, items: [[{ text: text() }], [{ text: '先急后缓' }]] };
    case 7:
      return salt % 2 === 0
        ? { role: 'figure', image, caption: [{ text: '图1　东干渠衬砌后的断面' }] }
        : { role: 'quote', inlines: [{ text: text() }] };
    case 9:
      return {
        role: 'table',
        // A header that is repeated on the next page would be read twice.
        headerRows: 0,
        ...(salt % 2 === 0 && { columnWidths: [0.4, 0.3, 0.3] }),
        rows: Array.from({ length: 2 + next(6) }, (_, row) => [
          { inlines: [{ text: `第${row + 1}村` }] },
          ...(row === 1
            ? [{ inlines: [{ text: '清淤、衬砌' }], columnSpan: 2 }]
            : [{ inlines: [{ text: `${row * 40 + 12}` }] }, { inlines: [{ text: `${(row * 1.3).toFixed(1)}` }] }]),
        ]),
      };
    default:
      return { role: 'paragraph', inlines: paragraph(next, text, rare) };
  }
}

function paragraph(next: (limit: number) => number, text: () => string, rare: readonly string[]): Inline[] {
  const inlines: Inline[] = [{ text: '一是先查后修。', runIn: true }, { text: text() + text() }];
  if (next(2) === 0)
    inlines.push({ text: '共登记312处', bold: true }, { text: '，面积5m' }, { text: '2', superscript: true });
  if (next(2) === 0 && rare.length > 0) inlines.push({ text: `${rare[next(rare.length)]}塘村`, emphasis: true });
  inlines.push({ text: text() });
  return inlines;
}
