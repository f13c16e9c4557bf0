import { expect, test } from 'vitest';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { LayoutManifest } from '#shared/layout/layoutManifest.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from './fullIssue.ts';
import { riverIssue } from './riverIssue.ts';

test('the same issue has the same bytes, again and in another browser, and names its fonts', async () => {
  const first = await createPrinter();
  const second = await createPrinter();
  const shipped = LayoutParameters.parse({ fonts: shippedOnly });
  try {
    const made = await Promise.all([
      typesetIssue(fullIssue, shipped, first.print),
      typesetIssue(fullIssue, shipped, first.print),
      typesetIssue(fullIssue, shipped, second.print),
    ]);
    const [one, again, other] = made.map(({ pdf }) => Buffer.from(pdf));
    expect(one?.equals(again as Buffer)).toBe(true);
    expect(one?.equals(other as Buffer)).toBe(true);
    expect(one?.includes("/CreationDate (D:20261108000000+08'00')")).toBe(true);
    const manifest = LayoutManifest.parse(made[0]?.layoutManifest);
    expect(manifest.fonts.map(({ slot }) => slot)).toEqual(['title', 'body', 'kai', 'hei', 'song', 'digits']);
    expect(manifest.substitutions).toContain('仿宋用随程序提供的Neikan Fang');
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
});

test('a draft without date has the same bytes too, and another stamp gives others', async () => {
  const printer = await createPrinter();
  try {
    const issue = { ...fullIssue, date: null, number: null };
    const draft = async (at: string) =>
      Buffer.from((await typesetIssue(issue, defaultLayoutParameters, printer.print, { name: '苏禾', at })).pdf);
    const one = await draft('2026年3月5日 14:20');
    // What the browser printed in between leaves no trace.
    await typesetIssue(riverIssue(500), defaultLayoutParameters, printer.print);
    expect(one.equals(await draft('2026年3月5日 14:20'))).toBe(true);
    expect(one.equals(await draft('2026年3月5日 14:21'))).toBe(false);
  } finally {
    await printer.close();
  }
});
