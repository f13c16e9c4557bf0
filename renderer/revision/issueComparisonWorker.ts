import { changesOf, type IssueComparison } from './createIssueComparer.ts';

addEventListener('message', ({ data }: MessageEvent<IssueComparison>) => postMessage(changesOf(data)));
