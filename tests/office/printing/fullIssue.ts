import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';

/** A grey picture of 300 by 150 pixels. */
function picture(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 1, 44, 0, 0, 0, 150, 8, 0, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(300, 0xa0)]);
  const pixels = deflateSync(Buffer.concat(Array(150).fill(row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

const png = picture();
const image = createHash('sha256').update(png).digest('hex');
const cell = (text: string) => ({ inlines: [{ text }] });

/** Every part and every kind of block an issue can have. */
export const fullIssue: IssueDocument = {
  ...emptyIssueDocument({ name: '禾川农田水利建设工作简报', organ: '禾川县水务局办公室' }),
  marking: ['内部资料', '注意保存'],
  column: '增刊',
  number: { series: 'supplement', year: 2026, serial: 2, running: 119 },
  date: '2026-11-08',
  editorsNote: '入秋以来，各乡镇抓住“农闲不闲”的时机，修渠清淤、补坝护岸。现将3个乡镇的做法刊出，供参考。',
  articles: [
    {
      id: 'a1',
      title: ['柳溪镇抓住秋冬农闲时节', '修好“最后一百米”渠道'],
      subtitle: '全镇清淤、衬砌渠道46公里',
      byline: '柳溪镇水利站',
      source: { unit: '柳溪镇', line: '（柳溪镇人民政府）' },
      body: [
        { role: 'lead', inlines: [{ text: '柳溪镇地处禾川县西北，耕地多、渠道老，过去“上游有水、下游望水”。' }] },
        { role: 'heading1', inlines: [{ text: '一、先查后修，把底数摸清' }] },
        { role: 'heading2', inlines: [{ text: '（一）逐段查看' }] },
        {
          role: 'paragraph',
          inlines: [
            { text: '一是人人到渠边。', runIn: true },
            { text: '组织干部和放水员128人，沿渠步行查看，' },
            { text: '共登记渗漏点312处', bold: true },
            { text: '、塌方' },
            { text: '27处', emphasis: true },
            { text: '，渠道断面由1.2m' },
            { text: '2', superscript: true },
            { text: '增到2.0m' },
            { text: '2', superscript: true },
            { text: '。' },
          ],
        },
        { role: 'heading3', inlines: [{ text: '1. 列出清单' }] },
        { role: 'heading4', inlines: [{ text: '（1）分段到人' }] },
        {
          role: 'list',
          ordered: true,
          items: ['东干渠由三个村分段负责；', '西干渠由水利站统一施工；', '田间毛渠由农户自己清理。'].map((text) => [
            { text },
          ]),
        },
        { role: 'list', ordered: false, items: ['先急后缓', '先干渠后支渠'].map((text) => [{ text }]) },
        {
          role: 'quote',
          inlines: [
            { text: '“渠通了，我家的四亩田今年头一回没有等水。”——下湾村种粮户在座谈会上说，这样的话还有很多。' },
          ],
        },
        {
          role: 'table',
          headerRows: 2,
          columnWidths: [0.25, 0.25, 0.25, 0.25],
          rows: [
            [
              { ...cell('乡镇'), rowSpan: 2 },
              { ...cell('渠道（公里）'), columnSpan: 2 },
              { ...cell('投工（个）'), rowSpan: 2 },
            ],
            [cell('清淤'), cell('衬砌')],
            ...Array.from({ length: 30 }, (_, index) => [
              cell(`第${index + 1}村`),
              cell(`${(index * 1.3 + 2).toFixed(1)}`),
              cell(`${index + 3}`),
              cell(`${index * 40 + 120}`),
            ]),
          ],
        },
        { role: 'paragraph', inlines: [{ text: '下一步，柳溪镇将在渠边立牌，写明管护人和电话。' }] },
      ],
    },
    {
      id: 'a2',
      title: ['枫塘乡请老放水员当师傅'],
      source: { unit: '枫塘乡', line: '（枫塘乡人民政府）' },
      body: [
        {
          role: 'paragraph',
          inlines: [{ text: '枫塘乡有放水员64名，平均年龄58岁。乡里请其中12名老放水员带徒弟，一人带两人。' }],
        },
        { role: 'figure', image, caption: [{ text: '图1　枫塘乡东干渠衬砌后的断面' }] },
        { role: 'paragraph', inlines: [{ text: '目前，已有24名徒弟能独立放水。' }] },
      ],
    },
  ],
  reportTo: ['县委办公室、县政府办公室', '市水利局，市农业农村局'],
  copyTo: ['县发展和改革局、县财政局、县农业农村局、县自然资源局'],
  sendTo: ['各乡镇人民政府', '各水利站', '县水务局各科室、各直属单位'],
  signOff: [
    { step: 'responsibleEditor', label: '责任编辑', person: '苏禾' },
    { step: 'reviewer', label: '审核', person: '程望川' },
    { step: 'signer', label: '签发', person: '陆知行' },
  ],
  copies: 150,
  images: { [image]: { mime: 'image/png', bytes: png.toString('base64') } },
};
