import { useEffect, useRef, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { announce, ask } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { ArticleEditor, type ArticleEditorHandle } from '../../editor/ArticleEditor.tsx';
import type { Images } from '../../editor/ArticleView.tsx';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface Draft {
  readonly content: ArticleContent;
  readonly added: Images;
}

/** Corrections begun and not submitted, by person and article, so that looking at the pages meanwhile does not lose them. */
const drafts = new Map<string, Draft>();

export interface CorrectionViewProps {
  readonly issue: WholeIssue;
  readonly articleId: string;
  readonly onClose: () => void;
}

/** The reviewer's own correction of one article: written apart from what is signed, and handed in as a whole. */
export function CorrectionView({ issue, articleId, onClose }: CorrectionViewProps) {
  const { person } = useSignedIn();
  const key = `${person.id}/${articleId}`;
  const original = contentOf(issue, articleId);
  const [start] = useState(() => drafts.get(key)?.content ?? original);
  const editor = useRef<ArticleEditorHandle>(null);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const differs = (content: ArticleContent) =>
    original !== undefined && canonicalJson(content) !== canonicalJson(original);
  const isBegun = useRef((): boolean => false);
  isBegun.current = () => {
    // A word that is still being chosen is in no draft yet.
    const now = editor.current?.commit();
    return drafts.has(key) || (now !== undefined && differs(now));
  };
  useEffect(
    () =>
      holdText({
        hasUnsaved: () => isBegun.current(),
        // To hand in voids a signature: that is not done in passing. The text stays here and says so.
        saveNow: async () => {
          if (!isBegun.current()) return true;
          announce('warn', signOff.correctionOpen);
          return false;
        },
      }),
    [],
  );
  if (!original || !start) return null;

  const submit = async () => {
    const content = editor.current?.commit() ?? start;
    if (!differs(content)) {
      setRefused(signOff.nothingCorrected);
      return;
    }
    setIsBusy(true);
    const answer = await office.correctArticle({
      id: issue.summary.id,
      contentHash: issue.contentHash,
      articleId,
      content,
      images: { ...drafts.get(key)?.added },
    });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused(answer.message);
      return;
    }
    drafts.delete(key);
    announce('ok', signOff.corrected);
    onClose();
  };
  const drop = async () => {
    const content = editor.current?.commit() ?? start;
    const question = { title: signOff.dropTitle, text: signOff.dropText, verb: signOff.drop, isDangerous: true };
    if (differs(content) && (await ask(question)) === undefined) return;
    drafts.delete(key);
    onClose();
  };

  return (
    <div className="correction">
      <div className="text-tools">
        <div>
          <strong>{signOff.correctTitle(titleInOneLine(original.title))}</strong>
          <p className="second small">{signOff.correctHint}</p>
        </div>
        <div className="correction-buttons">
          <Button onClick={drop}>{signOff.dropCorrection}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={submit}>
            {signOff.submitCorrection}
          </Button>
        </div>
      </div>
      {refused && <Notice kind="error">{refused}</Notice>}
      <ArticleEditor
        ref={editor}
        content={start}
        images={{ ...issue.document.images, ...drafts.get(key)?.added }}
        onChange={(content, added) => {
          if (differs(content)) drafts.set(key, { content, added });
          else drafts.delete(key);
        }}
      />
    </div>
  );
}

function contentOf({ document }: WholeIssue, articleId: string): ArticleContent | undefined {
  const article = document.articles.find(({ id }) => id === articleId);
  if (!article) return undefined;
  const { id: _id, ...content } = article;
  return content;
}
