import { expect, test } from 'vitest';
import {
  findIssueTransition,
  issueActions,
  issueStates,
  issueTransitions,
  type Role,
  roles,
} from '#shared/workflow/issueWorkflow.ts';

const everyone: readonly Role[] = roles;

test('every pair of state and action has at most one transition a role', () => {
  const keys = issueTransitions.map(({ from, action, role }) => `${from} ${action} ${role}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('only the whole way of three people leads from 组稿 to 已签发', () => {
  const reachable = (without: readonly string[]): ReadonlySet<string> => {
    const seen = new Set<string>(['drafting']);
    for (let grew = true; grew; ) {
      grew = false;
      for (const { from, to, action } of issueTransitions) {
        if (seen.has(from) && !seen.has(to) && !without.includes(action)) {
          seen.add(to);
          grew = true;
        }
      }
    }
    return seen;
  };
  expect(reachable([]).has('archived')).toBe(true);
  for (const step of ['submit', 'pass', 'release']) expect(reachable([step]).has('released')).toBe(false);
});

test('what is archived or void never moves again', () => {
  for (const state of ['archived', 'void'] as const) {
    for (const action of issueActions) {
      expect(findIssueTransition({ state, action, roles: everyone, reason: '有误', opened: false })).toBe(
        'illegalState',
      );
    }
  }
});

test('every state × action × role is allowed exactly where the table has it', () => {
  for (const state of issueStates) {
    for (const action of issueActions) {
      for (const role of roles) {
        const found = findIssueTransition({ state, action, roles: [role], reason: '有误', opened: false });
        const listed = issueTransitions.find((row) => row.from === state && row.action === action && row.role === role);
        if (listed) expect(found).toBe(listed);
        else expect(['illegalState', 'forbidden']).toContain(found);
      }
    }
  }
});

test('the three administrators move no issue', () => {
  const administrators: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];
  expect(issueTransitions.filter(({ role }) => administrators.includes(role))).toEqual([]);
});

test('a return without a reason is refused, blanks are no reason', () => {
  const request = { state: 'inReview', action: 'return', roles: ['reviewer'], opened: true } as const;
  expect(findIssueTransition(request)).toBe('reasonMissing');
  expect(findIssueTransition({ ...request, reason: '　 ' })).toBe('reasonMissing');
  expect(findIssueTransition({ ...request, reason: '数字与来稿不符' })).toMatchObject({ to: 'drafting' });
});

test('取回 works until the next person has opened the issue', () => {
  const request = { state: 'inReview', action: 'recall', roles: ['editor'] } as const;
  expect(findIssueTransition({ ...request, opened: false })).toMatchObject({ to: 'drafting' });
  expect(findIssueTransition({ ...request, opened: true })).toBe('alreadyOpened');
});
