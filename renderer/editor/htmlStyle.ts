import type { EditorText } from '#shared/document/editorDocument.ts';

export type Marks = Omit<EditorText, 'text'>;
/** The declarations of an element's own style by name, both in lower case. */
export type Style = ReadonlyMap<string, string>;

export function styleOf(element: Element): Style {
  const declarations = (element.getAttribute('style') ?? '').split(';').map((declaration) => {
    const at = declaration.indexOf(':');
    return [
      declaration.slice(0, at).trim().toLowerCase(),
      declaration
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    ] as const;
  });
  return new Map(declarations);
}

/** What holds no words of the text, whatever stands in it. */
const foreignTags = new Set(
  (
    'STYLE SCRIPT TITLE META LINK HEAD XML O:P NOSCRIPT TEMPLATE BUTTON SELECT INPUT TEXTAREA SVG MATH IFRAME OBJECT ' +
    'VIDEO AUDIO CANVAS RT RP DATALIST'
  ).split(' '),
);

/** Whether a person who looks at it sees nothing: hidden, deleted in a revision, the remark of a reader. */
export function isUnseen(element: Element, style: Style): boolean {
  const tag = element.tagName.toUpperCase();
  return (
    foreignTags.has(tag) ||
    tag === 'DEL' ||
    element.hasAttribute('hidden') ||
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all' ||
    // The sign of an item, which the list gives by itself.
    style.get('mso-list') === 'ignore' ||
    /^(?:comment|comment-list)$/.test(style.get('mso-element') ?? '') ||
    style.get('mso-special-character') === 'comment' ||
    /(?:^|\s)(?:msocomanchor|MsoCommentReference|msoDel)(?:\s|$)/i.test(element.getAttribute('class') ?? '')
  );
}

/** The marks of what stands in an element; only what it says itself changes those from around it. */
export function marksIn(element: Element, style: Style, around: Marks): Marks {
  const isBold = boldOf(element, style) ?? around.bold;
  const raised = style.get('vertical-align');
  const isRaised = element.tagName === 'SUP' || raised === 'super' || (around.superscript && raised !== 'baseline');
  const stressed = [...style].find(([name]) =>
    /^(?:mso-)?(?:-webkit-)?(?:text-)?emphasis(?:-style|-mark)?$/.test(name),
  );
  const isStressed = stressed ? stressed[1] !== 'none' : around.emphasis;
  return {
    ...(isBold ? { bold: true } : {}),
    ...(isStressed ? { emphasis: true } : {}),
    ...(isRaised ? { superscript: true } : {}),
  };
}

function boldOf(element: Element, style: Style): boolean | undefined {
  const weight = style.get('font-weight');
  if (weight && /^(?:bold|bolder|[6-9]00)/.test(weight)) return true;
  if (weight && /^(?:normal|[1-5]00)/.test(weight)) return false;
  return /^(?:B|STRONG)$/.test(element.tagName) ? true : undefined;
}

/** Letters of the symbol fonts that stand for a sign of their own. */
const symbols: Readonly<Record<string, string>> = {
  l: '●',
  n: '■',
  o: '□',
  q: '□',
  '¨': '□',
  u: '◆',
  Ø: '➢',
  ü: '✓',
  þ: '☑',
  à: '→',
  '·': '•',
};

/** Text of a symbol font as the signs that are seen. */
export function symbolText(text: string): string {
  return Array.from(text, (letter) => {
    // Word moves the letters of symbol fonts to U+F000.
    const code = letter.codePointAt(0) ?? 0;
    const plain = code >= 0xf020 && code <= 0xf0ff ? String.fromCodePoint(code - 0xf000) : letter;
    return symbols[plain] ?? plain;
  }).join('');
}

export function isSymbolFont(style: Style): boolean {
  return /wingdings|webdings|^symbol/.test(style.get('mso-symbol-font-family') ?? style.get('font-family') ?? '');
}
