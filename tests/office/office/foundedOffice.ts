import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { createOffice, type Office, type OfficeOptions } from '#office/office.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';

/** The people of a test's office: three suffice in standard staffing; a second editor and reviewer for the separations. */
export const staff = [
  { id: 'wenhe', name: '闻禾', roles: ['editor', 'archivist', 'systemAdministrator'], password: '水何澹澹山岛竦峙' },
  { id: 'qiaoyi', name: '乔一', roles: ['reviewer', 'securityAdministrator'], password: '树木丛生百草丰茂' },
  { id: 'shenjun', name: '沈钧', roles: ['signer', 'auditor'], password: '秋风萧瑟洪波涌起' },
] satisfies CommandInput<'foundOffice'>['people'];

export const settings = {
  organ: '澜溪县办公室',
  columns: ['基层经验'],
  marking: ['内部资料'],
  reportTo: ['县委、县政府领导'],
  sendTo: ['各乡镇'],
  firstNumber: { serial: 5, running: 128 },
} satisfies CommandInput<'savePublication'>['settings'];

let onePage: Promise<Uint8Array> | undefined;

/**
 * A real page, printed once a test file, for tests that are about steps and not about pages; what pages look like has its
 * own tests.
 */
export function printOnce(html: string): Promise<Uint8Array> {
  onePage ??= createPrinter().then((printer) => printer.print(html).finally(() => printer.close()));
  return onePage;
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'neikan-office-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A new office in a directory of its own, closed when the test ends. */
export async function foundedOffice(
  options: Partial<OfficeOptions> & { people?: CommandInput<'foundOffice'>['people'] } = {},
) {
  const directory = options.directory ?? temporaryDirectory();
  const office = createOffice({ print: printOnce, ...options, directory });
  onTestFinished(() => office.close());
  const input = { name: '澜溪县办公室', staffing: 'standard' as const, people: options.people ?? [...staff] };
  const { recoveryCode } = value(await office.client.foundOffice(input));
  return { office, directory, recoveryCode };
}

export async function signIn(office: Office, id: string): Promise<CommandOutput<'signIn'>> {
  return value(await office.client.signIn({ personId: id, password: passwordOf(id) }));
}

export function passwordOf(id: string): string {
  return staff.find((person) => person.id === id)?.password ?? '';
}

/** The value of an answer that has to be one; the refusal's words otherwise. */
export function value<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.code}: ${answer.message} ${JSON.stringify(answer.details ?? {})}`);
}

/** The code of an answer that has to be a refusal. */
export function code(answer: Answer<unknown>): string {
  return answer.ok ? 'ok' : answer.code;
}

export function articleContent(title: string, text = '今年以来，澜溪县把便民服务做到村口。') {
  return {
    title: [title],
    source: { unit: '澜溪县办公室', line: '（澜溪县办公室）' },
    body: [{ role: 'paragraph' as const, inlines: [{ text }] }],
  };
}

/** Signed in as the editor, an issue of one final article, not handed over yet. */
export async function draftIssue(office: Office, title = '澜溪县开设村口服务点') {
  await signIn(office, 'wenhe');
  const { client } = office;
  const [known] = value(await client.listPublications({}));
  const publication = known ?? value(await client.savePublication({ name: '澜溪信息', settings }));
  const article = value(await client.createArticle({ content: articleContent(title), images: {} }));
  const final = value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
  const { summary, contentHash, document } = value(await client.createIssue({ publicationId: publication.id }));
  const { marking, reportTo, copyTo, sendTo } = document;
  const fields = { marking, reportTo, copyTo, sendTo };
  const issue = value(
    await client.saveIssue({ id: summary.id, baseContentHash: contentHash, ...fields, articleIds: [final.id] }),
  );
  return { publication, article: final, issue };
}
