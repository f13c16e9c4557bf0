import { findInTexts, type TextSearch } from '#shared/document/findInTexts.ts';
import { simplify } from '#shared/document/simplify.ts';

// A pattern can take longer than anybody waits (a+)+$: here it holds nothing up, and can be stopped.
addEventListener('message', ({ data }: MessageEvent<TextSearch>) => postMessage(findInTexts(data, simplify)));
