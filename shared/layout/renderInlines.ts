import { type Inline, inlineText, sliceInlines } from '#shared/issue/inline.ts';
import type { Revised } from '#shared/revision/token.ts';
import { escapeHtml } from './escapeHtml.ts';
import { lastLineLength } from './lastLineLength.ts';

/**
 * Running text; its end is kept together so that the last line holds `lastLineMinimum` characters (1 leaves it as it
 * falls). `ending` is markup that stays on the last line.
 */
export function renderInlines(inlines: readonly Inline[], lastLineMinimum = 1, ending = ''): string {
  const length = lastLineLength(inlineText(inlines), lastLineMinimum);
  if (length === 0 || (lastLineMinimum === 1 && ending === '')) return inlines.map(renderInline).join('') + ending;
  const end = inlineText(inlines).length - length;
  const before = sliceInlines(inlines, 0, end).map(renderInline);
  const kept = sliceInlines(inlines, end).map(renderInline);
  return `${before.join('')}<span class="keep">${kept.join('')}${ending}</span>`;
}

/** A middle dot never begins a line; browsers do not count it among the marks that must not. */
const beforeDot = /[\p{L}\p{N}”’》）]·/gu;

function renderInline(inline: Inline): string {
  let html = escapeHtml(inline.text).replace(beforeDot, '<span class="keep">$&</span>');
  if (inline.bold) html = `<b>${html}</b>`;
  if (inline.emphasis) html = `<em>${html}</em>`;
  if (inline.superscript) html = `<sup>${html}</sup>`;
  if (inline.runIn) html = `<span class="runIn">${html}</span>`;
  const { revision } = inline as Revised;
  if (revision === undefined) return html;
  return revision === 'added' ? `<ins>${html}</ins>` : `<del>${html}</del>`;
}
