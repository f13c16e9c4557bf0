import { requests } from '../../strings/requests.ts';

/** How long an issue has been in its state, in words. */
export function stayedFor(since: string, now = Date.now()): string {
  return requests.duration(Math.max(0, (now - Date.parse(since)) / 60_000));
}
