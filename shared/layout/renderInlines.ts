import { type Inline, inlineText } from '#shared/issue/inline.ts';
import { escapeHtml } from './escapeHtml.ts';
import { lastLineLength } from './lastLineLength.ts';

/**
 * Running text; its end is kept together so that the last line holds `lastLineMinimum` characters (1 leaves it as it
 * falls). `ending` is markup that stays on the last line.
 */
export function renderInlines(inlines: readonly Inline[], lastLineMinimum = 1, ending = ''): string {
  const length = lastLineLength(inlineText(inlines), lastLineMinimum);
  if (length === 0 || (lastLineMinimum === 1 && ending === '')) return inlines.map(renderInline).join('') + ending;
  const [before, kept] = splitInlines(inlines, inlineText(inlines).length - length);
  return `${before.map(renderInline).join('')}<span class="keep">${kept.map(renderInline).join('')}${ending}</span>`;
}

function splitInlines(inlines: readonly Inline[], offset: number): readonly [readonly Inline[], readonly Inline[]] {
  const before: Inline[] = [];
  const after: Inline[] = [];
  let start = 0;
  for (const inline of inlines) {
    const cut = Math.min(Math.max(offset - start, 0), inline.text.length);
    if (cut > 0) before.push({ ...inline, text: inline.text.slice(0, cut) });
    if (cut < inline.text.length) after.push({ ...inline, text: inline.text.slice(cut) });
    start += inline.text.length;
  }
  return [before, after];
}

/** A middle dot never begins a line; browsers do not count it among the marks that must not. */
const beforeDot = /[\p{L}\p{N}”’》）]·/gu;

function renderInline(inline: Inline): string {
  let html = escapeHtml(inline.text).replace(beforeDot, '<span class="keep">$&</span>');
  if (inline.bold) html = `<b>${html}</b>`;
  if (inline.emphasis) html = `<em>${html}</em>`;
  if (inline.superscript) html = `<sup>${html}</sup>`;
  return inline.runIn ? `<span class="runIn">${html}</span>` : html;
}
