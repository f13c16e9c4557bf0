import { describe, expect, it } from 'vitest';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { copiesTyped, inputOf, isSameMakeUp, makeUpOf, moved } from '../../../renderer/screens/issues/makeUp.ts';

const document = {
  ...emptyIssueDocument({ name: '澜溪信息', organ: '澜溪县办公室' }),
  marking: ['内部资料'],
  reportTo: ['县委领导', '县政府领导'],
  copies: 80,
};

describe('makeUp', () => {
  it('comes back as it was', () => {
    expect(inputOf(makeUpOf(document))).toEqual({
      marking: ['内部资料'],
      articleIds: [],
      reportTo: ['县委领导', '县政府领导'],
      copyTo: [],
      sendTo: [],
      copies: 80,
    });
  });
  it('takes blank lines and blanks at the ends for nothing', () => {
    const typed = { ...makeUpOf(document), reportTo: ' 县委领导 \n\n县政府领导\n', column: '  ', editorsNote: '\n' };
    expect(isSameMakeUp(typed, makeUpOf(document))).toBe(true);
  });
  it('sees a changed order', () => {
    const made = makeUpOf(document);
    const one = { ...made, articleIds: ['a', 'b'] };
    expect(isSameMakeUp(one, { ...made, articleIds: ['b', 'a'] })).toBe(false);
  });
  it('lets only a number of copies be typed', () => {
    expect(copiesTyped('约120份')).toBe('120');
    expect(copiesTyped('007')).toBe('7');
    expect(inputOf({ ...makeUpOf(document), copies: copiesTyped('0') })).not.toHaveProperty('copies');
  });
});

describe('moved', () => {
  it('puts an item elsewhere and keeps the rest in order', () => {
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  });
  it('stops at the ends and gives the same list where nothing moves', () => {
    const items = ['a', 'b', 'c'];
    expect(moved(items, 1, 9)).toEqual(['a', 'c', 'b']);
    expect(moved(items, 0, -1)).toBe(items);
    expect(moved(items, 5, 0)).toBe(items);
  });
});
