import { beforeEach, expect, test, vi } from 'vitest';
import { anchorIn } from '#shared/document/commentAnchor.ts';

/** An office that answers each comment when it is told to. */
const asked: { readonly name: string; readonly text: string; readonly answer: (isAdded: boolean) => void }[] = [];
function call(name: string, { text }: { readonly text?: string }) {
  if (name === 'officeStatus') return Promise.resolve({ ok: true, value: { signedIn: { id: 'wenhe' } } });
  return new Promise((resolve) => {
    const answer = (isAdded: boolean) =>
      resolve(isAdded ? { ok: true, value: [] } : { ok: false, code: 'diskFull', message: '磁盘已满。' });
    asked.push({ name, text: text ?? '', answer });
  });
}
vi.stubGlobal('window', { addEventListener() {}, neikan: { call } });
const { beginComment, commentDrafts, postDraft, setDraft } = await import(
  '../../../../renderer/screens/articles/commentDrafts.ts'
);
const { hasUnsaved, saveEverything } = await import('../../../../renderer/app/leaving.ts');

const anchor = anchorIn([{ part: 1, text: '全镇装灯三百盏。' }], 0, 4, 7);
if (!anchor) throw new Error('nothing to hang it on');
let articles = 0;
/** The drafts of another article for each test. */
function begun(text: string) {
  articles += 1;
  const id = `article-${articles}`;
  const drafts = commentDrafts('wenhe', id);
  if (anchor) setDraft(drafts, 'new', { text, anchor });
  return { id, drafts };
}
const turn = () => new Promise((resolve) => setTimeout(resolve));
beforeEach(() => {
  asked.length = 0;
});

test('what is written while a comment is on its way is kept', async () => {
  const { id, drafts } = begun('数字请核实');
  const posted = postDraft(id, drafts, 'new');
  setDraft(drafts, 'new', { text: '数字请核实，出处也写上', anchor });
  asked[0]?.answer(true);
  expect(await posted).toBe(true);
  expect(drafts.get().new?.text).toBe('数字请核实，出处也写上');
  setDraft(drafts, 'new', undefined);
});

test('who leaves while a comment is on its way posts it no second time', async () => {
  const { id, drafts } = begun('数字请核实');
  const posted = postDraft(id, drafts, 'new');
  const again = postDraft(id, drafts, 'new');
  const left = saveEverything();
  await turn();
  expect(asked.map(({ text }) => text)).toEqual(['数字请核实']);
  asked[0]?.answer(true);
  expect(await Promise.all([posted, again, left])).toEqual([true, true, true]);
  expect(asked).toHaveLength(1);
  expect(drafts.get()).toEqual({});
});

test('who leaves then finds what was written since added as well', async () => {
  const { id, drafts } = begun('数字请核实');
  const posted = postDraft(id, drafts, 'new');
  setDraft(drafts, 'new', { text: '出处也写上', anchor });
  const left = saveEverything();
  await turn();
  asked[0]?.answer(true);
  await posted;
  await turn();
  asked[1]?.answer(true);
  expect(await left).toBe(true);
  expect(asked.map(({ text }) => text)).toEqual(['数字请核实', '出处也写上']);
  expect(hasUnsaved()).toBe(false);
});

test('a comment that is refused stays a draft, is not asked for again by itself, and can be posted later', async () => {
  const { id, drafts } = begun('数字请核实');
  const both = Promise.all([postDraft(id, drafts, 'new'), postDraft(id, drafts, 'new')]);
  asked[0]?.answer(false);
  expect(await both).toEqual([false, false]);
  expect(asked).toHaveLength(1);
  expect(drafts.get().new?.text).toBe('数字请核实');
  const later = postDraft(id, drafts, 'new');
  asked[1]?.answer(true);
  expect(await later).toBe(true);
  expect(drafts.get()).toEqual({});
});

test('a comment that holds words stays at its passage when another is asked for, an empty one goes there', () => {
  const { drafts } = begun('数字请核实');
  const elsewhere = anchorIn([{ part: 1, text: '由近处人家照看。' }], 0, 1, 3);
  expect(beginComment(drafts, () => elsewhere)).toBe('held');
  expect(drafts.get().new).toEqual({ text: '数字请核实', anchor });
  setDraft(drafts, 'new', { text: ' ', anchor });
  expect(beginComment(drafts, () => undefined)).toBe('nowhere');
  expect(drafts.get().new?.anchor).toEqual(anchor);
  expect(beginComment(drafts, () => elsewhere)).toBe('begun');
  expect(drafts.get().new).toEqual({ text: '', anchor: elsewhere });
});
