import { escapeHtml } from './escapeHtml.ts';

/** What a Latin letter or digit takes at the most of a full-width character's width, near enough to tell a line that fits. */
const widestLatin = 0.6;

/**
 * One line of a title. It prints as the editor broke it; where it is wider than the type area it may break further, but
 * only between words, unless one is wider than the line (`capacity` counts full-width characters).
 */
export function titleLine(text: string, capacity: number): string {
  if (widthOf(text) <= capacity) return `<span>${escapeHtml(text)}</span>`;
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  // A word that is wider than the line breaks anywhere: it would leave the paper.
  const pieces = words.flatMap((word) => (widthOf(word) > capacity ? [...word] : [word]));
  return `<span class="long">${pieces.map((piece) => `<i>${escapeHtml(piece)}</i>`).join('')}</span>`;
}

/** In full-width characters. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[ -~]/.test(character) ? widestLatin : 1), 0);
}
