import type { Page } from 'playwright-core';

/** Types as a Chinese input method does: the letters stand in the text until the word is chosen. */
export async function compose(
  page: Page,
  letters: string,
): Promise<{ readonly choose: (word: string) => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  for (let length = 1; length <= letters.length; length += 1) {
    await session.send('Input.imeSetComposition', {
      text: letters.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    });
  }
  return {
    choose: async (word) => {
      await session.send('Input.insertText', { text: word });
      await session.detach();
    },
  };
}
