import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { articles as strings } from '../../strings/articles.ts';
import { askToSendArticles } from '../handover/askToSendArticles.ts';

export interface ArticleStepsOptions {
  readonly id: string;
  /** The newest text as it was saved from here. */
  readonly savedBase: () => { readonly baseVersion: number; readonly baseSaves: number };
  readonly whileBusy: (work: () => Promise<void>) => Promise<void>;
  /** Does something that needs what is typed to be on the disk first. */
  readonly afterSaving: (work: () => Promise<void>) => Promise<void>;
}

/** The steps that an article takes as a whole: 定稿, 搁置, and what takes either back, and its way to another machine. */
export function articleSteps({ id, savedBase, whileBusy, afterSaving }: ArticleStepsOptions) {
  const unshelve = () =>
    whileBusy(async () => {
      const answer = await office.unshelveArticle({ id });
      if (answer.ok) announce('ok', strings.unshelved);
      else announceRefusal(answer);
    });
  return {
    finalize: () =>
      afterSaving(async () => {
        const answer = await office.finalizeArticle({ id, ...savedBase() });
        if (answer.ok) announce('ok', strings.finalized);
        else announceRefusal(answer);
      }),
    reopen: () =>
      whileBusy(async () => {
        const answer = await office.reopenArticle({ id });
        if (answer.ok) announce('ok', strings.reopened);
        else announceRefusal(answer);
      }),
    shelve: () =>
      afterSaving(async () => {
        const answer = await office.shelveArticle({ id, ...savedBase() });
        if (!answer.ok) return announceRefusal(answer);
        const title = answer.value.title || strings.untitled;
        announce('ok', strings.shelved(title), { label: strings.unshelve, run: () => void unshelve() });
      }),
    unshelve,
    lend: () => whileBusy(() => askToSendArticles([id])),
  };
}
