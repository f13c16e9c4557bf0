import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { KeptSearch, SearchFilters } from '#shared/contract/searchCommands.ts';
import { announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { search as strings } from '../../strings/search.ts';

interface Asked {
  readonly text: string;
  readonly filters: SearchFilters;
}

export interface SearchMemory {
  readonly kept: CommandOutput<'listSearches'> | undefined;
  readonly note: (asked: Asked) => void;
  /** Why it was not saved, or nothing. */
  readonly save: (asked: Asked & { readonly name: string }) => Promise<string | undefined>;
  readonly remove: (kept: KeptSearch) => void;
}

/** The searches of whoever is signed in. */
export function useSearchMemory(): SearchMemory {
  const first = useAnswer('searches', () => office.listSearches({}));
  const [newest, setNewest] = useState<CommandOutput<'listSearches'>>();
  return {
    kept: newest ?? first.value,
    note: async (asked) => {
      const answer = await office.noteSearch(asked);
      // What was found is there all the same.
      if (answer.ok) setNewest(answer.value);
    },
    save: async (asked) => {
      const answer = await office.saveSearch(asked);
      if (!answer.ok) return answer.message;
      setNewest(answer.value);
      return undefined;
    },
    remove: async ({ id, name }) => {
      if (name !== undefined) {
        const question = { title: strings.removeTitle(name), text: strings.removeText, verb: strings.removeVerb };
        if ((await ask({ ...question, isDangerous: true })) === undefined) return;
      }
      const answer = await office.removeSearch({ id });
      if (answer.ok) setNewest(answer.value);
      else announceRefusal(answer);
    },
  };
}
