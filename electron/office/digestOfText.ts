import { sm3 } from 'sm-crypto-v2';

/** SM3 of a text in UTF-8, letter by letter, hexadecimal. */
export function digestOfText(text: string): string {
  return sm3(new TextEncoder().encode(text));
}
