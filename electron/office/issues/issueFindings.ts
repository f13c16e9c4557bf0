import type { PrintableCheck } from '#formats/typeset/checkPrintable.ts';
import { articleLines } from '#shared/document/articleLines.ts';
import { locateAnchor } from '#shared/document/locateAnchor.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { deriveReportTo } from '#shared/issue/deriveReportTo.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { FontChoice } from '#shared/layout/fontChoice.ts';
import { fontSlotNames } from '#shared/layout/fontSlot.ts';
import type { PartPlace } from '#shared/layout/partPlace.ts';
import { checkMarking } from '#shared/preflight/checkMarking.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { preflight } from '#shared/preflight/preflight.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectArticleComments } from '../articles/articleCommentQueries.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { checkPrintable } from '../lazyFormats.ts';
import { approvalFindings } from '../marking/markingAnswers.ts';
import { markingNoteFindings } from '../marking/markingNotes.ts';
import { markingRuleOf } from '../marking/markingQueries.ts';
import { originatorFindings } from '../marking/originatorConsents.ts';
import { unrecordedMarking } from '../marking/requireMarking.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { reuseOfIssue } from '../reuse/reuseOfIssue.ts';
import { termFindings } from '../terms/termFindings.ts';
import { selectUnits } from '../units/unitHandlers.ts';
import { selectComments } from './commentQueries.ts';
import { pagesLastSet } from './earlierPagesOf.ts';
import { type IssueRow, selectIssue } from './issueQueries.ts';

/** The whole check of an issue as it stands: its document, its articles' states, comments, recipients, fonts and pages. */
export async function issueFindings(context: OfficeContext, issueId: string): Promise<readonly Finding[]> {
  const content = contentOf(context);
  const issue = selectIssue(content, issueId);
  const { document } = issue;
  const { settings } = selectPublication(sessionOf(context).register, issue.publicationId);
  return preflight(document, settings.layout, {
    pages: pagesLastSet(context, issueId, issue.contentHash),
    more: [
      ...unfinishedArticles(content, issue),
      ...openArticleComments(content, issue),
      ...(await unprintable(issue, settings)),
      ...openComments(context, issueId),
      ...otherRecipients(context, issue, settings),
      ...(await termFindings(content, issue.publicationId, document.articles)),
      ...checkMarking(document, markingRuleOf(content, issueId)),
      ...(issue.state === 'drafting' ? unrecordedMarking(content, issue) : []),
      ...reuseOfIssue(context, issue),
      ...(mayBeReleased(issue)
        ? [
            ...approvalFindings(context, issueId, false),
            ...originatorFindings(content, issueId, false),
            ...markingNoteFindings(context, issueId),
          ]
        : []),
    ],
  });
}

function mayBeReleased({ state }: IssueRow): boolean {
  return ['drafting', 'inReview', 'awaitingConfirmation', 'awaitingRelease'].includes(state);
}

/** Articles of a draft that are being written again: nothing of theirs may be signed. */
export function unfinishedArticles(content: ReadableDatabase, { state, document }: IssueRow): readonly Finding[] {
  if (state !== 'drafting') return [];
  return document.articles.flatMap(({ id }): Finding[] => {
    const article = selectArticle(content, id);
    if (article.state === 'final') return [];
    const message = `“${article.title}”还没有定稿。`;
    return [{ level: 'stop', rule: 'notFinal', message, place: { part: 'article', articleId: id } }];
  });
}

/** So much of a comment, or of what it hangs on, tells which one it is. */
const longestWords = 40;

function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length > longestWords ? `${line.slice(0, longestWords - 1)}…` : line;
}

/** Comments of a draft's articles that nobody has dealt with, each with its place; a reason lets the draft go on with them. */
export function openArticleComments(content: ReadableDatabase, { state, document }: IssueRow): readonly Finding[] {
  if (state !== 'drafting') return [];
  return document.articles.flatMap((article) => {
    const open = selectArticleComments(content, article.id).filter(({ resolvedAt }) => resolvedAt === undefined);
    if (open.length === 0) return [];
    const lines = articleLines(article);
    return open.map(({ anchor, text }): Finding => {
      const [first] = locateAnchor(anchor, lines);
      const part = first ? (lines[first.line]?.part ?? 0) : undefined;
      const where = `“${shortened(anchor.quote)}”${first ? '处' : '（原文已删）'}`;
      return {
        level: 'stop',
        rule: 'articleComment',
        message: `“${titleInOneLine(article.title)}”中${where}的批注没有处理：${shortened(text)}`,
        place: { part: 'article', articleId: article.id, ...(part ? { block: part - 1 } : {}) },
        isWaivable: true,
      };
    });
  });
}

/** What no page can show: characters without a glyph, tables without room; and which fonts stand in for the usual ones. */
async function unprintable({ document }: IssueRow, { layout }: PublicationSettings): Promise<Finding[]> {
  const check = await checkPrintable(document, layout);
  const { articles } = document;
  return [
    ...missingFindings(check.missing, articles),
    ...check.unprintable.map(({ message, at }) => ({
      level: 'stop' as const,
      rule: 'unprintable',
      message,
      place: placeOf(at, articles),
    })),
    ...fontFindings(check.fonts, layout.fonts),
  ];
}

/** A line for each place and font, with every character that is missing there. */
function missingFindings(missing: PrintableCheck['missing'], articles: IssueRow['document']['articles']): Finding[] {
  const together = Map.groupBy(missing, ({ font, places }) => JSON.stringify([font, places]));
  return [...together.values()].flatMap((characters): Finding[] => {
    const [first] = characters;
    if (!first) return [];
    const names = characters.map(({ character }) => named(character)).join('');
    const message = `${names}在${first.font}中没有，见${first.places.join('、')}。`;
    return [{ level: 'stop', rule: 'missingCharacter', message, place: placeOf(first.at, articles) }];
  });
}

/** Which slots print with the fonts that ship because the machine has no usual or chosen one, and why. */
function fontFindings(fonts: PrintableCheck['fonts'], { source }: FontChoice): Finding[] {
  if (source === 'shippedOnly') return [];
  const standIns = [...fonts.values()].filter(({ slot, font }) => font.origin === 'shipped' && slot !== 'digits');
  if (standIns.length === 0) return [];
  const slots = standIns.map(({ slot }) => fontSlotNames[slot]).join('、');
  const refused = standIns.flatMap(({ refused: fonts }) => fonts.map(({ family, reason }) => `${family}${reason}`));
  const reasons = refused.length === 0 ? '' : `（${[...new Set(refused)].join('；')}）`;
  const message = `${slots}用随程序提供的字体印，本机没有可用的公文字体${reasons}。`;
  return [{ level: 'tell', rule: 'fontSubstituted', message, place: { part: 'publication' } }];
}

/** A rare character may be in no font of the window either: its number tells which it is. */
function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `“${character}”（U+${code.toString(16).toUpperCase()}）` : `“${character}”`;
}

/** The place of a part, with the article by its id. */
function placeOf(at: PartPlace, articles: readonly { readonly id: string }[]): Finding['place'] {
  if (at.part !== 'article') return { part: at.part };
  const articleId = articles[at.article]?.id;
  if (articleId === undefined) return { part: 'order' };
  return { part: 'article', articleId, ...(at.block === undefined ? {} : { block: at.block }) };
}

function openComments(context: OfficeContext, issueId: string): Finding[] {
  const count = selectComments(context, issueId).filter(({ resolvedAt }) => resolvedAt === undefined).length;
  if (count === 0) return [];
  return [{ level: 'ask', rule: 'comments', message: `还有${count}条批注没有处理。`, place: { part: 'comments' } }];
}

function otherRecipients(context: OfficeContext, { document }: IssueRow, settings: PublicationSettings): Finding[] {
  if (!settings.reportToCommittees) return [];
  const sources = document.articles.map(({ source }) => source);
  const units = selectUnits(sessionOf(context).register);
  const { added, removed, unknownUnits } = deriveReportTo(
    document.reportTo,
    sources,
    units,
    settings.reportToCommittees.suffix,
  );
  const findings: Finding[] = [];
  const place = { part: 'foot' } as const;
  const parts = [
    ...(added.length > 0 ? [`少了${added.join('、')}`] : []),
    ...(removed.length > 0 ? [`多了${removed.join('、')}`] : []),
  ];
  if (parts.length > 0) {
    const message = `报的单位与稿件来源不一致：${parts.join('，')}。`;
    findings.push({ level: 'ask', rule: 'reportTo', message, place });
  }
  if (unknownUnits.length > 0) {
    const message = `${unknownUnits.join('、')}没有登记上级党委，报的单位没有带出。`;
    findings.push({ level: 'tell', rule: 'unknownUnits', message, place });
  }
  return findings;
}
