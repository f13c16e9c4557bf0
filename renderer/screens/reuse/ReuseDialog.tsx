import { reuse as strings } from '../../strings/search.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ReusePart, useReuse } from './ReusePart.tsx';

/** 查重 of an article from elsewhere: every place with its comparison. */
export function ReuseDialog({ articleId, onClose }: { readonly articleId: string; readonly onClose: () => void }) {
  const subject = { kind: 'article', id: articleId } as const;
  const { reuse, refusal } = useReuse(subject, 'newest');
  return (
    <Dialog title={strings.title} onClose={onClose} actions={<Button onClick={onClose}>{words.close}</Button>}>
      <ReusePart subject={subject} reuse={reuse} refusal={refusal} />
    </Dialog>
  );
}
