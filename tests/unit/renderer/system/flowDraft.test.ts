import { expect, test } from 'vitest';
import { usualFlow } from '#shared/workflow/flowSchema.ts';
import {
  type DraftFlow,
  hasErrors,
  stationErrors,
  withKind,
  withoutStation,
  withStation,
  withStationMoved,
} from '../../../../renderer/screens/system/flowDraft.ts';
import { drawFlow, flowWords } from '../../../../renderer/screens/system/flowPicture.ts';

const labels = (flow: DraftFlow) => flow.map(({ label }) => label);
const nameOf = (id: string) => `某${id}`;
const many = withStation(withStation(usualFlow, 'reviewer'), 'countersigner');

test('a station is added before 签发 under a name that is free, and no more than six stand', () => {
  expect(labels(many)).toEqual(['责任编辑', '审核', '初审', '会签', '签发']);
  const full = withStation(many, 'reviewer');
  expect(full).toHaveLength(6);
  expect(withStation(full, 'reviewer')).toBe(full);
});

test('the first and the last station neither move nor go', () => {
  for (const place of [0, 4]) {
    expect(withoutStation(many, place)).toBe(many);
    expect(withStationMoved(many, place, 2)).toBe(many);
  }
  expect(withStationMoved(many, 1, 0)).toBe(many);
  expect(withStationMoved(many, 1, 4)).toBe(many);
  expect(labels(withStationMoved(many, 1, 3))).toEqual(['责任编辑', '初审', '会签', '审核', '签发']);
  expect(labels(withoutStation(many, 2))).toEqual(['责任编辑', '审核', '会签', '签发']);
});

test('another kind takes a usual name of its own, and keeps one that was typed', () => {
  expect(withKind(usualFlow, 1, 'countersigner')[1]).toMatchObject({ kind: 'countersigner', label: '会签' });
  const named = usualFlow.with(1, { kind: 'reviewer', label: '总编审定' });
  expect(withKind(named, 1, 'countersigner')[1]).toMatchObject({ kind: 'countersigner', label: '总编审定' });
});

test('an empty name, a name used twice and a 会签 of nobody are told at their station', () => {
  expect(hasErrors(usualFlow)).toBe(false);
  expect(stationErrors(many)[3]).toEqual({ people: '请选会签的人。' });
  const wrong = usualFlow.with(1, { kind: 'reviewer', label: ' 签发 ' });
  expect(stationErrors(wrong).map(({ label }) => label !== undefined)).toEqual([false, true, true]);
  expect(stationErrors(usualFlow.with(1, { kind: 'reviewer', label: ' ' }))[1]?.label).toBe('请填名称。');
  expect(hasErrors(usualFlow.slice(0, 1))).toBe(true);
});

test('the picture has a box a station, none over another, an arrow onward and one back between each two', () => {
  const flow: DraftFlow = many.with(3, {
    kind: 'countersigner',
    label: '会签',
    signers: { kind: 'people', people: ['a', 'b', 'c', 'd'] },
  });
  const { stations, onward, returns, height } = drawFlow(flow, nameOf);
  expect(stations.map(({ text }) => text)).toEqual(labels(flow));
  for (const [place, { y }] of stations.entries()) {
    const before = stations[place - 1];
    if (before) expect(y).toBeGreaterThan(before.y + before.height);
  }
  expect(stations.at(-1)?.y).toBeLessThan(height);
  expect([onward.length, returns.length]).toEqual([4, 4]);
  expect(stations[3]?.signers.map(({ text }) => text)).toEqual(['某a', '某b', '等4人']);
  expect(flowWords(flow, nameOf)).toBe('责任编辑，然后审核，然后初审，然后会签（某a、某b、等4人同时会签），然后签发');
});
