import type { Article } from '#shared/issue/article.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';

/** Common words of bulletins, the most common first: the n-th is drawn 1/n times as often as the first. */
const words = (
  '的 工作 和 在 了 服务 群众 社区 全市 开展 活动 建设 是 组织 青年 有 干部 为 发展 企业 一个 等 通过 职工 建立 问题 人 机制 对 ' +
  '推进 基层 全县 培训 与 志愿者 学习 村 工作机制 提高 重点 项目 开始 上 解决 管理 今年 负责 每月 将 以 学校 镇 到 先后 调研 带动 ' +
  '服务群众办好实事 街道 站点 结合 加强 检查 会议 老人 他们 就业 走访 收集 意见 由 工会 技能 宣传 实际 台账 安全 形成 办理 平台 全年 ' +
  '参与 产业 比赛 孩子 制度 联系 乡镇 农户 创业 阵地 岗位 名单 书记 轮值 车间 送到 家庭 暑期 需求 合作社 环卫 驿站 经验 党员 分批 ' +
  '落实 中午 热水 药箱 快递 道路 路灯 小区 物业 楼道 电梯 公交 医院 图书室 操场 夜校 课程 师傅 徒弟 比武 练兵 奖金 分红 果园 大棚 ' +
  '茶叶 鱼塘 水库 河道 山路 竹器 渔船 集市 网店 直播 包装 冷库 物流 订单 合同 调解 律师 热线 窗口 材料 证件 预约 排队 回访 评议 满意'
).split(' ');

/** Stands in one article of a thousand and shares no character with the words. */
export const rarePhrase = '古堰渡槽修缮纪要';

/** A generator of articles, always the same for the same seed. */
export type ArticleMaker = (id: string) => Article;

/** Articles of about 1,500 characters in sentences and paragraphs, from one seed. */
export function articleMaker(seed: number): ArticleMaker {
  const random = randomNumbers(seed);
  const weights = cumulativeWeights();
  const word = (): string => {
    const point = random() * (weights.at(-1) ?? 0);
    return words[weights.findIndex((weight) => weight > point)] ?? '';
  };
  const clause = (): string => Array.from({ length: 3 + Math.floor(random() * 5) }, word).join('');
  const sentence = (): string => `${Array.from({ length: 2 + Math.floor(random() * 3) }, clause).join('，')}。`;
  const paragraph = (): string => {
    const number = `全年办理${1 + Math.floor(random() * 900)}件。`;
    return Array.from({ length: 6 }, sentence).join('') + number;
  };
  return (id) => {
    const body = Array.from({ length: 9 }, paragraph);
    if (random() < 0.001) body.push(`${rarePhrase}。`);
    return {
      id,
      title: [clause()],
      source: { unit: '禾川县总工会', line: '（禾川县总工会）' },
      body: body.map((text) => ({ role: 'paragraph', inlines: [{ text }] })),
    };
  };
}

/** A signed issue of so many articles; a number each, fifty to the year. */
export function inventedIssue(makeArticle: ArticleMaker, serial: number, articles: number): IssueDocument {
  return {
    ...emptyIssueDocument({ name: '云岭工会工作信息', organ: '云岭省总工会办公室' }),
    column: '基层经验',
    number: { series: 'regular', year: 2004 + Math.floor((serial - 1) / 50), serial: ((serial - 1) % 50) + 1 },
    date: `${2004 + Math.floor((serial - 1) / 50)}-06-18`,
    articles: Array.from({ length: articles }, (_, index) => makeArticle(`${serial}-${index + 1}`)),
  };
}

function cumulativeWeights(): readonly number[] {
  let sum = 0;
  return words.map((_, index) => {
    sum += 1 / (index + 1);
    return sum;
  });
}

/** Numbers from 0 to 1 by a linear congruence; enough to draw words by. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
