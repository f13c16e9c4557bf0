import { cpSync } from 'node:fs';
import { readSampleOffice, samplePasswords } from '#cli/demo/sampleOffice.ts';
import type { Office } from '#office/office.ts';
import { createOffice } from '#office/office.ts';
import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { inlineText } from '#shared/issue/inline.ts';
import { done } from './done.ts';
import { openBases } from './openBases.ts';
import { rowFaults } from './rowFaults.ts';

/** The editor of the sample, who writes. */
export const writer = { id: 'suhe', password: samplePasswords.suhe ?? '' } as const;
export const writtenTitle = '渡口的灯';

/** What the writer did; one line of the killed program's output, written before it is asked for and after the answer. */
export type WritingLine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'asked'; readonly action: WritingAction; readonly text: string }
  | {
      readonly kind: 'answered';
      readonly action: WritingAction;
      readonly text: string;
      readonly version: number;
      readonly state: string;
    };
export type WritingAction = 'save' | 'replace' | 'name' | 'finalize' | 'reopen';

export function writtenContent(text: string): ArticleContent {
  const body = text.split('\n').map((line) => ({ role: 'paragraph' as const, inlines: [{ text: line }] }));
  return { title: [writtenTitle], source: null, body };
}

export function textOf(content: ArticleContent): string {
  return content.body.map((block) => ('inlines' in block ? inlineText(block.inlines) : '')).join('\n');
}

export function openWritingOffice(directory: string): Office {
  return createOffice({ directory, print: () => Promise.reject(new Error('nothing is printed here')) });
}

/** The newest text as the caller has it, exactly. */
export function baseOf({ id, version, saves }: ArticleSummary) {
  return { id, baseVersion: version, baseSaves: saves };
}

/** An office with one article in an issue's draft, so that 定稿 has something to compose; gives the article's id. */
export async function foundWritingOffice(directory: string): Promise<string> {
  const office = openWritingOffice(directory);
  const { client } = office;
  try {
    const { office: about, people, publications } = readSampleOffice();
    const staff = people.map((person) => ({ ...person, password: samplePasswords[person.id] ?? '' }));
    done(await client.foundOffice({ ...about, people: staff }));
    done(await client.signIn({ personId: writer.id, password: writer.password }));
    const [{ name, ...settings } = { name: '' }] = publications;
    const publication = done(await client.savePublication({ name, settings: settings as never }));
    const created = done(await client.createArticle({ content: writtenContent('灯亮了。'), images: {} }));
    const final = done(await client.finalizeArticle({ id: created.id, baseVersion: created.version }));
    const { summary, contentHash, document } = done(await client.createIssue({ publicationId: publication.id }));
    const { marking, reportTo, copyTo, sendTo } = document;
    const fields = { marking, reportTo, copyTo, sendTo, articleIds: [final.id] };
    done(await client.saveIssue({ id: summary.id, baseContentHash: contentHash, ...fields }));
    done(await client.reopenArticle({ id: final.id }));
    return created.id;
  } finally {
    office.close();
  }
}

/**
 * Opens a directory again after a kill: everything that is wrong with it, in words. `directory` is changed, `copy` is
 * looked at as the kill left it; `lawful` says whether a text with its state may stand there.
 */
export async function writingFaults(
  directory: string,
  copy: string,
  id: string,
  lawful: (text: string, state: string) => string | undefined,
  versions: ReadonlyMap<number, string> = new Map(),
): Promise<readonly string[]> {
  const faults: string[] = [];
  cpSync(directory, copy, { recursive: true });
  const bases = await openBases(copy);
  faults.push(...rowFaults(bases));
  bases.close();
  const office = openWritingOffice(directory);
  try {
    const { client } = office;
    const { alerts } = done(await client.signIn({ personId: writer.id, password: writer.password }));
    faults.push(...alerts);
    const { content, summary } = done(await client.readArticle({ id }));
    const fault = lawful(textOf(content), summary.state);
    if (fault !== undefined) faults.push(fault);
    for (const [version, text] of versions) {
      const kept = await client.readArticleVersion({ id, version });
      if (!kept.ok || textOf(kept.value.content) !== text) faults.push(`version ${version} is not what was sealed`);
    }
    const open = summary.state === 'final' ? done(await client.reopenArticle({ id })) : summary;
    const further = `${textOf(content)}灭后再亮。`;
    done(await client.saveArticle({ ...baseOf(open), content: writtenContent(further), images: {} }));
    const { content: saved } = done(await client.readArticle({ id }));
    if (textOf(saved) !== further) faults.push('what is written afterwards is not kept');
  } finally {
    office.close();
  }
  return faults;
}
