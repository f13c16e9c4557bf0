import { useEffect } from 'react';
import { askedArticles, askedSend } from '../../app/askedSend.ts';
import { useStore } from '../../app/store.ts';
import { SendArticlesDialog } from './SendArticlesDialog.tsx';
import { SendDialog } from './SendDialog.tsx';

/** The dialog in which an issue or articles are handed over, once some screen has asked for it; given up with the session. */
export function SendHost() {
  const asked = useStore(askedSend);
  const articles = useStore(askedArticles);
  useEffect(
    () => () => {
      askedSend.set(undefined);
      askedArticles.set(undefined);
    },
    [],
  );
  if (asked) return <SendDialog key={asked.issueId} {...asked} onClose={() => askedSend.set(undefined)} />;
  return articles && <SendArticlesDialog asked={articles} onClose={() => askedArticles.set(undefined)} />;
}
