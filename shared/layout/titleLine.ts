import { escapeHtml } from './escapeHtml.ts';

/**
 * One line of a title. It prints as the editor broke it; where it is wider than the type area it may break further, but
 * only between words (`capacity` counts full-width characters).
 */
export function titleLine(text: string, capacity: number): string {
  const width = [...text].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 0.6 : 1), 0);
  if (width <= capacity) return `<span>${escapeHtml(text)}</span>`;
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  return `<span class="long">${words.map((word) => `<i>${escapeHtml(word)}</i>`).join('')}</span>`;
}
