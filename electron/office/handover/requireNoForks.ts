import type { ReadableDatabase } from '#store/database.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import type { NewFork } from './decisionForks.ts';
import { numberingEntry } from './dutyEntry.ts';
import { machineNameOf, selectMachine, selectOwnMachine } from './machineQueries.ts';
import { conflict } from './registerRows.ts';

/** Throws conflict where both sides have decided about the same: it says which machines have to agree, and how they do. */
export function requireNoForks(register: ReadableDatabase, forks: readonly NewFork[], sender: string): void {
  // Who grants numbers matters more than who may do what.
  const first = forks.find(({ kind }) => kind === 'numbering') ?? forks[0];
  if (first) throw forkConflict(register, first, sender);
}

function forkConflict(register: ReadableDatabase, fork: NewFork, sender: string) {
  // It is read on after the own card was made void, as the words below have it.
  const own = selectOwnMachine(register)?.card.name ?? '本机';
  const teller = machineNameOf(register, sender);
  const publication = `《${selectPublication(register, fork.publicationId).name}》`;
  switch (fork.kind) {
    case 'numbering': {
      const entry = numberingEntry(register, fork.publicationId);
      const holder = entry.name ?? own;
      const other = machineNameOf(register, fork.statement.card);
      if (fork.isLost) {
        return conflict(
          `${publication}由本机（“${own}”）签发编号，“${teller}”送来的登记却把本机当作丢失，由“${other}”接管了编号，定下以前本机不签发`,
          `请两边的管理员先商定由哪台签发。留在本机的，在本机接管编号；改由“${other}”签发的，作废本机的名片，再采用一次这个入网包。然后写一个入网包给“${teller}”；本机的名片在那边已经作废的，先另做一张，两边重新核对。`,
        );
      }
      return conflict(
        `${publication}由哪台机器签发编号，两边说的不一样：按“${own}”的登记是“${holder}”，按“${teller}”送来的是“${other}”`,
        fork.stops || entry.isHere
          ? `${settleNumbering(teller)}${giveAfterConfirming(register, fork.statement.card)}`
          : `请在“${holder}”上采用“${teller}”写的入网包，照它的提示定下，再由它写入网包给别的机器。`,
      );
    }
    case 'duty': {
      const machine = machineNameOf(register, fork.card);
      return conflict(
        `${publication}中“${machine}”能办什么，“${own}”和“${teller}”各定各的`,
        settleDuty(register, fork.card, teller),
      );
    }
    default:
      return fork satisfies never;
  }
}

/** Nobody decides about a card that is not confirmed here: that comes first, or it is made void here as elsewhere. */
function settleDuty(register: ReadableDatabase, card: string, teller: string): string {
  const machine = selectMachine(register, card);
  const anew = `在本机的“系统—机器—各台机器办哪几道”里重新定一次，再写一个入网包给“${teller}”。`;
  if (machine?.state !== 'unconfirmed') return `请两边的管理员先商定，${anew}`;
  const { name } = machine.card;
  if (machine.voidDeclaration !== null) {
    return `“${name}”的名片已由别的机器签名声明作废，不能核对：请安全保密管理员在本机也作废它，再采用一次。`;
  }
  return `“${name}”的名片在本机还没有核对：请两边的管理员先商定，由安全保密管理员在“系统—机器”里听“${name}”念八个词，核对它的名片，然后${anew}`;
}

/** What comes before the numbering is given to the machine that another has it with. */
function giveAfterConfirming(register: ReadableDatabase, card: string): string {
  const machine = selectMachine(register, card);
  if (machine && machine.state !== 'unconfirmed') return '';
  const name = machineNameOf(register, card);
  const taken = machine ? `“${name}”的名片在本机还没有核对` : '本机还没有那台机器的名片';
  return `${taken}，要交给它的，先由安全保密管理员在“系统—机器”里${machine ? '' : '收下名片，'}听它念八个词，核对以后再交。`;
}

/** How whoever decides settles on this machine who grants numbers, wherever they are granted afterwards. */
export function settleNumbering(other: string): string {
  return `请两边的管理员先商定由哪台签发，在本机接管编号（商定由别的机器签发的，接管以后再交给它），再写一个入网包给“${other}”。`;
}
