import type { RefusedRequests } from './host.ts';

export interface Refusals {
  readonly add: (url: string) => void;
  readonly read: () => RefusedRequests;
}

/** A screenful for whoever asks what was refused; the count goes on. */
const remembered = 20;

/** What was refused since the program began. */
export function createRefusals(): Refusals {
  let count = 0;
  let last: readonly string[] = [];
  return {
    add: (url) => {
      count += 1;
      last = [withoutText(url), ...last].slice(0, remembered);
    },
    read: () => ({ count, last: [...last] }),
  };
}

/** What follows a question mark, or the whole of an address that holds its content, may be text of a manuscript. */
function withoutText(url: string): string {
  return url.startsWith('data:') ? 'data:' : (url.split(/[?#]/)[0] ?? '');
}
