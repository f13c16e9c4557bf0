import { createHash } from 'node:crypto';
import type { Block, TableCell } from '#shared/issue/block.ts';
import type { IssueDocument, IssueImage } from '#shared/issue/issueDocument.ts';
import { greyJpeg, greyPng, pngOf } from './madePictures.ts';
import { riverIssue } from './riverIssue.ts';

/** A file that is no issue, or one that cannot be printed, and what has to be said of it: where, and what. */
export interface HostileIssue {
  readonly what: string;
  readonly file: string | Buffer;
  readonly said: RegExp;
}

/** The same for a document that has the right form: the file and the library meet it alike. */
export interface HostileDocument {
  readonly what: string;
  readonly document: IssueDocument;
  readonly said: RegExp;
}

const sound = riverIssue(60);
const [article] = sound.articles;
if (!article) throw new Error('no article');
const { title: _title, ...untitled } = article;
const json = JSON.stringify(sound);
const with_ = (more: object) => JSON.stringify({ ...sound, ...more });
const withBody = (...body: readonly Block[]): IssueDocument => ({
  ...sound,
  articles: [{ ...article, body: [...body] }],
});
const words = (text: string): Block => ({ role: 'paragraph', inlines: [{ text }] });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function withPicture(bytes: Buffer, mime: IssueImage['mime'] = 'image/png', name = sha256(bytes)): IssueDocument {
  const figure: Block = { role: 'figure', image: name, caption: [{ text: '图1　加固后的堤岸' }] };
  return {
    ...withBody(words('云溪县水务局。'), figure),
    images: { [name]: { mime, bytes: bytes.toString('base64') } },
  };
}

function withTable(...rows: readonly (readonly TableCell[])[]): IssueDocument {
  return withBody({ role: 'table', headerRows: 0, rows: rows.map((row) => [...row]) });
}
const cell = (spans: Omit<TableCell, 'inlines'> = {}): TableCell => ({ inlines: [{ text: '堤' }], ...spans });

const noFile = /不是 JSON 文件，或已损坏/;
const notBytes = (name: string) => with_({ images: { [name]: { mime: 'image/png', bytes: '@' } } });

export const hostileFiles: readonly HostileIssue[] = [
  { what: 'a file cut short', file: json.slice(0, json.length / 2), said: noFile },
  { what: 'an empty file', file: '', said: noFile },
  { what: 'bytes that are no UTF-8', file: Buffer.from([0x7b, 0xb8, 0xe5, 0x7d]), said: noFile },
  { what: 'a hundred thousand brackets', file: '['.repeat(100_000), said: noFile },
  { what: 'a version of tomorrow', file: with_({ schema: 2 }), said: /schema 不是1.+升级本程序/ },
  {
    what: 'two articles of one id',
    file: with_({ articles: [article, article] }),
    said: /articles 第2项 id：文章编号重复：a1/,
  },
  {
    what: 'a key that reaches for the prototype',
    file: json.replace('{', '{"__proto__":{"a":1},'),
    said: /不认识的内容：__proto__/,
  },
  { what: 'a key of every object', file: with_({ constructor: { prototype: {} } }), said: /不认识的内容：constructor/ },
  {
    what: 'a picture by the name of the prototype',
    file: JSON.stringify(withBody({ role: 'figure', image: '__proto__' })),
    said: /articles 第1项 body 第1项 image：写法不对/,
  },
  {
    what: 'a picture that is not there',
    file: with_({ ...withPicture(greyPng(4, 4)), images: {} }),
    said: /body 第2项 image：图片不在文件中/,
  },
  {
    what: 'a picture that is no base64',
    file: notBytes('a'.repeat(64)),
    said: /images a+ bytes：写法不对，应为图片数据/,
  },
  {
    what: 'an SVG with a script',
    file: JSON.stringify(withPicture(Buffer.from('<svg/>'), 'image/svg+xml' as 'image/png')),
    said: /mime：只能是image\/png、image\/jpeg之一/,
  },
  { what: 'an article without title', file: with_({ articles: [untitled] }), said: /articles 第1项 title：缺少这一项/ },
  { what: 'a number where a text should be', file: with_({ column: 5 }), said: /column：应为文字/ },
  {
    what: 'a date that no calendar has',
    file: with_({ date: '2026-02-30' }),
    said: /date：写法不对，应为2026-11-24/,
  },
];

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const flipped = (bytes: Buffer, at: number) =>
  Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
const wholePng = greyPng(30, 20);
const [header, packed] = [wholePng.subarray(16, 29), wholePng.subarray(41, -16)];
const place = '第1篇第2段的图片';

export const hostileDocuments: readonly HostileDocument[] = [
  {
    what: 'control characters',
    document: withBody(words('云溪\u0007县\u001b')),
    said: /第1篇第1段有.*U\+0007、U\+001B/,
  },
  {
    what: 'a zero in the name',
    document: { ...sound, publication: { name: '云\0溪', organ: '' } },
    said: /刊名有.*U\+0000/,
  },
  { what: 'half a character', document: withBody(words('云溪\ud842县')), said: /第1篇第1段有.*U\+D842/ },
  {
    what: 'a character torn between two inlines',
    document: withBody({ role: 'paragraph', inlines: [{ text: '云\ud842' }, { text: '\udfb7溪', bold: true }] }),
    said: /第1篇第1段有.*U\+D842、U\+DFB7/,
  },
  {
    what: 'text turned from right to left',
    document: withBody(words('云溪\u202e县城\u202c')),
    said: /U\+202E.+见第1篇第1段/,
  },
  { what: 'a script without font', document: withBody(words('云溪שלום')), said: /U\+05E9.+仿宋.+见第1篇第1段/ },
  {
    what: 'a title of a megabyte',
    document: { ...sound, articles: [{ ...article, title: ['修'.repeat(350_000)] }] },
    said: /第1篇标题有350000字，太长/,
  },
  {
    what: 'a name of a hundred thousand',
    document: { ...sound, publication: { name: '云'.repeat(100_000), organ: '' } },
    said: /刊名有100000字，太长/,
  },
  {
    what: 'ten thousand rows',
    document: withTable(...Array.from({ length: 10_000 }, () => [cell()])),
    said: /第1篇第1段的表格有10000行，太长/,
  },
  {
    what: 'ninety columns',
    document: withTable(Array.from({ length: 90 }, () => cell())),
    said: /第1篇第1段的表格有90列/,
  },
  {
    what: 'a cell beyond the last row',
    document: withTable([cell({ rowSpan: 3 }), cell()], [cell()]),
    said: /第1篇第1段的表格第1行第1格向下占3行，超出了最后一行/,
  },
  {
    what: 'cells over each other',
    document: withTable([cell(), cell({ rowSpan: 2 })], [cell({ columnSpan: 2 })]),
    said: /第1篇第1段的表格第2行第1格向右占2列，盖住了/,
  },
  { what: 'a PNG cut short', document: withPicture(wholePng.subarray(0, -20)), said: new RegExp(`${place}不完整`) },
  {
    what: 'the first bytes of a PNG',
    document: withPicture(wholePng.subarray(0, 8)),
    said: new RegExp(`${place}不完整`),
  },
  {
    what: 'a PNG with a changed byte',
    document: withPicture(flipped(wholePng, 45)),
    said: new RegExp(`${place}.*损坏`),
  },
  {
    what: 'a PNG of 50,000 by 50,000 pixels',
    document: withPicture(greyPng(50_000, 50_000, 10)),
    said: new RegExp(`${place}有50000×50000像素，太大`),
  },
  {
    what: 'a PNG with half of its rows',
    document: withPicture(greyPng(30, 20, 10)),
    said: new RegExp(`${place}.*损坏`),
  },
  { what: 'a PNG that swells', document: withPicture(greyPng(30, 20, 1_000_000)), said: new RegExp(`${place}.*损坏`) },
  {
    what: 'a PNG of no kind there is',
    document: withPicture(pngOf(Buffer.from([...header.subarray(0, 9), 5, 0, 0, 0]), packed)),
    said: new RegExp(`${place}.*损坏`),
  },
  { what: 'a PNG without width', document: withPicture(greyPng(0, 20)), said: new RegExp(`${place}宽或高是0像素`) },
  {
    what: 'a JPEG cut short',
    document: withPicture(greyJpeg().subarray(0, -2), 'image/jpeg'),
    said: new RegExp(`${place}.*损坏`),
  },
  {
    what: 'a JPEG without frame',
    document: withPicture(Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'image/jpeg'),
    said: new RegExp(`${place}不完整`),
  },
  { what: 'a JPEG that says it is a PNG', document: withPicture(greyJpeg()), said: new RegExp(`${place}不是PNG图片`) },
  { what: 'a GIF', document: withPicture(gif), said: new RegExp(`${place}不是PNG图片`) },
  {
    what: 'an SVG with a script, named a JPEG',
    document: withPicture(svg, 'image/jpeg'),
    said: new RegExp(`${place}不是JPEG图片`),
  },
  { what: 'an empty picture', document: withPicture(Buffer.alloc(0)), said: new RegExp(`${place}是空的`) },
  {
    what: 'a picture under the name of another',
    document: withPicture(wholePng, 'image/png', 'ab'.repeat(32)),
    said: new RegExp(`${place}与记下的编号不符`),
  },
];

export { sound as soundIssue, withPicture };
