import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { Article } from '#shared/issue/article.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { usualFlow } from '#shared/workflow/flowSchema.ts';
import { createIssueDraft } from '../../../renderer/screens/issues/issueDraft.ts';

const at = '2024-05-06T01:00:00.000Z';
const article = (id: string): Article => ({ id, title: [`稿${id}`], source: null, body: [] });

/** An office of one issue that refuses what is not based on what it holds, and whose issue others can change. */
function smallOffice() {
  let count = 0;
  let issue: WholeIssue = {
    summary: {
      id: 'i',
      publicationId: 'p',
      publicationName: '澜溪信息',
      state: 'drafting',
      stateName: '组稿',
      station: 0,
      series: 'regular',
      titles: [],
      createdAt: at,
      createdBy: 'a',
      since: at,
      turn: { waitsFor: '责任编辑', isMine: true },
    },
    document: { ...emptyIssueDocument({ name: '澜溪信息', organ: '' }), articles: ['a', 'b', 'c'].map(article) },
    contentHash: '0',
    flow: usualFlow,
    steps: [],
    signOffs: [],
    comments: [],
    requests: [],
    mayRequestRecall: false,
  };
  const saves: CommandInput<'saveIssue'>[] = [];
  const refused: { next?: Answer<WholeIssue> } = {};
  const changeMeanwhile = (part: Partial<WholeIssue['document']>, state = issue.summary.state) => {
    count += 1;
    issue = {
      ...issue,
      summary: { ...issue.summary, state },
      document: { ...issue.document, ...part },
      contentHash: String(count),
    };
    return issue;
  };
  const office = {
    readIssue: async () => ({ ok: true as const, value: issue }),
    saveIssue: async (input: CommandInput<'saveIssue'>): Promise<Answer<WholeIssue>> => {
      saves.push(input);
      if (refused.next) return refused.next;
      if (input.baseContentHash !== issue.contentHash) return { ok: false, code: 'conflict', message: '已有改动。' };
      const { articleIds, column } = input;
      return {
        ok: true,
        value: changeMeanwhile({ articles: articleIds.map(article), ...(column === undefined ? {} : { column }) }),
      };
    },
  };
  return { office, saves, refused, changeMeanwhile, first: issue, held: () => issue.document };
}

describe('an open draft', () => {
  it('saves an order at once and undoes it', async () => {
    const { office, first, held } = smallOffice();
    const draft = createIssueDraft(first, office);
    draft.reorder(['c', 'a', 'b']);
    draft.reorder(['c', 'b']);
    await draft.saveNow();
    expect(held().articles.map(({ id }) => id)).toEqual(['c', 'b']);
    draft.undo();
    draft.undo();
    await draft.saveNow();
    expect(held().articles.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    draft.undo();
    expect(draft.hasUnsaved()).toBe(false);
  });
  it('saves what was typed while a save was under way', async () => {
    const { office, first, saves, held } = smallOffice();
    const draft = createIssueDraft(first, office);
    draft.change({ column: '基层' });
    const saving = draft.saveNow();
    draft.change({ column: '基层经验' });
    await expect(saving).resolves.toBe(true);
    expect(held().column).toBe('基层经验');
    expect(saves.map(({ baseContentHash }) => baseContentHash)).toEqual(['0', '1']);
  });
  it('goes on top of newer texts of its articles without asking', async () => {
    const { office, first, changeMeanwhile, held } = smallOffice();
    const draft = createIssueDraft(first, office);
    changeMeanwhile({ articles: first.document.articles.map((one) => ({ ...one, title: ['新的标题'] })) });
    draft.change({ column: '基层经验' });
    await expect(draft.saveNow()).resolves.toBe(true);
    expect(held().column).toBe('基层经验');
    expect(draft.state.get().conflict).toBeUndefined();
  });
  it('asks where somebody else changed the make-up too, and overwrites nothing until told', async () => {
    const { office, first, changeMeanwhile, held } = smallOffice();
    const draft = createIssueDraft(first, office);
    changeMeanwhile({ column: '调查研究' });
    draft.change({ column: '基层经验' });
    await expect(draft.saveNow()).resolves.toBe(false);
    expect(held().column).toBe('调查研究');
    expect(draft.state.get().makeUp.column).toBe('基层经验');
    await draft.settle('mine');
    expect(held().column).toBe('基层经验');
  });
  it('takes the other side in where one says so', async () => {
    const { office, first, changeMeanwhile } = smallOffice();
    const draft = createIssueDraft(first, office);
    changeMeanwhile({ column: '调查研究' });
    draft.change({ column: '基层经验' });
    await draft.saveNow();
    await draft.settle('theirs');
    expect(draft.state.get().makeUp.column).toBe('调查研究');
    expect(draft.hasUnsaved()).toBe(false);
  });
  it('keeps what was typed when a save is refused, and saves it later', async () => {
    const { office, first, refused, held } = smallOffice();
    const draft = createIssueDraft(first, office);
    refused.next = { ok: false, code: 'diskFull', message: '磁盘已满。' };
    draft.change({ column: '基层经验' });
    await expect(draft.saveNow()).resolves.toBe(false);
    expect(draft.state.get()).toMatchObject({ makeUp: { column: '基层经验' }, refusal: { code: 'diskFull' } });
    delete refused.next;
    await expect(draft.saveNow()).resolves.toBe(true);
    expect(held().column).toBe('基层经验');
    expect(draft.state.get().refusal).toBeUndefined();
  });
  it('takes a newer reading in, but never over something unsaved', async () => {
    const { office, first, changeMeanwhile } = smallOffice();
    const draft = createIssueDraft(first, office);
    draft.takeIn(changeMeanwhile({ column: '调查研究' }));
    expect(draft.state.get().makeUp.column).toBe('调查研究');
    draft.change({ column: '基层经验' });
    draft.takeIn(changeMeanwhile({ column: '工作研究' }));
    expect(draft.state.get().makeUp.column).toBe('基层经验');
  });
});
