import { escapeHtml } from './escapeHtml.ts';

/** What a Latin letter or digit takes at the most of a full-width character's width, near enough to tell a line that fits. */
const widestLatin = 0.6;

/**
 * One line of a title. It prints as the editor broke it; where it is wider than the type area it may break further, but
 * only between words (`capacity` counts full-width characters).
 */
export function titleLine(text: string, capacity: number): string {
  const width = [...text].reduce((sum, character) => sum + (/[ -~]/.test(character) ? widestLatin : 1), 0);
  if (width <= capacity) return `<span>${escapeHtml(text)}</span>`;
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  return `<span class="long">${words.map((word) => `<i>${escapeHtml(word)}</i>`).join('')}</span>`;
}
