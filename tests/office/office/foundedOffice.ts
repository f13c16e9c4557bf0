import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { createOffice, type Office, type OfficeOptions } from '#office/office.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { articleLines } from '#shared/document/articleLines.ts';
import { anchorIn, CommentAnchor } from '#shared/document/commentAnchor.ts';
import type { ArticleContent } from '#shared/issue/article.ts';

/** The people of a test's office: three suffice in standard staffing. */
export const staff = [
  { id: 'wenhe', name: '闻禾', roles: ['editor', 'archivist', 'systemAdministrator'], password: '水何澹澹山岛竦峙' },
  { id: 'qiaoyi', name: '乔一', roles: ['reviewer', 'securityAdministrator'], password: '树木丛生百草丰茂' },
  { id: 'shenjun', name: '沈钧', roles: ['signer', 'auditor'], password: '秋风萧瑟洪波涌起' },
] satisfies CommandInput<'foundOffice'>['people'];

/** Strict staffing with one role a person, so that a refusal can be laid to the role. */
export const strictStaff = [
  { id: 'lubian', name: '陆编', roles: ['editor'], password: '日月之行若出其中' },
  { id: 'shishen', name: '石深', roles: ['reviewer'], password: '星汉灿烂若出其里' },
  { id: 'jianqian', name: '简谦', roles: ['signer'], password: '幸甚至哉歌以咏志' },
  { id: 'dangan', name: '党安', roles: ['archivist'], password: '孟冬十月北风徘徊' },
  { id: 'xiting', name: '习亭', roles: ['systemAdministrator'], password: '天气肃清繁霜霏霏' },
  { id: 'baomi', name: '鲍觅', roles: ['securityAdministrator'], password: '鹍鸡晨鸣鸿雁南飞' },
  { id: 'jishen', name: '纪慎', roles: ['auditor'], password: '鸷鸟潜藏熊罴窟栖' },
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
 * A real page without a word on it, printed once a test file, for tests that are about steps and not about pages; what
 * pages look like has its own tests.
 */
export function printOnce(): Promise<Uint8Array> {
  onePage ??= createPrinter().then((printer) => printer.print('<!doctype html><p>').finally(() => printer.close()));
  return onePage;
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'neikan-office-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An office as it was founded, kept for the test file: founding seals every password, which takes seconds. */
interface Founding {
  readonly directory: string;
  readonly recoveryCode: string;
}
const foundings = new Map<string, Promise<Founding>>();
const kept: string[] = [];
afterAll(() => {
  for (const directory of kept) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory for the length of the test file. */
export function fileDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'neikan-file-'));
  kept.push(directory);
  return directory;
}

type Staffing = CommandInput<'foundOffice'>['staffing'];

async function found(staffing: Staffing, people: CommandInput<'foundOffice'>['people']): Promise<Founding> {
  const directory = fileDirectory();
  const office = createOffice({ print: printOnce, directory });
  const { recoveryCode } = value(await office.client.foundOffice({ name: '澜溪县办公室', staffing, people }));
  office.close();
  return { directory, recoveryCode };
}

/** A new data directory with an office in it, of `staff` or, in strict staffing, of `strictStaff`; nobody has it open. */
export async function foundedDirectory(
  staffing: Staffing = 'standard',
  people: CommandInput<'foundOffice'>['people'] = staffing === 'strict' ? [...strictStaff] : [...staff],
): Promise<Founding> {
  const name = JSON.stringify([staffing, people]);
  const founding = foundings.get(name) ?? found(staffing, people);
  foundings.set(name, founding);
  const { directory, recoveryCode } = await founding;
  return { directory: copyOf(directory), recoveryCode };
}

/** The same data in another directory, for the length of a test. */
export function copyOf(directory: string, copy: string = temporaryDirectory()): string {
  cpSync(directory, copy, { recursive: true });
  return copy;
}

/** The office of a directory, closed when the test ends. */
export function openOffice(directory: string, options: Partial<OfficeOptions> = {}): Office {
  const office = createOffice({ print: printOnce, ...options, directory });
  onTestFinished(() => office.close());
  return office;
}

/** A new office in a directory of its own, closed when the test ends. */
export async function foundedOffice(
  options: Partial<Omit<OfficeOptions, 'directory'>> & {
    staffing?: Staffing;
    people?: CommandInput<'foundOffice'>['people'];
  } = {},
) {
  const { staffing, people, ...rest } = options;
  const { directory, recoveryCode } = await foundedDirectory(staffing, people);
  return { office: openOffice(directory, rest), directory, recoveryCode };
}

export async function signIn(office: Office, id: string): Promise<CommandOutput<'signIn'>> {
  return value(await office.client.signIn({ personId: id, password: passwordOf(id) }));
}

/** Somebody whose password was given by another signs in and makes it his own, which is returned. */
export async function signInFirst(
  { client }: Office,
  { id, password }: { readonly id: string; readonly password: string },
): Promise<string> {
  value(await client.signIn({ personId: id, password }));
  const own = `${password}甲`;
  value(await client.changePassword({ password, next: own }));
  return own;
}

/** A clock of a test's own, beside the time since the machine was started: `pass` moves both. */
export function testClock(start = new Date().toISOString()) {
  let now = Date.parse(start);
  let up = 1000;
  return {
    now: () => new Date(now),
    upSeconds: () => up,
    pass: (seconds: number) => {
      now += seconds * 1000;
      up += seconds;
    },
    /** As somebody sets it who may. */
    set: (moment: string) => {
      now = Date.parse(moment);
    },
    restartMachine: () => {
      up = 0;
    },
  };
}

export function passwordOf(id: string): string {
  return [...staff, ...strictStaff].find((person) => person.id === id)?.password ?? '';
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

/** Where a comment hangs: on these words of an article, of `articleContent` where no other is given. */
export function anchorOf(
  words: string,
  content: ArticleContent = articleContent('澜溪县开设村口服务点'),
): CommentAnchor {
  const lines = articleLines(content);
  const place = lines.findIndex(({ text }) => text.includes(words));
  const start = lines[place]?.text.indexOf(words) ?? 0;
  return CommentAnchor.parse(anchorIn(lines, place, start, start + words.length));
}

/** Signed in as an editor: the publication of every test, made when it is not there. */
export async function publicationOf({ client }: Office): Promise<CommandOutput<'savePublication'>> {
  const [known] = value(await client.listPublications({}));
  return known ?? value(await client.savePublication({ name: '澜溪信息', settings }));
}

/** Signed in as an editor: a new article at 定稿. */
export async function finalArticle({ client }: Office, title = '澜溪县开设村口服务点') {
  const article = value(await client.createArticle({ content: articleContent(title), images: {} }));
  return value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
}

/** Signed in as an editor: an issue of these articles, not handed over yet. */
export async function issueOf(office: Office, articleIds: readonly string[]) {
  const publication = await publicationOf(office);
  const { client } = office;
  const { summary, contentHash, document } = value(await client.createIssue({ publicationId: publication.id }));
  const { marking, reportTo, copyTo, sendTo } = document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [...articleIds] };
  return value(await client.saveIssue({ id: summary.id, baseContentHash: contentHash, ...fields }));
}

/** Signs in the editor of `staff` and makes up an issue of one final article, not handed over yet. */
export async function draftIssue(office: Office, title = '澜溪县开设村口服务点') {
  await signIn(office, 'wenhe');
  const publication = await publicationOf(office);
  const article = await finalArticle(office, title);
  return { publication, article, issue: await issueOf(office, [article.id]) };
}
