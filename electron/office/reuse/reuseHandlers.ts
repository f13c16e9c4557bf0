import type { reuseCommands } from '#shared/contract/reuseCommands.ts';
import { isBackIssueId } from '#shared/issue/backIssueId.ts';
import { partsBetween } from '#shared/search/highlight.ts';
import { overlap, type Stretch } from '#shared/search/overlap.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { contentOf, type Handlers } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { findReuse, percentOf, readSource, subjectText } from './findReuse.ts';

/** 查重: what of a text was printed or received before, and where. */
export const reuseHandlers: Handlers<keyof typeof reuseCommands> = {
  checkReuse(context, { subject }) {
    const content = contentOf(context);
    return { findings: [...findReuse(content, subject, subjectText(content, subject).text)] };
  },

  compareReuse(context, { subject, source }) {
    const content = contentOf(context);
    const one = subjectText(content, subject);
    const other =
      source.kind === 'manuscript'
        ? subjectText(content, source)
        : readSource(content, { kind: 'passage', passageId: passageOf(content, source) });
    const common = overlap(one.text, other.text);
    return {
      percent: percentOf(common),
      text: { title: one.title, parts: marked(one.text, common.ofText) },
      source: { title: other.title, parts: marked(other.text, common.ofSource) },
    };
  },
};

function passageOf(content: ReadableDatabase, { issueId, place }: { issueId: string; place: number }): number {
  const owner = isBackIssueId(issueId) ? 'back_issue_id' : 'issue_id';
  const id = content
    .prepare(`SELECT id FROM search_passages WHERE ${owner} = ? AND place = ?`)
    .pluck()
    .get(issueId, place) as number | undefined;
  if (id === undefined) throw new OfficeError('notFound', '档案中没有这一篇。');
  return id;
}

function marked(text: string, stretches: readonly Stretch[]) {
  return [
    ...partsBetween(
      text,
      stretches.map((stretch) => ({ ...stretch, term: 0 })),
      0,
      text.length,
    ),
  ];
}
