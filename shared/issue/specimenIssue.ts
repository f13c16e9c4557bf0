import { signaturesNeeded } from '#shared/workflow/flow.ts';
import type { Article } from './article.ts';
import type { Block, TextRole } from './block.ts';
import type { IssueDocument } from './issueDocument.ts';
import type { PublicationSettings } from './publicationSettings.ts';

const specimenDate = '2024-06-18';

function text(role: TextRole, words: string): Block {
  return { role, inlines: [{ text: words }] };
}

const articles: readonly Article[] = [
  {
    id: 'specimen-1',
    title: ['示例市把便民服务点', '开到村口渡口'],
    source: { unit: '示例市委办公室', line: '（示例市委办公室）' },
    body: [
      text(
        'lead',
        '今年以来，示例市在村口、渡口、集市设便民服务点46处，把群众常办的21件事放到家门口办，平均少跑路12公里。',
      ),
      text('heading1', '一、把点设在群众路过的地方'),
      text(
        'paragraph',
        '服务点不另建房屋，借用代销店、渡船候船室和村卫生室，门口挂统一的牌子，写明办什么、哪天办、找谁办。',
      ),
      text('heading2', '（一）先问路再选点'),
      {
        role: 'paragraph',
        inlines: [
          { text: '一是记三天路过的人。', runIn: true },
          { text: '每个备选的点由村干部记三天，人少的不设。' },
          { text: '二是问常来的人。', runIn: true },
          { text: '向常来的老人、学生家长和司机各问十位，办事最多的先办。' },
        ],
      },
      {
        role: 'table',
        headerRows: 1,
        rows: [
          ['地点', '服务点', '每月办件'],
          ['村口', '22处', '1830件'],
          ['渡口', '9处', '640件'],
          ['集市', '15处', '2110件'],
        ].map((row) => row.map((words) => ({ inlines: [{ text: words }] }))),
      },
      text('heading1', '二、把事办在当天'),
      text('paragraph', '材料齐全的当场办，缺一两样的先收下再补。办不了的，三天内由乡镇回话，说明在哪里办、要带什么。'),
    ],
  },
  {
    id: 'specimen-2',
    title: ['临湖县学校操场周末向村民开放'],
    source: { unit: '临湖县教育局', line: '（临湖县教育局）' },
    body: [
      text(
        'paragraph',
        '临湖县31所学校的操场周末向附近村民开放，村里出人看门，学校出器材，镇里出保险。开放半年，没有发生一起意外。',
      ),
      text('quote', '一位老教师说：“孩子们放假，操场也该有人气。”'),
    ],
  },
];

/** An invented issue that shows every part of a publication's pages, for choosing how they look. */
export function specimenIssue(name: string, settings: PublicationSettings): IssueDocument {
  const { organ, columns, marking, reportTo, copyTo, sendTo, copies, firstNumber, flow } = settings;
  const [column] = columns;
  return {
    schema: 1,
    publication: { name: name.trim() || '刊名', organ },
    ...(column === undefined ? {} : { column }),
    number: {
      series: 'regular',
      year: Number(specimenDate.slice(0, 4)),
      serial: firstNumber.serial,
      ...(firstNumber.running === undefined ? {} : { running: firstNumber.running }),
    },
    date: specimenDate,
    marking,
    articles: [...articles],
    reportTo,
    copyTo,
    sendTo,
    signOff: flow.flatMap((station) =>
      Array.from({ length: signaturesNeeded(station) }, () => ({
        step: station.kind,
        label: station.label,
        person: '某某某',
      })),
    ),
    ...(copies === undefined ? {} : { copies }),
    images: {},
  };
}
