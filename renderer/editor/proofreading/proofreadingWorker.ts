import {
  type CheckedText,
  createProofreader,
  type Lexicon,
  type Proofreader,
} from '#shared/proofreading/proofreader.ts';
import { syllablesOf } from '#shared/proofreading/syllables.ts';

/** First the lexicon, then texts as often as wanted; each answer has the number of its question. */
export type ProofreadingQuestion =
  | { readonly kind: 'lexicon'; readonly lexicon: Lexicon }
  | { readonly kind: 'check'; readonly number: number; readonly texts: readonly CheckedText[] };

export interface ProofreadingAnswer {
  readonly number: number;
  readonly findings: readonly ReturnType<Proofreader>[];
}

let check: Proofreader = () => [];

addEventListener('message', ({ data }: MessageEvent<ProofreadingQuestion>) => {
  if (data.kind === 'lexicon') check = createProofreader(data.lexicon, syllablesOf);
  else postMessage({ number: data.number, findings: data.texts.map(check) } satisfies ProofreadingAnswer);
});
