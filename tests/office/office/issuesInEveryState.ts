import type { Office } from '#office/office.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { articleContent, finalArticle, issueOf, passwordOf, signIn, value } from './foundedOffice.ts';

/**
 * Where an issue can stand, told finer than the states of the flow wherever an answer depends on more than the state:
 * whether the next person has opened it, and whether the reviewer has changed it.
 */
export const stands = [
  'drafting',
  'inReview',
  'inReviewOpened',
  'inReviewCorrected',
  'awaitingConfirmation',
  'awaitingRelease',
  'awaitingReleaseOpened',
  'released',
  'printed',
  'archived',
  'void',
] as const;
export type Stand = (typeof stands)[number];

export interface StandingIssue {
  readonly stand: Stand;
  readonly id: string;
  readonly articleId: string;
}

/** Which stands an issue passes on its way; every step is taken by its person through the contract. */
const ways: Readonly<Record<Stand, readonly Stand[]>> = {
  drafting: [],
  inReview: ['drafting'],
  inReviewOpened: ['drafting', 'inReview'],
  inReviewCorrected: ['drafting', 'inReview'],
  awaitingConfirmation: ['drafting', 'inReview', 'inReviewCorrected'],
  awaitingRelease: ['drafting', 'inReview'],
  awaitingReleaseOpened: ['drafting', 'inReview', 'awaitingRelease'],
  released: ['drafting', 'inReview', 'awaitingRelease'],
  printed: ['drafting', 'inReview', 'awaitingRelease', 'released'],
  archived: ['drafting', 'inReview', 'awaitingRelease', 'released', 'printed'],
  void: ['drafting', 'inReview', 'awaitingRelease', 'released'],
};

/**
 * Makes so many issues for each stand, of one article each, in an office of `strictStaff`. Steps are taken stand by
 * stand, so that each person signs in once for all of them.
 */
export async function issuesInEveryState(
  office: Office,
  counts: Readonly<Record<Stand, number>>,
): Promise<readonly StandingIssue[]> {
  const { client } = office;
  const issues: StandingIssue[] = [];
  const meant = (...aims: readonly Stand[]) => issues.filter(({ stand }) => aims.includes(stand));
  const through = (stand: Stand) => stands.filter((aim) => aim === stand || ways[aim].includes(stand));
  const hashOf = async (id: string) => value(await client.readIssue({ id })).contentHash;

  await signIn(office, 'lubian');
  for (const stand of stands) {
    for (let index = 1; index <= counts[stand]; index += 1) {
      const article = await finalArticle(office, `${stand}第${index}件`);
      const { summary } = await issueOf(office, [article.id]);
      issues.push({ stand, id: summary.id, articleId: article.id });
    }
  }
  for (const { id } of meant(...through('inReview'))) {
    value(await client.submitIssue({ id, contentHash: await hashOf(id) }));
  }

  await signIn(office, 'shishen');
  for (const { id } of meant('inReviewOpened')) value(await client.openIssue({ id }));
  for (const { id, articleId } of meant(...through('inReviewCorrected'))) {
    const content = articleContent('审核改过的标题');
    value(await client.correctArticle({ id, contentHash: await hashOf(id), articleId, content }));
  }
  for (const { id } of meant('awaitingConfirmation')) {
    value(await client.requestConfirmation({ id, contentHash: await hashOf(id) }));
  }
  for (const { id } of meant(...through('awaitingRelease'))) {
    value(await client.passIssue({ id, contentHash: await hashOf(id) }));
  }

  await signIn(office, 'jianqian');
  for (const { id } of meant('awaitingReleaseOpened')) value(await client.openIssue({ id }));
  for (const { id } of meant(...through('released'))) await release(office, id);
  for (const { id } of meant('void')) value(await client.voidIssue({ id, reason: '印错' }));

  await signIn(office, 'lubian');
  for (const { id } of meant(...through('printed'))) value(await client.registerPrinting({ id, copies: 60 }));
  await signIn(office, 'dangan');
  for (const { id } of meant('archived')) value(await client.archiveIssue({ id }));
  return issues;
}

/** Signed in as the signer of `strictStaff`: shows the issue and signs it. */
export async function release(office: Office, id: string): Promise<WholeIssue> {
  const { client } = office;
  const { contentHash } = value(await client.readIssue({ id }));
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  return value(await client.releaseIssue({ id, issueHash, password: passwordOf('jianqian') }));
}
