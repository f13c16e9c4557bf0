import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { distinctNames } from '#shared/handover/distinctNames.ts';
import { isToBeChosen } from '#shared/handover/parting.ts';
import { roles } from '#shared/workflow/issueWorkflow.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { type RoleSigner, signJoined } from '../accounts/boundRoles.ts';
import { joinedState, type PartedPerson, type PartedRoles, partedDigest } from '../accounts/partedRoles.ts';
import { selectPassword } from '../accounts/passwordQueries.ts';
import { isKeyOf, selectPeople, selectPerson } from '../accounts/peopleQueries.ts';
import type { ProvedRoles } from '../accounts/provedRoles.ts';
import type { BoundRoles } from '../accounts/roleStatement.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type ReadRegister, readRegister } from './readRegister.ts';
import type { RegisterPart } from './registerPart.ts';
import { requireDistinctNames } from './sameName.ts';
import { joinedRoles, type RolesOfBoth, rolesOfBoth } from './takePeople.ts';

type Settlement = NonNullable<CheckedInput<'takeRegister'>['settlement']>;

/** What each of two machines has changed of people, roles and keys since they parted; null where they have not. */
export function readPartedRoles(
  context: OfficeContext,
  { hash }: CheckedInput<'readPartedRoles'>,
): CommandOutput<'readPartedRoles'> {
  const { register, personId } = sessionOf(context);
  const { part, machine } = readRegister(context, hash);
  const found = rolesOfBoth(register, part, machine);
  if (!('parted' in found)) return null;
  const { parted } = found;
  const nameOf = namesOf(context, part);
  const deciders = decidersOf(parted);
  return {
    machine,
    people: parted.people
      .filter(({ roles, key }) => roles !== 'same' || key !== 'same')
      .map((person) => ({
        personId: person.id,
        name: nameOf(person.id),
        here: stateOf(person, 'here'),
        there: stateOf(person, 'there'),
        roles: person.roles,
        key: person.key,
        proposed: person.proposed,
      })),
    recovery: parted.recovery,
    seen: partedDigest(parted),
    deciders: deciders.map((id) => ({ id, name: nameOf(id) })),
    mayDecide: deciders.includes(personId),
  };
}

function stateOf(person: PartedPerson, side: 'here' | 'there') {
  const known = person[side];
  return known && { roles: roles.filter((role) => known.roles.includes(role)), hasLeft: person.left[side] };
}

/**
 * Whose key settles: of whoever is signed in, or of a security administrator who is here and has typed the own password. Throws
 * wrongPassword, tooManyTries, forbidden, passwordChangeNeeded.
 */
export async function signerOf(context: OfficeContext, { by }: Settlement): Promise<RoleSigner> {
  const { register, keys } = sessionOf(context);
  if (!by) return keys;
  const opened = await unlockWithPassword(context, 'password', by.personId, by.password);
  opened.registerKey.fill(0);
  opened.contentKey?.fill(0);
  const person = selectPerson(register, by.personId);
  if (!person || person.leftAt !== undefined || !isKeyOf(register, by.personId, opened.publicKey)) {
    throw new OfficeError(
      'forbidden',
      `${person?.name ?? by.personId}的签名与本机的人员登记不符，没有办理。请系统管理员核对人员登记。`,
    );
  }
  if (selectPassword(register, by.personId)?.mustChange) {
    const message = `${person.name}的口令由别人设定，不能作数。请${person.name}先登录改成自己的口令。`;
    throw new OfficeError('passwordChangeNeeded', message);
  }
  return opened;
}

/** Security administrators on both ways: nobody who lost the role on one of them takes it back by the other. */
function decidersOf({ here, there }: Pick<PartedRoles, 'here' | 'there'>): readonly string[] {
  const isOne = ({ people }: BoundRoles, id: string) =>
    people.get(id)?.roles.includes('securityAdministrator') === true;
  return [...here.people.keys()].filter((id) => isOne(here, id) && isOne(there, id));
}

/**
 * Both ways brought together as it was settled, signed and proved. Throws conflict where nothing was settled or people cannot be told
 * apart or something has changed since it was shown, forbidden where somebody else has to, incomplete where a choice is missing, illegalState
 * where one is made that is not to be made.
 */
export function settledRoles(
  context: OfficeContext,
  { part, machine }: Pick<ReadRegister, 'part' | 'machine'>,
  { parted, there }: { readonly parted: PartedRoles; readonly there: ProvedRoles },
  settlement: Settlement | undefined,
  signer: RoleSigner | undefined,
): RolesOfBoth {
  const { register } = sessionOf(context);
  const nameOf = distinctNames(peopleOf(context, part).values());
  const deciders = decidersOf(parted);
  const since = `本机和“${machine}”各自改了人员和岗位`;
  if (deciders.length === 0) {
    const text = `${since}，两台的安全保密管理员又不是同一个人，没有采用。请先在其中一台上，由那里的安全保密管理员把这个岗位也给另一台的安全保密管理员，再采用；在“${machine}”上给的，先由它再写一个入网包。`;
    throw new OfficeError('conflict', text);
  }
  const who = deciders.map(nameOf).join('、');
  if (!settlement || !signer) {
    const text = `${since}，没有采用。请安全保密管理员（${who}）看过两台机器的改动，定下以后采用。`;
    throw new OfficeError('conflict', text, { parted: true });
  }
  if (!deciders.includes(signer.personId)) {
    throw new OfficeError('forbidden', `${since}，要由安全保密管理员（${who}）定下，没有采用。`);
  }
  if (settlement.seen !== partedDigest(parted)) {
    throw new OfficeError('conflict', `您看过以后，本机或“${machine}”的人员和岗位又有变动，没有采用。请重新看过再定。`);
  }
  requireOnePersonEach(context, { part, machine }, parted);
  requireAsked(parted, settlement, nameOf, machine);
  const chosen = {
    people: new Map(settlement.people.map(({ personId, side }) => [personId, side])),
    recovery: settlement.recovery,
  };
  const state = joinedState(parted, chosen);
  if (!state) {
    const open = parted.people.find((person) => isToBeChosen(person) && !chosen.people.has(person.id));
    const what = open ? `${nameOf(open.id)}的岗位或口令` : '恢复码';
    throw new OfficeError('incomplete', `${what}在本机和“${machine}”上不一样，没有采用。请选定照哪一台。`);
  }
  return joinedRoles(register, { there, machine }, signJoined(parted, state, signer, instantOf(context)));
}

/** Nothing that was chosen is left out without a word. Throws illegalState where somebody is chosen for who is not to be, or twice. */
function requireAsked(
  parted: PartedRoles,
  settlement: Settlement,
  nameOf: (id: string) => string,
  machine: string,
): void {
  const known = new Map(parted.people.map((person) => [person.id, person]));
  const chosen = new Set<string>();
  for (const { personId } of settlement.people) {
    const person = known.get(personId);
    if (!person) throw notAsked(`本机和“${machine}”上都没有登录名“${personId}”`, '请核对登录名。');
    if (!isToBeChosen(person)) {
      throw notAsked(`${nameOf(personId)}不用选照哪一台`, '请不要选这个人；要另外调整的，采用以后再办。');
    }
    if (chosen.has(personId)) throw notAsked(`${nameOf(personId)}选了两次`, '请只选一台。');
    chosen.add(personId);
  }
  if (settlement.recovery !== undefined && parted.recovery !== 'choose') {
    throw notAsked('恢复码不用选照哪一台', '请不要选恢复码。');
  }
}

function notAsked(what: string, wayOut: string): OfficeError {
  return new OfficeError('illegalState', `${what}，没有采用。${wayOut}`);
}

/** The way out where one sign-in name is two people's: no statement takes it back from either of them. */
const oneSideJoinsAnew =
  '签过名的登录名不能再给别人，办离任也解不开。请安全保密管理员定下留哪一边的登记，另一边的机器（采用过那边登记的也算）逐台重新入网：先把它上面没办完的期交接到留下的一边，有只在那边加入的人签过的，对方不收，要在原处办完或者到留下的一边重做；再在留下的一边作废它的名片，编号在它那里的接管过来；然后给它换一个空的数据目录重新申请入网，原来的数据目录留着备查；只在那边加入的人，最后用另外的登录名重新加入。';

/** Throws conflict where one sign-in name is two people's, or one name is of two people at work. */
function requireOnePersonEach(
  context: OfficeContext,
  { part, machine }: Pick<ReadRegister, 'part' | 'machine'>,
  { people }: PartedRoles,
): void {
  const nameOf = namesOf(context, part);
  const hasLeft = new Set(part.people.flatMap(({ id, leftAt }) => (leftAt === null ? [] : [id])));
  for (const { id, here, there } of people) {
    if (here?.name !== undefined && there?.name !== undefined && here.name !== there.name) {
      const who = `登录名“${id}”在两台机器上是两个人（本机是“${here.name}”，“${machine}”上是“${there.name}”），放在一份登记里分不清，没有采用。`;
      throw new OfficeError('conflict', `${who}${oneSideJoinsAnew}`);
    }
  }
  const working = people.filter(
    ({ id, here, there, left }) =>
      !left.here && !left.there && (here || !hasLeft.has(id)) && (here?.roles.length || there?.roles.length),
  );
  requireDistinctNames(working.map(({ id }) => ({ id, name: nameOf(id) })));
}

function namesOf(context: OfficeContext, part: RegisterPart): (id: string) => string {
  const people = peopleOf(context, part);
  return (id) => people.get(id)?.name ?? id;
}

/** Everybody whom either machine knows, by what this one says of them where it does. */
function peopleOf(context: OfficeContext, part: RegisterPart) {
  const { register } = sessionOf(context);
  return new Map([...part.people, ...selectPeople(register)].map(({ id, name }) => [id, { id, name }]));
}
