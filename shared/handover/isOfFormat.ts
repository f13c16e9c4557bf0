import { handoverLimits } from './handoverLimits.ts';

/** Whether a text from a medium is of this format and of a size that one can have, before more is asked of it. */
export function isOfFormat(text: string, format: string): boolean {
  return text.length <= handoverLimits.cardBytes && text.includes(`"format":"${format}"`);
}
