import { simplifiedPairs } from './simplifiedForms/simplifiedPairs.ts';

/** The simplified form of every UTF-16 unit, in which most are their own. */
const forms = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
for (let index = 0; index < simplifiedPairs.length; index += 2) {
  forms[simplifiedPairs.charCodeAt(index)] = simplifiedPairs.charCodeAt(index + 1);
}

/**
 * A text with its traditional characters as simplified ones, one UTF-16 unit for each, so that places stay the same: 裏 and 裡
 * become 里. For comparing only; it is no translation. With its table a module of its own, to be loaded where it is asked for.
 */
export function simplify(text: string): string {
  let simplified = '';
  let done = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const form = forms[unit] as number;
    if (form === unit) continue;
    simplified += text.slice(done, index) + String.fromCharCode(form);
    done = index + 1;
  }
  return done === 0 ? text : simplified + text.slice(done);
}
