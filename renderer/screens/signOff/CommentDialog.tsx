import { useState } from 'react';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What a comment hangs on: words of a block, or an article as a whole. */
export interface CommentPlace {
  readonly articleId: string;
  readonly title: string;
  readonly block?: number;
  readonly quote: string;
}

export interface CommentDialogProps {
  readonly issueId: string;
  readonly place: CommentPlace;
  readonly onClose: () => void;
}

export function CommentDialog({ issueId, place, onClose }: CommentDialogProps) {
  const { articleId, title, block, quote } = place;
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const add = async () => {
    if (text.trim() === '' || isBusy) return;
    setIsBusy(true);
    const answer = await office.addComment({
      id: issueId,
      articleId,
      ...(block === undefined ? {} : { block }),
      quote,
      text,
    });
    setIsBusy(false);
    if (answer.ok) onClose();
    else setRefused(answer.message);
  };
  return (
    <Dialog
      title={signOff.commentTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={add}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={text.trim() === ''} isBusy={isBusy} onClick={add}>
            {signOff.addComment}
          </Button>
        </>
      }
    >
      <p className="second">{quote === '' ? signOff.commentOnArticle(title) : signOff.commentAbout(quote)}</p>
      <TextArea label={signOff.commentText} rows={4} value={text} onValue={setText} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
