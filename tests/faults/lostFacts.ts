import { sm3 } from 'sm-crypto-v2';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { type DriverLine, digestOf, type Fact, issueFact, manuscriptFact } from './acknowledgement.ts';
import { done } from './done.ts';

/**
 * The last fact about each thing that the lines state. 定稿 of an article changes the draft that holds it and answers with
 * the article alone: from there on the hash of a draft is not stated.
 */
export function lastFacts(lines: readonly DriverLine[]): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const line of lines) {
    if (line.kind !== 'answered') continue;
    if (line.command === 'finalizeArticle') {
      for (const [key, fact] of facts) {
        if (fact.kind === 'issue' && fact.state === 'drafting') facts.set(key, { ...fact, contentHash: '' });
      }
    }
    for (const fact of line.facts) facts.set(`${fact.kind} ${fact.id}`, fact);
  }
  return facts;
}

/**
 * Asks the office for every acknowledged fact. `next` are the facts had the command under way been answered too: either
 * is lawful. Returns what is neither.
 */
export async function lostFacts(
  client: OfficeClient,
  acknowledged: ReadonlyMap<string, Fact>,
  next: ReadonlyMap<string, Fact>,
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const [key, fact] of acknowledged) {
    const found = await present(client, fact);
    if (found !== undefined && ![fact, next.get(key) ?? fact].some((lawful) => isSaid(lawful, found))) {
      lost.push(`${JSON.stringify(fact)} was acknowledged, now ${JSON.stringify(found)}`);
    }
  }
  return lost;
}

/** Whether what is found is as it was stated; a draft whose hash was not stated may have any. */
function isSaid(fact: Fact, found: Fact | 'missing'): boolean {
  const isFree = fact.kind === 'issue' && fact.contentHash === '';
  const compared = isFree && found !== 'missing' ? { ...found, contentHash: '' } : found;
  return JSON.stringify(compared) === JSON.stringify(fact);
}

/** The fact as the office states it now; undefined for what it cannot state itself. */
async function present(client: OfficeClient, fact: Fact): Promise<Fact | 'missing' | undefined> {
  const { kind, id } = fact;
  switch (kind) {
    case 'recoveryCode':
      return undefined; // Tried on the keyring itself.
    case 'unit':
    case 'publication': {
      const rows = kind === 'unit' ? done(await client.listUnits({})) : done(await client.listPublications({}));
      const row = rows.find((one) => one.id === id);
      return row ? { kind, id, name: row.name } : 'missing';
    }
    case 'manuscript': {
      const read = await client.readManuscript({ id });
      const file = await client.readOriginalFile({ id });
      return read.ok && file.ok
        ? { ...manuscriptFact(read.value.manuscript), fileSm3: sm3(file.value.bytes) }
        : 'missing';
    }
    case 'article': {
      const read = await client.readArticle({ id });
      if (!read.ok) return 'missing';
      const { version, state } = read.value.summary;
      // A reviewer's correction adds a version and answers with the issue, whose hash is the stricter fact.
      return { kind, id, version: Math.min(version, fact.version), state };
    }
    case 'articleVersion': {
      const [articleId = '', version] = id.split(' ');
      const read = await client.readArticleVersion({ id: articleId, version: Number(version) });
      return read.ok ? { kind, id, sha256: digestOf(read.value.content) } : 'missing';
    }
    case 'issue': {
      const read = await client.readIssue({ id });
      if (!read.ok) return 'missing';
      const now = issueFact(read.value);
      // 归档 answers with a summary only: the fact 'archive' states it.
      return now.state === 'archived' && fact.state === 'printed'
        ? { ...now, state: 'printed', steps: now.steps.slice(0, -1) }
        : now;
    }
    case 'archive': {
      const read = await client.readArchivedIssue({ id });
      if (!read.ok) return 'missing';
      return { kind, id, state: read.value.issue.state, numberText: read.value.issue.numberText };
    }
    case 'frozenFile': {
      const [issueId = '', name = ''] = id.split(' ');
      const read = await client.readFrozenFile({ id: issueId, name });
      return read.ok ? { kind, id, sha256: digestOf(read.value.bytes) } : 'missing';
    }
    default:
      return kind satisfies never;
  }
}
