import { articleMaker } from '../../../bench/inventedArticles.ts';
import { type Chance, chanceOf } from './chance.ts';

export interface TrueBlock {
  readonly level: 0 | 1 | 2 | 3;
  readonly text: string;
}

export interface TrueArticle {
  /** A blank parts its phrases. */
  readonly title: string;
  readonly unit: string;
  readonly body: readonly TrueBlock[];
}

/** What an issue says, whatever its file looks like. */
export interface TrueIssue {
  readonly publication: string;
  readonly organ: string;
  readonly marking: readonly string[];
  readonly column: string;
  readonly number: { readonly year: number; readonly serial: number; readonly running: number };
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly articles: readonly TrueArticle[];
  readonly reportTo: readonly string[];
  readonly copyTo: readonly string[];
  readonly sendTo: readonly string[];
  /** 责任编辑, 审核, 签发. */
  readonly people: readonly [string, string, string];
}

const places = (
  '云溪市 安澜市 禾川县 望溪县 临湖区 青石镇 白渚区 苇塘镇 松岭县 柳浦区 石桥镇 平湾市 桂林坪乡 金沙渡镇 南屏街道 长堤街道 双河县 ' +
  '杏花岭区 大安县 沙洲市 北塘街道 西塘镇 河湾县 茶园乡'
).split(' ');
const bodies = [
  '总工会',
  '妇联',
  '民政局',
  '农业农村局',
  '司法局',
  '团委',
  '文化站',
  '教育局',
  '卫生健康局',
  '交通运输局',
];
const deeds = (
  '把夜校办进车间 抓实练比用三个环节 推动争议化解在厂区 列出四张服务清单 改造老旧灌渠 织密基层服务网络 让出院子晒粮 开设村口服务点 ' +
  '三项举措破解停车难题 用好用活乡贤资源 三年清理积案120件 推行错时延时服务 健全困难职工帮扶机制 探索“一张网”管理新路 办起夜间门诊 ' +
  '以“小驿站”撬动“大服务” 推进农村公路管养一体化 聚焦“一老一小”办实事 念好“早快实”三字诀 持续擦亮“红马甲”志愿服务品牌 ' +
  '着力打造15分钟生活圈 坚持项目化推进社区治理 深化“点单式”技能培训 多措并举稳定企业用工'
).split(' ');
const phrases =
  '补齐短板 建强阵地 上下联动 精准发力 守正创新 深耕细作 党建引领 群众参与 抓早抓小 常治长效 靠前服务 主动作为 锚定目标 苦干实干'.split(
    ' ',
  );
const heads = (
  '健全机制，压实责任 摸清底数，分类施策 建强队伍，夯实基础 创新载体，激发活力 强化监督，务求实效 突出“实”字，真帮实扶 搭建平台，整合资源 ' +
  '完善服务体系 打通最后一段路 聚焦关键小事，回应群众期盼 坚持典型引路 推动力量下沉 拓宽参与渠道，凝聚各方合力'
).split(' ');
const surnames = [...'苏程陆闻许沈顾叶方邵'];
const given = '禾 望川 知行 小满 青 以宁 晚舟 一鸣 若谷 平'.split(' ');
const counted = [...'一二三四五六七八九'];

/** The `index`-th issue of a series of 24 a year, from 1981 on: always the same for the same seed. */
export function trueIssue(seed: number, index: number): TrueIssue {
  const chance = chanceOf(seed * 100_003 + index);
  const year = 1981 + Math.floor(index / 24);
  const serial = (index % 24) + 1;
  const sentences = sentencesOf(chance);
  const titles = new Set<string>();
  const articles = Array.from({ length: chance.between(2, 5) }, (): TrueArticle => {
    const unit = `${chance.one(places)}${chance.one(bodies)}`;
    let title = '';
    while (title === '' || titles.has(title)) title = titleOf(unit, chance);
    titles.add(title);
    return { title, unit, body: bodyOf(chance, sentences) };
  });
  const person = () => `${chance.one(surnames)}${chance.one(given)}`;
  return {
    publication: '澜溪信息',
    organ: chance.one(['澜溪县办公室', '中共澜溪县委办公室', '澜溪县总工会办公室']),
    marking: chance.one([['内部资料'], ['内部刊物', '注意保管'], ['内部资料', '注意保存'], []]),
    column: chance.one(['基层经验', '经验交流', '工作动态', '']),
    number: { year, serial, running: index + 1 },
    date: `${year}-${two(Math.ceil(serial / 2))}-${two(chance.between(1, 28))}`,
    articles,
    reportTo: chance.one([['县委、县政府领导'], ['县委办公室、县政府办公室', '市委办公室', '分管领导'], []]),
    copyTo: chance.one([['县委各部门', '县级机关各单位'], []]),
    sendTo: chance.one([['各乡镇'], ['各乡镇（街道）', '县属各企业', '机关各科室']]),
    people: [person(), person(), person()],
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function titleOf(unit: string, chance: Chance): string {
  const deed = chance.one(deeds);
  switch (chance.between(0, 5)) {
    case 0:
      return `${chance.one(phrases)} ${chance.one(phrases)} ${unit}${deed}`;
    case 1:
      return `${chance.one(places)}${deed}`;
    case 2:
      return `${unit}“${chance.one(phrases)}”${deed}`;
    default:
      return `${unit}${deed}`;
  }
}

/** Sentences as bulletins have them: with numbers, quotations, brackets, 一是 and Latin letters among plain ones. */
function sentencesOf(chance: Chance): () => string {
  const make = articleMaker(chance.between(1, 2 ** 30));
  let stock: string[] = [];
  const plain = (): string => {
    while (stock.length === 0) {
      const { body } = make('a');
      stock = body.flatMap((block) =>
        block.role === 'paragraph' ? block.inlines.flatMap(({ text }) => text.split(/(?<=。)/)) : [],
      );
    }
    return stock.pop() ?? '';
  };
  return () => {
    const clause = plain().replace('。', '');
    const amount = chance.between(2, 9600);
    switch (chance.between(0, 9)) {
      case 0:
        return `目前，已走访${amount} 户，办结${chance.between(2, 99)}.${chance.between(1, 9)}%。`;
      case 1:
        return `${clause}，投入资金${chance.between(2, 90)}.${chance.between(1, 9)} 万元。`;
      case 2:
        return `依托“${chance.one(phrases)}”平台，${clause}。`;
      case 3:
        return `${clause}（每月不少于${chance.between(2, 9)}次），形成《${chance.one(phrases)}工作清单》。`;
      case 4:
        return `上线App和12345热线，${clause}。`;
      default:
        return `${clause}。`;
    }
  };
}

function bodyOf(chance: Chance, sentence: () => string): readonly TrueBlock[] {
  const text = (count: number, start = ''): TrueBlock => ({
    level: 0,
    text: start + Array.from({ length: count }, sentence).join(''),
  });
  const paragraph = () => {
    if (!chance.holds(0.4)) return text(chance.between(2, 5));
    const runIn = (place: number) => `${counted[place]}是${chance.one(heads).replace('，', '、')}。${sentence()}`;
    return { level: 0 as const, text: Array.from({ length: 3 }, (_, place) => runIn(place)).join('') };
  };
  const several = () => Array.from({ length: chance.between(1, 2) }, paragraph);
  const lead = text(2, '近年来，');
  if (chance.holds(0.2)) return [lead, ...several(), ...several()];
  const sections = Array.from({ length: chance.between(2, 4) }, (_, place): readonly TrueBlock[] => [
    { level: 1, text: `${counted[place]}、${chance.one(heads)}` },
    ...several(),
  ]);
  return [lead, ...sections.flat()];
}
