import type { CommandOutput } from '#shared/contract/contract.ts';
import type { CancelReason } from './cancelVerdict.ts';
import type { PackageKind } from './packageManifest.ts';

/** What the window, the command line and the audit call the kinds of packages and what came of them. */
export const packageKindNames = {
  submit: '送审',
  return: '退回',
  signed: '已签发',
  receipt: '回执',
  cancel: '取回',
  join: '入网',
  articles: '稿件',
} as const satisfies Readonly<Record<PackageKind, string>>;

/** The three parts of the register of packages. */
export const packageDirectionNames = { written: '写出', taken: '收下', refused: '没有收' } as const;

export const cancelReasonNames = {
  opened: '对方已经打开',
  changed: '对方已经改动',
  passedOn: '对方已经交给别的机器',
} as const satisfies Readonly<Record<CancelReason, string>>;

type Outcome = CommandOutput<'takePackage'>['outcome'];

/** 入网 goes on in another place in the window than on the command line, and of a receipt there is nothing to say. */
const sentences: Readonly<Record<Exclude<Outcome['kind'], 'register' | 'receipt' | 'articles'>, string>> = {
  here: '这一期转到本机办理。',
  toRead: '这一期在别的机器上办理，本机只能看。',
  merged: '两边都改过这一期，已把各篇稿件合在一起。',
  kept: '这一期在本机已另有进展，送来的内容存为稿件的其他版本。',
  cancelled: '对方要取回这一期，已经退还；请把回执带回去。',
  tooLate: '对方要取回这一期，可是本机已经在办，没有退还；请把回执带回去。',
  cancelHonoured: '对方已经退还，这一期回到本机。',
  cancelRefused: '对方没有退还这一期。',
};

type CameArticle = NonNullable<Outcome['articles']>[number];

/** Of each article that came which way it went, the same ways together. */
function articlesText(articles: readonly CameArticle[]): string {
  const of = (how: CameArticle['how']) => articles.filter((one) => one.how === how);
  const named = (those: readonly CameArticle[]) => those.map(({ title }) => `“${title || '（无标题）'}”`).join('');
  const told = (those: readonly CameArticle[], what: string) => (those.length === 0 ? '' : `${named(those)}${what}`);
  const away = articles.flatMap(({ wasAt, ...one }) =>
    wasAt === undefined ? [] : [`${named([one])}原来交到“${wasAt}”，请那边不要再改。`],
  );
  return [
    told(of('taken'), '已放入“稿件”，在本机改。'),
    told(of('same'), '与本机的相同。'),
    told(of('kept'), '在本机已另有进展，送来的内容存为其他版本。'),
    ...away,
  ].join('');
}

/** What became of a package that was taken, and why; `register` is what is to be done with a register of the office. */
export function outcomeText(
  { kind, why, articles = [] }: Pick<Outcome, 'kind' | 'why' | 'articles'>,
  register: string,
): string {
  if (kind === 'articles') return articlesText(articles);
  const said = kind === 'register' ? register : kind === 'receipt' ? '' : sentences[kind];
  return why === undefined ? said : `${said}${cancelReasonNames[why]}。`;
}

/** `days` are counted from here: below 0 the other clock is behind. */
export function clockText(days: number): string {
  return `对方的时钟比本机${days < 0 ? '慢' : '快'}${Math.abs(days)}天，请核对两边的日期。`;
}
