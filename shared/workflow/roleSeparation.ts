import { type Actor, defaultFlow, type Flow, roleAt, type Station, signaturesNeeded } from './flow.ts';
import type { Role } from './issueWorkflow.ts';

/** 标准: three people suffice. 严格: the 三员 hold no editorial role and are three different people. */
export const staffings = ['standard', 'strict'] as const;
export type Staffing = (typeof staffings)[number];

const administration: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];

/** Chinese names of the roles, as every list shows them. */
export const roleNames: Readonly<Record<Role, string>> = {
  editor: '责任编辑',
  reviewer: '审核',
  signer: '签发',
  archivist: '档案员',
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全保密管理员',
  auditor: '审计员',
};

/** Two roles of the list that one person may not hold together, or undefined. The base refuses the same pairs by itself. */
export function roleConflict(roles: readonly Role[], staffing: Staffing): readonly [Role, Role] | undefined {
  for (const first of roles) {
    if (!administration.includes(first)) continue;
    for (const second of roles) {
      if (second === first) continue;
      const bothAdministrative = administration.includes(second);
      const auditsItself = bothAdministrative && (first === 'auditor' || second === 'auditor');
      if (staffing === 'strict' || auditsItself) return [first, second];
    }
  }
  return undefined;
}

/** Whether different people can hold all of the stations of one issue. */
export function canSignOff(people: readonly Pick<Actor, 'roles'>[], flow: Flow = defaultFlow): boolean {
  return (
    unheldStation(
      people.map(({ roles }) => ({ id: '', roles })),
      flow,
    ) === undefined
  );
}

/** The first station for which nobody is left once the ones before it have their people; undefined where all are held. */
export function unheldStation(people: readonly Actor[], flow: Flow): Station | undefined {
  const heldBy = new Map<number, Station>();
  return flow.find((station) =>
    Array.from({ length: signaturesNeeded(station) }).some(() => !findHolder(station, new Set())),
  );

  /** Gives the station one more person, moving those who hold others where others can hold those instead. */
  function findHolder(station: Station, asked: Set<number>): boolean {
    for (const [place, person] of people.entries()) {
      if (asked.has(place) || roleAt(station, person) === undefined) continue;
      asked.add(place);
      const held = heldBy.get(place);
      if (held === station || (held && !findHolder(held, asked))) continue;
      heldBy.set(place, station);
      return true;
    }
    return false;
  }
}

/** Why an office could not take an issue through a flow; undefined where it could. `people` are those who have not left. */
export function flowShortage(
  people: readonly Actor[],
  flow: Flow,
  nameOf: (personId: string) => string,
): string | undefined {
  for (const station of flow) {
    const absent = absentSigner(people, station);
    if (absent !== undefined) return absentSentence(station, nameOf(absent));
    if (people.some((person) => roleAt(station, person))) continue;
    return `“${station.label}”没有人能办：现在没有人担任${roleNames[roleOfStation(station)]}。`;
  }
  const unheld = unheldStation(people, flow);
  if (unheld) return `“${unheld.label}”分不出人来办：同一期的各道手续由不同的人办理，现在的人不够。`;
  return undefined;
}

/** Whoever is named for 会签 and cannot sign any more. */
export function absentSigner(people: readonly Actor[], station: Station): string | undefined {
  if (station.kind !== 'countersigner' || station.signers.kind !== 'people') return undefined;
  return station.signers.people.find((id) => !people.some((person) => person.id === id && roleAt(station, person)));
}

export function absentSentence({ label }: Station, name: string): string {
  return `“${label}”指定的${name}已离任，或者没有能阅读稿件的岗位。请在“系统—刊物”的流程中换一个人。`;
}

function roleOfStation(station: Station): Role {
  if (station.kind === 'countersigner') return station.signers.kind === 'role' ? station.signers.role : 'reviewer';
  return ({ responsibleEditor: 'editor', reviewer: 'reviewer', signer: 'signer' } as const)[station.kind];
}
