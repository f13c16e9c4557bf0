import type { CDPSession, Page } from 'playwright-core';

/** Types as a Chinese input method does: the letters stand in the text until the word is chosen. */
export async function compose(
  page: Page,
  letters: string,
): Promise<{ readonly choose: (word: string) => Promise<void> }> {
  const method = await inputMethod(page);
  await method.spell(letters);
  return {
    choose: async (word) => {
      await method.commit(word);
      await method.leave();
    },
  };
}

export interface InputMethod {
  /** Adds letters to the composition one by one, each with the key that gives it. */
  readonly spell: (letters: string) => Promise<void>;
  /** What stands in the composition now, the caret behind it or at a place of its own: syllables converted one by one. */
  readonly show: (text: string, caret?: number) => Promise<void>;
  /** Backspace takes the last letter of the composition, and at last the composition. */
  readonly takeBack: () => Promise<void>;
  /** The word is chosen: by a blank, a digit, Enter, or by itself after the last letter of its code. */
  readonly commit: (word: string, code?: string) => Promise<void>;
  /** A word put in at once, without waiting and without a key: handwriting, speech. */
  readonly insert: (word: string) => Promise<void>;
  /** Esc: nothing stays of the composition. */
  readonly cancel: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

/** A Chinese input method at the window: while it composes every key is its own (229), as on Windows and with fcitx. */
export async function inputMethod(page: Page): Promise<InputMethod> {
  const session = await page.context().newCDPSession(page);
  let composition = '';
  const show = async (text: string, caret = text.length) => {
    composition = text;
    await session.send('Input.imeSetComposition', { text, selectionStart: caret, selectionEnd: caret });
  };
  const insert = async (text: string) => {
    composition = '';
    await session.send('Input.insertText', { text });
  };
  return {
    show,
    insert,
    spell: async (letters) => {
      for (const letter of letters) {
        await withKey(session, `Key${letter.toUpperCase()}`, () => show(composition + letter));
      }
    },
    takeBack: () => withKey(session, 'Backspace', () => show(composition.slice(0, -1))),
    commit: (word, code = 'Space') => withKey(session, code, () => insert(word)),
    cancel: () => withKey(session, 'Escape', () => show('')),
    leave: () => session.detach(),
  };
}

async function withKey(session: CDPSession, code: string, work: () => Promise<unknown>): Promise<void> {
  const key = { key: 'Process', code, windowsVirtualKeyCode: 229 };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await work();
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
