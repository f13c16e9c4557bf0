import { memo, type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { listChanges } from '#shared/revision/listChanges.ts';
import { mixArticle } from '#shared/revision/mixArticle.ts';
import { announce, ask } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useQuiet } from '../../app/useQuiet.ts';
import { ArticleEditor, type ArticleEditorHandle } from '../../editor/ArticleEditor.tsx';
import type { Images } from '../../editor/ArticleView.tsx';
import { editor as editorStrings } from '../../strings/editor.ts';
import { revisions } from '../../strings/revisions.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useWidth } from '../../ui/useWidth.ts';
import { useProofreading } from '../articles/useProofreading.tsx';
import { ArticleChanges } from './ArticleChanges.tsx';
import type { Correction } from './corrections.ts';
import { usePeopleNames } from './usePeopleNames.ts';

interface Draft {
  readonly content: ArticleContent;
  readonly added: Images;
}

/** Corrections begun and not submitted, by person and article, so that looking at the pages meanwhile does not lose them. */
const drafts = new Map<string, Draft>();

export interface CorrectionViewProps {
  readonly issue: WholeIssue;
  readonly articleId: string;
  /** What was corrected in it before; absent where it stands as it was handed over. */
  readonly handedOver: Correction | undefined;
  readonly onClose: () => void;
}

/** Below this width the marked text stands in the place of the editor, not beside it. */
const roomForBoth_px = 860;

/** A pause in typing after which the changes are told anew: comparing a long text takes longer than a key may. */
const pause_ms = 250;

/** The reviewer's own correction of one article: written apart from what is signed, and handed in as a whole. */
export function CorrectionView({ issue, articleId, handedOver, onClose }: CorrectionViewProps) {
  const { person } = useSignedIn();
  const key = `${person.id}/${articleId}`;
  const original = useMemo(() => contentOf(issue, articleId), [issue, articleId]);
  const [start] = useState(() => drafts.get(key)?.content ?? original);
  const editor = useRef<ArticleEditorHandle>(null);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const panes = useRef<HTMLDivElement>(null);
  const hasRoom = useWidth(panes) >= roomForBoth_px;
  const [markedChoice, setMarkedChoice] = useState<boolean>();
  const showsMarked = markedChoice ?? hasRoom;
  const proofreading = useProofreading({
    id: articleId,
    publicationId: issue.summary.publicationId,
    isReadOnly: false,
    isTextShown: hasRoom || !showsMarked,
    showText: () => setMarkedChoice(false),
  });
  const [written, setWritten] = useState(start);
  // Typing goes before telling what was typed.
  const text = useDeferredValue(useQuiet(written, pause_ms));
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another text come other pictures
  const images = useMemo(
    () => ({ ...handedOver?.images, ...issue.document.images, ...drafts.get(key)?.added }),
    [handedOver, issue, key, text],
  );
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
  if (!original || !start || !text) return null;

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
          <Button kind="quiet" aria-pressed={showsMarked} onClick={() => setMarkedChoice(!showsMarked)}>
            {showsMarked ? signOff.hideMarked : signOff.showMarked}
          </Button>
          <Button onClick={drop}>{signOff.dropCorrection}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={submit}>
            {signOff.submitCorrection}
          </Button>
        </div>
      </div>
      {refused && <Notice kind="error">{refused}</Notice>}
      <div className="correction-panes" ref={panes}>
        <ArticleEditor
          ref={editor}
          content={start}
          images={{ ...issue.document.images, ...drafts.get(key)?.added }}
          isUnseen={showsMarked && !hasRoom}
          onChange={(content, added) => {
            setWritten(content);
            if (differs(content)) drafts.set(key, { content, added });
            else drafts.delete(key);
          }}
        >
          {proofreading.marks}
        </ArticleEditor>
        {showsMarked && (
          <MarkedNow original={original} handedOver={handedOver} text={text} images={images} editor={editor} />
        )}
      </div>
    </div>
  );
}

interface MarkedNowProps {
  readonly original: ArticleContent;
  readonly handedOver: Correction | undefined;
  /** The text as it stands in the editor, or did a moment ago. */
  readonly text: ArticleContent;
  readonly images: Images;
  readonly editor: RefObject<ArticleEditorHandle | null>;
}

/** What is being corrected, marked in the text as it is written; each change can be put back. */
const MarkedNow = memo(function MarkedNow({ original, handedOver, text, images, editor }: MarkedNowProps) {
  const { person } = useSignedIn();
  const nameOf = usePeopleNames();
  const before = handedOver?.before ?? original;
  const comparison = useMemo(() => compareArticles(before, text), [before, text]);
  const changes = useMemo(() => {
    const steps = handedOver?.steps ?? [];
    // Whoever only looks has written nothing.
    const isSaved = canonicalJson(text) === canonicalJson(original);
    const now = { personId: person.id, at: new Date().toISOString(), content: text };
    return listChanges(comparison, before, isSaved ? steps : [...steps, now]);
  }, [comparison, before, handedOver, text, original, person.id]);
  const putBack = (change: number) => {
    const now = editor.current?.commit();
    // What was typed since the changes were listed must not be written over.
    if (!now || canonicalJson(now) !== canonicalJson(text)) {
      announce('warn', signOff.changedMeanwhile);
      return;
    }
    const undo = editor.current?.replace(mixArticle(comparison, (one) => one !== change));
    const run = () => {
      if (!undo?.()) announce('info', editorStrings.undoTooLate);
    };
    announce('info', revisions.rejected(1), { label: revisions.undo, run });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text is scrolled with the keys
    <section className="correction-marked" tabIndex={0} aria-label={signOff.markedNow}>
      {changes.length === 0 && <p className="second correction-none">{signOff.nothingYet}</p>}
      <ArticleChanges
        title={titleInOneLine(text.title)}
        comparison={comparison}
        changes={changes}
        images={images}
        nameOf={nameOf}
        onWithdraw={putBack}
        withdrawVerb={signOff.putBack}
      />
    </section>
  );
});

function contentOf({ document }: WholeIssue, articleId: string): ArticleContent | undefined {
  const article = document.articles.find(({ id }) => id === articleId);
  if (!article) return undefined;
  const { id: _id, ...content } = article;
  return content;
}
