import { expect, test } from 'vitest';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { withSubstitutes } from '#shared/issue/withSubstitutes.ts';

test('a substitute takes the place of an earlier one of its slot and character, and leaves the others', () => {
  const body = { slot: 'body', character: '喆', family: 'LXGW WenKai' } as const;
  const title = { slot: 'title', character: '喆', family: 'LXGW WenKai' } as const;
  const settings = PublicationSettings.parse({ organ: '澜溪县办公室', layout: { fonts: { source: 'shippedOnly' } } });
  const first = withSubstitutes(settings, [body, title]);
  expect(first.layout.fonts).toEqual({ source: 'shippedOnly', families: {}, substitutes: [body, title] });
  const changed = { ...body, family: '溪谷仿宋' };
  const second = withSubstitutes(first, [changed]);
  expect(second).toEqual({
    ...first,
    layout: { ...first.layout, fonts: { ...first.layout.fonts, substitutes: [title, changed] } },
  });
  expect(settings.layout.fonts.substitutes).toEqual([]);
});
