import { hasNoted, indexSlice } from '#store/content/indexDrafts.ts';
import { afterCommit } from '../afterCommit.ts';
import type { OfficeContext, Session } from '../officeContext.ts';

/** What was saved is indexed when the saves that follow each other are over, in slices between which others are served. */
const firstAfterMs = 300;
const nextAfterMs = 20;
const sliceMs = 8;

const waiting = new WeakMap<Session, NodeJS.Timeout>();

/** Indexes what saves have noted, slice by slice, until nothing is noted or the session ends; asked after each command, a sign-in too. */
export function indexBehind(context: OfficeContext): void {
  const { session } = context;
  if (!session?.content || waiting.has(session) || !hasNoted(session.content)) return;
  wait(context, session, firstAfterMs);
}

function wait(context: OfficeContext, session: Session, milliseconds: number): void {
  const timer = setTimeout(() => {
    waiting.delete(session);
    const { content } = session;
    // Nothing runs after a session; what is noted stays noted.
    if (context.session !== session || !content) return;
    // What fails (a full disk) is tried again by the next save, search or sign-in.
    afterCommit(context, 'indexBehind', () => {
      indexSlice(content, sliceMs);
      if (hasNoted(content)) wait(context, session, nextAfterMs);
    });
  }, milliseconds);
  timer.unref();
  waiting.set(session, timer);
}
