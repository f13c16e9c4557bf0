import { takenWords } from '#shared/handover/partedWords.ts';

/** 两台机器各改的人员和岗位: what two machines have changed apart, and how one register is made of it. */
export const joinRoles = {
  title: '两台机器各改了人员和岗位',
  text: (machine: string) =>
    `本机和“${machine}”上次更新登记以后，各自改了人员和岗位。请逐人看过，定下以后两台机器用同一份登记：只有一台改过的，照那一台；两台改得不一样的，请在“定下以后”里选照哪一台。离任的仍是离任，以前签的名都有效。`,
  table: '两台机器的改动',
  person: '人员',
  here: '本机',
  there: (machine: string) => `“${machine}”`,
  afterwards: '定下以后',
  takesHere: takenWords.here,
  takesThere: takenWords.there,
  choose: (name: string) => `${name}照哪一台`,
  recovery: '恢复码',
  recoveryNew: '换了新的',
  recoveryOld: '没有换',
  nothing: (machine: string) => `本机和“${machine}”的人员和岗位现在一样，没有要选的。定下以后两台机器用同一份登记。`,
  by: (names: string) => `要由安全保密管理员（${names}）定下，请本人在场输入口令。`,
  administrator: '安全保密管理员',
  password: '安全保密管理员的口令',
  verb: '定下并采用',
  noLonger: '两台机器的人员和岗位已经一致，不用再定。请重新采用登记。',
} as const;
