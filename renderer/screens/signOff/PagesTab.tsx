import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { signOff } from '../../strings/signOff.ts';
import { Notice } from '../../ui/Notice.tsx';

/** The pages of an issue: as they were frozen once it is signed, marked 草稿 before. */
export function PagesTab({ issue }: { readonly issue: WholeIssue }) {
  const { id, numberText } = issue.summary;
  const isFrozen = numberText !== undefined;
  const pages = useAnswer(`pages-${id}-${issue.contentHash}-${isFrozen}`, async () => {
    if (!isFrozen) {
      const answer = await office.previewIssue({ id });
      return answer.ok ? { ok: true as const, value: answer.value.pdf } : answer;
    }
    const answer = await office.readFrozenFile({ id, name: 'issue.pdf' });
    return answer.ok ? { ok: true as const, value: answer.value.bytes } : answer;
  });
  if (pages.refusal) return <Notice kind="error">{pages.refusal.message}</Notice>;
  const note = isFrozen ? signOff.frozenNote : signOff.draftNote;
  return (
    <PagePreview
      pdf={pages.value}
      label={signOff.pages}
      note={pages.isLoading ? signOff.typesetting : note}
      empty={signOff.typesetting}
    />
  );
}
