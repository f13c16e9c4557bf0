import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PartSource } from '#formats/handover/sealPackage.ts';
import { articleParts, articleRowsText } from '#office/handover/articleParts.ts';
import { articleRowsName } from '#shared/handover/articleRows.ts';
import { articlesSubject, readManifest, signManifest } from '#shared/handover/packageManifest.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { anchorOf, articleContent, finalArticle, value } from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { sealedBy } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';
import { medium } from './lending.ts';
import { machine } from './machines.ts';

type Row = Record<string, Json>;
interface Told {
  readonly tables: Record<string, Row[]>;
  readonly images: Row[];
}

async function toldOf({ directory }: JoinedOffice, id: string): Promise<Told> {
  const { content, close } = await openBases(directory, 'wenhe');
  const told = JSON.parse(articleRowsText(content, [id])) as Told;
  close();
  return told;
}

const text = (words: string) => new TextEncoder().encode(words);
const rowsPart = (told: Told): PartSource => {
  const bytes = text(`${canonicalJson(told as unknown as Json)}\n`);
  return { name: articleRowsName, open: () => [bytes] };
};
const kind = { kind: 'articles', issueId: articlesSubject } as const;

test('articles that claim more than their text, or do not hold what they name, are refused by their reason and change nothing', async () => {
  const [here, there] = await joinedOffices(2);
  const { id } = await finalArticle(there.office, '改过的一包');
  // An article here, of which nothing may be said by another.
  const own = await finalArticle(here.office, '本机的一篇');
  const comment = value(
    await here.office.client.addArticleComment({
      id: own.id,
      anchor: anchorOf('村口', articleContent('本机的一篇')),
      text: '请核实',
    }),
  )[0];
  const { content } = await openBases(here.directory, 'wenhe');
  const { packages: _register, audit: _audit, ...before } = rowsOf(content);
  const picture = { role: 'figure', image: 'f'.repeat(64), caption: '' };
  const anchorText = JSON.stringify(anchorOf('村口', articleContent('改过的一包')));
  const claims: readonly (readonly [reason: string, change: (told: Told) => readonly PartSource[] | undefined])[] = [
    // It stands in an issue, has a step, a number, a signature.
    ...['issue_articles', 'issue_steps', 'issue_numbers', 'sign_offs', 'issues', 'delegations'].map(
      (table) =>
        [
          'contentIncomplete',
          ({ tables }: Told) => {
            tables[table] = [];
            return undefined;
          },
        ] as const,
    ),
    [
      'recordsNewer',
      ({ tables }) => {
        tables.unheard_of = [];
        return undefined;
      },
    ],
    // The version that stands is missing; so is every article.
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.article_versions?.pop();
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.articles = [];
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.articles?.push({ ...tables.articles[0] });
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.article_versions?.push({ ...tables.article_versions[0] });
        return undefined;
      },
    ],
    // A picture that is named and not there, and one that is there under another name or not named.
    [
      'contentIncomplete',
      ({ tables }) => {
        for (const row of tables.article_versions ?? []) {
          const read = JSON.parse(String(row.content));
          row.content = JSON.stringify({ ...read, body: [...read.body, picture] });
        }
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ images }) => {
        images.push({ name: 'f'.repeat(64), mime: 'image/png' });
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ images }) => {
        images.push({ name: 'f'.repeat(64), mime: 'image/png' });
        return [{ name: `images/${'f'.repeat(64)}`, open: () => [text('no picture')] }];
      },
    ],
    [
      'contentIncomplete',
      () => {
        const name = createHash('sha256').update('no picture').digest('hex');
        return [{ name: `images/${name}`, open: () => [text('no picture')] }];
      },
    ],
    // A mark of an issue or of an article that did not come; a comment that is another article's.
    ...['issue', 'article'].map(
      (subject) =>
        [
          'contentIncomplete',
          ({ tables }: Told) => {
            tables.marking_records = [markOf(subject, own.id)];
            return undefined;
          },
        ] as const,
    ),
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.article_comments = [
          { number: 1, id: comment?.id ?? '', article_id: id, anchor: anchorText, text: '别的', author: 'wenhe', at },
        ];
        return undefined;
      },
    ],
    // A mark that no screen could show; a place that is none.
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.marking_records = [{ ...markOf('article', id), decision: '{}', approver: 'shenjun' }];
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ tables }) => {
        tables.article_comments = [
          { number: 1, id: 'new', article_id: id, anchor: '{}', text: '别的', author: 'wenhe', at },
        ];
        return undefined;
      },
    ],
    // Somebody whom nobody here knows.
    [
      'personUnknown',
      ({ tables }) => {
        for (const row of tables.article_versions ?? []) row.author = 'nobody';
        return undefined;
      },
    ],
    // A manuscript that no article comes from, or that is not there.
    [
      'contentIncomplete',
      ({ tables }) => {
        for (const row of tables.articles ?? []) row.manuscript_id = 'none';
        return undefined;
      },
    ],
    [
      'contentIncomplete',
      ({ tables }) => {
        for (const row of tables.articles ?? []) row.state = 'signed';
        return undefined;
      },
    ],
  ];
  for (const [reason, change] of claims) {
    const told = await toldOf(there, id);
    const more = change(told) ?? [];
    const files = await sealedBy(there, here, { ...kind, parts: [rowsPart(told), ...more] });
    const answer = await here.office.client.takePackage({ files: [...files], medium });
    expect(answer, String(change)).toMatchObject({ ok: false, details: { reason } });
  }
  const { packages: _packages, audit: _rows, ...after } = rowsOf(content);
  expect(after).toEqual(before);
});

test('an article of another person than here, told under the id of one that is here, is a text beside it', async () => {
  const [here, there] = await joinedOffices(2);
  const mine = await finalArticle(here.office, '本机的一篇');
  const other = await finalArticle(there.office, '冒名的一篇');
  const { content, close } = await openBases(there.directory, 'wenhe');
  const told = JSON.parse(articleRowsText(content, [other.id]).replaceAll(other.id, mine.id)) as Told;
  expect(articleParts(content, [other.id])).toHaveLength(1);
  close();
  const files = await sealedBy(there, here, { ...kind, parts: [rowsPart(told)] });
  const taken = value(await here.office.client.takePackage({ files: [...files], medium }));
  expect(taken.outcome).toEqual({
    kind: 'articles',
    articles: [{ id: mine.id, title: '本机的一篇', how: 'kept' }],
    unresolved: [mine.id],
  });
  const { summary, content: stands } = value(await here.office.client.readArticle({ id: mine.id }));
  expect(summary).toMatchObject({ title: '本机的一篇', state: 'final' });
  expect(stands).toEqual(articleContent('本机的一篇'));
});

test('a manifest says of articles that it is about them and of nothing else, and an issue is never called as they are', async () => {
  const from = await machine('编辑机');
  const facts = {
    sender: from.hash,
    person: '闻禾',
    at,
    receivers: [{ card: 'a'.repeat(64), sequence: 1, previous: null }],
    seen: [],
    outside: { date: '2026-03-02', receivers: ['审核机'], mark: 'b'.repeat(32) },
    parts: [],
  };
  for (const [of, issue] of [
    ['articles', 'issue-1'],
    ['articles', null],
    ['submit', articlesSubject],
    ['cancel', articlesSubject],
  ] as const) {
    expect(() => signManifest({ ...facts, kind: of, issue }, from.key), `${of} ${issue}`).toThrow();
  }
  const lawful = signManifest({ ...facts, kind: 'articles', issue: articlesSubject }, from.key);
  expect(readManifest(`${canonicalJson(lawful)}\n`)).toEqual(lawful);
  expect(readManifest(`${canonicalJson({ ...lawful, kind: 'join' })}\n`)).toBeUndefined();
});

const at = '2026-03-02T02:00:00.000Z';

function markOf(subject: string, id: string): Row {
  return {
    number: 1,
    subject_kind: subject,
    subject_id: id,
    decision: null,
    rank: 0,
    ends_on: '',
    proposer: 'wenhe',
    recorded_at: at,
  };
}
