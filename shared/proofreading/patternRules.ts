/** A slip that a pattern tells; the pattern is walked through in time of the text. */
export interface PatternRow {
  readonly rule: PatternRule;
  readonly pattern: RegExp;
  /** What to write instead; the match has the groups of the pattern. */
  readonly suggestions: (match: RegExpExecArray) => readonly string[];
  /** What is wrong with it, behind the quoted words. */
  readonly says: string;
}

export type PatternRule =
  | 'doubledWord'
  | 'until'
  | 'doubledSign'
  | 'halfWidthSign'
  | 'pauseBeforeEtc'
  | 'ellipsisEtc'
  | 'pauseBetweenQuoted'
  | 'documentNumber'
  | 'hanZero'
  | 'mixedNumber'
  | 'doubledEstimate';

const han = '\\p{Script=Han}〇';
const same = (text: string) => () => [text];

/** Of signs that stand together wrongly, the one that ends more. */
function strongest(signs: string): readonly string[] {
  const order = '？！。；：，、';
  const [first] = [...order].filter((sign) => signs.includes(sign));
  return first === undefined ? [] : [first];
}

const tens: Readonly<Record<string, number>> = { 百: 100, 千: 1000 };

export const patternRules: readonly PatternRow[] = [
  {
    // 目的的, 众矢之的的, 有的的确, 坐的的士, 访问的的黎波里 are right.
    rule: 'doubledWord',
    pattern: /(?<![目打有似标之])的的(?![确士黎哥姐喀])/gu,
    suggestions: same('的'),
    says: '多了一个“的”',
  },
  {
    rule: 'doubledWord',
    // 公开展开展览 and 奏起进行进行曲 are right.
    pattern: /(?<!公)(进行|以及|关于|按照|为了|由于|我们|他们|开展|并且|但是|因此)\1(?![览曲])/gu,
    suggestions: ([, word = '']) => [word],
    says: '重复了',
  },
  {
    // 报名截止10月1日, 报名截止本月底 may leave out 时间为; 截止到 is in the dictionary; 截止日前 is before the day itself.
    rule: 'until',
    pattern:
      /截止(?=目前|昨[日天]|去年|上[周月年]|(?<=(?:^|[，。；：、（“\s])截止)(?:今[日天年]|本[周月季年]|\d{1,4}[年月日时]|[一二三四五六七八九十〇]{1,4}[年月日]))/gu,
    suggestions: same('截至'),
    says: '后面有时间，应写“截至”',
  },
  {
    rule: 'doubledSign',
    pattern: /(?:[。，、；：]{2,}|[。，、；：]+[？！]|[？！][。，、；：]+)/gu,
    suggestions: ([signs]) => (/^。{3,}$/.test(signs) ? ['……', '。'] : strongest(signs)),
    says: '标点连用',
  },
  {
    rule: 'halfWidthSign',
    pattern: new RegExp(`(?<=[${han}”’）》])[,;:?!](?=[${han}“‘（《])`, 'gu'),
    suggestions: ([sign]) => [
      ({ ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' } as Record<string, string>)[sign] ?? sign,
    ],
    says: '汉字之间应当用全角标点',
  },
  {
    // 坐、等、靠 and 加、等距 are right: only before what 等 sums up.
    rule: 'pauseBeforeEtc',
    pattern: new RegExp(
      `(?<=[${han}”》）])、等(?=职能|部门|单位|方面|领域|工作|问题|内容|情况|措施|活动|方式|形式|多[个项种家]|各|地[，。]|\\d)`,
      'gu',
    ),
    suggestions: same('等'),
    says: '“等”前面不用顿号',
  },
  {
    rule: 'ellipsisEtc',
    pattern: /(?<![…等])…{1,12}等{1,2}(?=[，。；：！？）”]|$)/gu,
    suggestions: ([words]) => [words.replaceAll('…', ''), words.replaceAll('等', '')],
    says: '省略号和“等”只用一个',
  },
  {
    rule: 'pauseBetweenQuoted',
    pattern: /(?<=[”》])、(?=[“《])/gu,
    suggestions: same(''),
    says: '引号、书名号之间通常不用顿号',
  },
  {
    rule: 'documentNumber',
    // Behind the letters of an office; 5号楼, 15号地块, 3号院 are numbers of something else.
    pattern: new RegExp(
      `(?<=[${han}])[[【(（［]((?:19|20)\\d\\d)[\\]】)）］](?=第?\\d{1,4}号(?![楼院地宗会室区门线车机台库厅馆井桥路船仓幢栋]))`,
      'gu',
    ),
    suggestions: ([, year = '']) => [`〔${year}〕`],
    says: '发文字号的年份用六角括号',
  },
  {
    rule: 'documentNumber',
    pattern: /(?<=〔(?:19|20)\d\d〕)(?:第0*|0+)(?=[1-9]\d{0,3}号)/gu,
    suggestions: same(''),
    says: '发文字号的顺序号不加“第”，不编虚位',
  },
  {
    rule: 'hanZero',
    pattern:
      /(?<=[一二三四五六七八九〇])[0０○ＯO零]{1,3}(?=[一二三四五六七八九〇0０○ＯO零]{0,3}年)|(?<=二)[0０○ＯO](?=[一二三四五六七八九])/gu,
    suggestions: ([zeros]) => ['〇'.repeat(zeros.length)],
    says: '汉字年份中的零写作“〇”',
  },
  {
    rule: 'mixedNumber',
    // Of 2至3千元, 3、4千人 the other figure is of the same hundreds or thousands: not to be told by one of them.
    pattern:
      /(?<![\d.．,，/])(?<!\d[百千]?[至到、—–－\-~～∼或和与]{1,2})([1-9]\d?)([百千])(?=[多余]?[人名个户家件元项吨亩])/gu,
    suggestions: ([, figure = '', ten = '']) => [String(Number(figure) * (tens[ten] ?? 1))],
    says: '阿拉伯数字不与“百”“千”连用',
  },
  {
    rule: 'doubledEstimate',
    // 节约, 签约, 附近 and the like are words of their own; 余杭, 多元, 多媒体 begin others.
    pattern:
      /(?:接近|将近|大约|(?<![附最邻临远靠亲新贴迫逼走抵相就挨拉左浅切毗晚接将])近|(?<![节签预履违公条制邀特契相赴失爽毁解续租婚誓要隐简集俭纽商缔盟守大背如立有])约)(\d[\d.,]*[十百千万亿]*)(?:余(?![杭姚干庆额粮热])|多(?![元维样媒功]))/gu,
    suggestions: ([words, figure = '']) => [words.replace(/[余多]$/u, ''), `${figure}${words.slice(-1)}`],
    says: '前后都表示约数，只用一个',
  },
];
