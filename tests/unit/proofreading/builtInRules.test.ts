import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInRules, type RuleName, ruleNames } from '#shared/proofreading/builtInRules.ts';
import { createProofreader } from '#shared/proofreading/proofreader.ts';
import { accountWords, slipWords, variantWords } from '#shared/proofreading/wordRules.ts';

const every = createProofreader({ terms: [], rules: ruleNames });
const atFirst = createProofreader({
  terms: [],
  rules: builtInRules.filter(({ isOnAtFirst }) => isOnAtFirst).map(({ name }) => name),
});

/** A sentence with what is found in it, and what it reads once every first suggestion is taken. */
const wrong: readonly (readonly [RuleName, sentence: string, words: readonly string[], mended?: string])[] = [
  ['variantWord', '新闻报导了宏扬雷锋精神的做法。', ['报导', '宏扬'], '新闻报道了弘扬雷锋精神的做法。'],
  ['accountWord', '清理帐户，建立台帐。', ['帐户', '台帐'], '清理账户，建立台账。'],
  ['slipWord', '一如继往，再接再励，布署工作。', ['一如继往', '再接再励', '布署'], '一如既往，再接再厉，部署工作。'],
  ['doubledWord', '群众的的需求，并对此进行进行了研究。', ['的的', '进行进行'], '群众的需求，并对此进行了研究。'],
  [
    'until',
    '截止目前，已办结三十件。截止2026年9月，办结四十件。',
    ['截止', '截止'],
    '截至目前，已办结三十件。截至2026年9月，办结四十件。',
  ],
  ['doubledSign', '一是抓学习，。二是抓落实。。', ['，。', '。。'], '一是抓学习。二是抓落实。'],
  ['halfWidthSign', '一是抓学习,二是抓落实;三是抓督查。', [',', ';'], '一是抓学习，二是抓落实；三是抓督查。'],
  ['lonePair', '印发《关于加强（试行的通知》，要求”抓紧。', ['（', '”']],
  ['pauseBeforeEtc', '税务、商务、等职能部门，水电、等3项。', ['、等', '、等'], '税务、商务等职能部门，水电等3项。'],
  ['ellipsisEtc', '有讲座、展览、培训……等等。', ['……等等'], '有讲座、展览、培训等等。'],
  ['pauseBetweenQuoted', '“青游”、“青暖”和《甲》、《乙》。', ['、', '、'], '“青游”“青暖”和《甲》《乙》。'],
  [
    'documentNumber',
    '澜政办（2026）5号、澜政〔2026〕第05号',
    ['（2026）', '第0'],
    '澜政办〔2026〕5号、澜政〔2026〕5号',
  ],
  ['hanZero', '二○二六年，一九八0年', ['○', '0'], '二〇二六年，一九八〇年'],
  ['mixedNumber', '走访3百多户、5千余人。', ['3百', '5千'], '走访300多户、5000余人。'],
  ['mixedNumber', '2千元至3千元，扩大到5百户。', ['2千', '3千', '5百'], '2000元至3000元，扩大到500户。'],
  ['doubledEstimate', '走访近300余户，约20多人。', ['近300余', '约20多'], '走访近300户，约20人。'],
];

const right: readonly (readonly [RuleName, sentence: string])[] = [
  ['variantWord', '组成份额、最佳宾馆、精神彩排、超过份额、相左证明、回答覆盖面。'],
  ['accountWord', '支帐篷、入帐内、蚊帐、查帐篷。'],
  ['slipWord', '自己经手、交通迅速、人脉博客、干部暑期、座谈汇报、抗震奋战、发布署名、立即然后、韧性、诸侯车马。'],
  ['doubledWord', '实现目的的途径，有的的确不错，的的确确，坐的的士，标的的价格。他们们。'],
  ['until', '报名截止日期，截止时间，报名已截止，截止到今年，报名截止2026年9月1日。'],
  ['doubledSign', '好！！真的？！等等……。他说：“好。”，'],
  ['halfWidthSign', '比分3:2，时间12:30，网址a,b，1,200人，（A）;B。'],
  ['lonePair', '一）起因；2）经过。（“《甲》”）〔2026〕，it’s。'],
  ['lonePair', '“第一段还没有完，下一段接着说。'],
  ['lonePair', '他说：“这一段没有完。'],
  ['pauseBeforeEtc', '不能坐、等、靠，匀速、等距、一、等级，上海等地。'],
  ['ellipsisEtc', '讲座、展览……等到明天，等等。'],
  ['pauseBetweenQuoted', '“甲”“乙”，甲、乙。'],
  ['documentNumber', '澜政〔2026〕5号，（2026年）5号楼，第5号，〔2026〕105号。'],
  ['hanZero', '二〇二六年，2026年，一百零五年，零五年。'],
  ['mixedNumber', '2024十大新闻，5千米，3千克，2千瓦，百余人，“千万工程”，2019百强县。'],
  ['doubledEstimate', '近300户，300余户，约20人，近10多元化主体。'],
];

/** Everyday official prose with the words of the tables over the borders of its own. */
const prose: readonly string[] = [
  '投标截止日前10日，报名截止日前5个工作日，材料截止日前报送。报名截止今日，报名截止本月底。',
  '瞒报导致延误，上报导致，通报导致，举报导致，误报导致，填报导师姓名，日报导读，上报导出的表格，学报导论。',
  '平安祥和过节，西安祥和路；深沉缅怀先烈，深沉缅甸之旅。',
  '节约300多万元，签约20余个项目，预约500多人次，履约30余份，违约10余起，公约20多条，条约5余项，集约500多亩，续约20余家。',
  '附近20多家单位，最近5多天，就近30余户，贴近100多米，约20余杭籍青年，近10多媒体教室。',
  '国有土地挂牌出让(2026)15号地块，在（2026）1号会议室，住(2026)5号楼。',
  '酒精萃取，乙巳经济，大山脉博物馆，各部份头落实，蚊帐单价，其余辉煌，场内哄抢，干部暑热，多重迭代。',
  '蚊帐本身，营帐目前，蚊帐面料，蚊帐款式，蚊帐户外用，挂帐子；荣膺品牌，马松驰骋，武松驰援，大幅射门，语气慨然。',
  '不必竟日，完成份内工作，分成份额，通过份数，众筹画展，国内哄抬物价，精简炼油厂，临摹仿古，负担搁置。',
  '宣布署名，回禀承办人，参预备役，相左证据，最佳宾馆，恢宏扬州，财神彩票，三思惟恐。一己经验。',
  '众矢之的的意思，公开展开展览，公开展开展销。他说稍等……等，好。',
  '每户补助2至3千元，2—3百人，3、4千人，5到6百户，7～8千元，1-2百个，3或4百家。',
  '主要包括1）目标；2）任务。见附表3）。3.1）要求，③）措施。',
];

test('everyday prose has not one finding', () => {
  for (const text of prose) expect(every({ text, isWhole: true }), text).toEqual([]);
});

test('a quotation over several paragraphs is right at its begin and at its end', () => {
  const paragraphs = [
    '他强调，“要坚持党的领导。',
    '会议指出：“要坚持党的领导。',
    '要坚持人民至上。',
    '要坚持自信自立。”',
  ];
  for (const text of paragraphs) expect(every({ text, isWhole: true }), text).toEqual([]);
  expect(every({ text: '他说的“安排很好。', isWhole: true }).map(({ words }) => words)).toEqual(['“']);
});

test('接近 is a part of the estimate', () => {
  const text = '走访接近300多户。';
  expect(every({ text, isWhole: true }).map(({ suggestions }) => suggestions)).toEqual([['接近300', '300多']]);
});

test('what is ignored is known again beside a character of two units', () => {
  for (const text of ['乙丙丁戊己𬱖的的事', '甲𬱖丙丁戊己的的事', '的的丙丁戊己庚𬱖']) {
    const [finding] = every({ text, isWhole: true });
    expect(finding?.quote.isWellFormed(), text).toBe(true);
  }
});

test('every rule says what it is and what it follows, and has sentences here', () => {
  for (const { name, title, source } of builtInRules) {
    expect(title, name).not.toBe('');
    expect(source, name).toMatch(/GB\/T|GF|《.+》/);
    for (const sentences of [wrong, right]) {
      expect(
        sentences.some(([rule]) => rule === name),
        name,
      ).toBe(true);
    }
  }
});

for (const [rule, text, words, mended] of wrong) {
  test(`${rule} finds “${text}”`, () => {
    const findings = every({ text, isWhole: true });
    expect(findings.filter(({ source }) => source === `rule:${rule}`).map((one) => one.words)).toEqual(words);
    for (const { start, end, message } of findings) {
      expect(text.slice(start, end)).not.toBe('');
      expect(message).toMatch(/[。：]/);
    }
    const own = createProofreader({ terms: [], rules: [rule] });
    let now = text;
    for (const { start, end, suggestions } of own({ text, isWhole: true }).toReversed()) {
      now = now.slice(0, start) + (suggestions[0] ?? now.slice(start, end)) + now.slice(end);
    }
    if (mended !== undefined) {
      expect(now).toBe(mended);
      expect(own({ text: now, isWhole: true })).toEqual([]);
    }
    // Switched off it is silent.
    const others = createProofreader({ terms: [], rules: ruleNames.filter((name) => name !== rule) });
    expect(others({ text, isWhole: true }).filter(({ source }) => source === `rule:${rule}`)).toEqual([]);
  });
}

for (const [rule, text] of right) {
  test(`${rule} lets “${text}” stand`, () => {
    const own = createProofreader({ terms: [], rules: [rule] });
    expect(own({ text, isWhole: true })).toEqual([]);
  });
}

test('a bracket of a title may close in its next line', () => {
  const text = '关于印发《澜溪县';
  expect(atFirst({ text, isWhole: true }).map(({ words }) => words)).toEqual(['《']);
  expect(atFirst({ text, isWhole: false })).toEqual([]);
});

test('what a term says is right no rule tells, and a term’s finding goes before a rule’s', () => {
  const check = createProofreader({
    terms: [
      {
        id: 'paper',
        entry: { kind: 'name', right: '澜溪报导', sounds: false, oneCharacter: false, wrong: ['兰溪报导'] },
      },
      { id: 'word', entry: { kind: 'form', right: '账目', wrong: ['帐目'] } },
    ],
    rules: ruleNames,
  });
  const sources = (text: string) => check({ text, isWhole: true }).map(({ source, words }) => `${source} ${words}`);
  expect(sources('《澜溪报导》报导了帐目，《兰溪报导》没有。')).toEqual([
    'rule:variantWord 报导',
    'term:word 帐目',
    'term:paper 兰溪报导',
  ]);
});

test('no word of the lists is mended into one that another row tells', () => {
  const rows = [...variantWords, ...accountWords, ...slipWords];
  const wrongs = rows.map(([one]) => one);
  expect(new Set(wrongs).size).toBe(wrongs.length);
  for (const [one, better] of rows) {
    expect(better).not.toBe(one);
    expect(every({ text: better, isWhole: true }), better).toEqual([]);
    expect(
      every({ text: one, isWhole: true }).map(({ words }) => words),
      one,
    ).toEqual([one]);
  }
});

const seed = '../shared/seed/zhejiang-youth-2019-03.txt';
const samples = [
  'first-issue.txt',
  'second-issue.txt',
  'manuscripts/临湖区总工会-四张清单.txt',
  'manuscripts/禾川县总工会-劳动争议化解.txt',
];

function findingsIn(file: string, isWhole: boolean): readonly string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  return lines.flatMap((text) => atFirst({ text, isWhole }).map(({ source, quote }) => `${source} ${quote}`));
}

test('our own sample bulletins have not one finding', () => {
  for (const sample of samples) expect(findingsIn(join('resources/sample', sample), true), sample).toEqual([]);
});

test.skipIf(!existsSync(seed))(
  `a printed bulletin has the two slips it has${existsSync(seed) ? '' : ` (skipped: no ${seed})`}`,
  () => {
    // Its lines are those of the page, not paragraphs.
    expect(findingsIn(seed, false)).toEqual([
      'rule:until 组团式服务。截止目前，已走访',
      'rule:pauseBeforeEtc 、商务、税务、等职能部门，推',
    ]);
  },
);
