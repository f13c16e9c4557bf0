import { createPrinter } from '#hosts/chromium/printer.ts';
import { createOffice, type Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { answered, benchPeople, foundOffice } from '../foundOffice.ts';
import { articleMaker } from '../inventedArticles.ts';

/** What an archive is filled with: a monthly bulletin of so many years, so many articles to the issue. */
export interface ArchiveSize {
  readonly years: number;
  readonly articlesPerIssue: number;
}
export const firstYear = 1996;
const issuesPerYear = 12;

const settings = {
  organ: '云岭省总工会办公室',
  columns: ['基层经验', '工作动态'],
  marking: ['内部资料'],
  reportTo: ['省总工会领导'],
  sendTo: ['各市总工会'],
} satisfies CommandInput<'savePublication'>['settings'];

/** The clock of an office that works through thirty years in an hour; it only goes on. */
function steppedClock() {
  let now = Date.UTC(firstYear, 0, 2, 1);
  return {
    now: () => {
      now += 50;
      return new Date(now);
    },
    goTo: (moment: number) => {
      now = Math.max(now, moment);
    },
  };
}

/**
 * Founds an office in an empty directory and lets it write, review, sign, print and archive every issue as people would: through
 * the contract, with real pages. Tells each year that is in the archive.
 */
export async function fillArchive(
  directory: string,
  { years, articlesPerIssue }: ArchiveSize,
  told: (year: number) => void,
): Promise<void> {
  const clock = steppedClock();
  await foundOffice(directory, async () => {}, { now: clock.now });
  const printer = await createPrinter();
  const office = createOffice({ directory, now: clock.now, print: printer.print });
  try {
    const publicationId = await describe(office);
    const makeArticle = articleMaker(19_960_102);
    for (let year = firstYear; year < firstYear + years; year += 1) {
      await workAYear(office, { publicationId, year, articlesPerIssue, makeArticle, goTo: clock.goTo });
      told(year);
    }
  } finally {
    office.close();
    await printer.close();
  }
}

async function describe({ client }: Office): Promise<string> {
  await signIn({ client }, 'editor');
  const { id } = answered(await client.savePublication({ name: '云岭工会工作信息', settings }));
  answered(
    await client.saveRecordSettings({
      settings: {
        fonds: '0123',
        fondsName: '云岭省总工会全宗',
        organization: '云岭省总工会办公室',
        division: 'BGS',
        retention: 'permanent',
      },
    }),
  );
  return id;
}

/** Each person signs in once for what there is to do in a year. */
async function workAYear(
  office: Office,
  work: {
    readonly publicationId: string;
    readonly year: number;
    readonly articlesPerIssue: number;
    readonly makeArticle: ReturnType<typeof articleMaker>;
    readonly goTo: (moment: number) => void;
  },
): Promise<void> {
  const { client } = office;
  const { publicationId, year, articlesPerIssue, makeArticle, goTo } = work;
  goTo(Date.UTC(year, 0, 4, 1));
  await signIn(office, 'editor');
  const ids: string[] = [];
  for (let month = 0; month < issuesPerYear; month += 1) ids.push(await writeIssue());
  await signIn(office, 'reviewer');
  for (const id of ids) {
    const { contentHash } = answered(await client.openIssue({ id }));
    answered(await client.passIssue({ id, contentHash, opinion: '同意' }));
  }
  await signIn(office, 'signer');
  for (const [month, id] of ids.entries()) {
    goTo(Date.UTC(year, month, 20, 1));
    const { contentHash } = answered(await client.openIssue({ id }));
    const { issueHash } = answered(await client.prepareRelease({ id, contentHash, opinion: '同意印发' }));
    answered(await client.releaseIssue({ id, issueHash, password: benchPeople.signer.password }));
  }
  await signIn(office, 'editor');
  for (const id of ids) {
    answered(await client.registerPrinting({ id, copies: 60 }));
    answered(await client.archiveIssue({ id }));
  }

  async function writeIssue(): Promise<string> {
    const articleIds: string[] = [];
    for (let index = 0; index < articlesPerIssue; index += 1) {
      const { id: _id, ...content } = makeArticle('');
      const { id, version } = answered(await client.createArticle({ content, images: {} }));
      answered(await client.finalizeArticle({ id, baseVersion: version }));
      articleIds.push(id);
    }
    const { summary, contentHash, document } = answered(await client.createIssue({ publicationId }));
    const { marking, reportTo, copyTo, sendTo } = document;
    const saved = answered(
      await client.saveIssue({
        id: summary.id,
        baseContentHash: contentHash,
        column: '基层经验',
        marking,
        articleIds,
        reportTo,
        copyTo,
        sendTo,
      }),
    );
    answered(await client.submitIssue({ id: summary.id, contentHash: saved.contentHash, opinion: '请审核' }));
    return summary.id;
  }
}

async function signIn({ client }: Pick<Office, 'client'>, who: keyof typeof benchPeople): Promise<void> {
  const { id, password } = benchPeople[who];
  answered(await client.signIn({ personId: id, password }));
}
