import type { registerCommands, Unit } from '#shared/contract/registerCommands.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { changeRegister, type Handlers, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

type UnitCommands = Extract<keyof typeof registerCommands, 'listUnits' | 'saveUnit' | 'removeUnit'>;

/** 报送单位, a tree. */
export const unitHandlers: Handlers<UnitCommands> = {
  listUnits(context) {
    return selectUnits(sessionOf(context).register);
  },

  saveUnit(context, { id, ...unit }) {
    const saved: Unit = { id: id ?? context.environment.newId(), ...unit };
    changeRegister(context, (register, record) => {
      const units = selectUnits(register);
      if (id !== undefined && !units.some((other) => other.id === id)) throw notFound();
      requireTree(units, saved);
      const namesake = units.find((other) => other.id !== saved.id && other.signature === saved.signature);
      if (namesake) throw new OfficeError('nameTaken', `落款“${saved.signature}”已用于${namesake.name}。`);
      register
        .prepare(
          `INSERT INTO units (id, parent_id, name, signature, aliases, parent_committee)
           VALUES (@id, @parentId, @name, @signature, @aliases, @parentCommittee)
           ON CONFLICT (id) DO UPDATE SET parent_id = @parentId, name = @name, signature = @signature,
             aliases = @aliases, parent_committee = @parentCommittee`,
        )
        .run({
          ...saved,
          parentId: saved.parentId ?? null,
          aliases: JSON.stringify(saved.aliases),
          parentCommittee: saved.parentCommittee ?? null,
        });
      record('saveUnit', saved.id);
    });
    context.environment.emit({ kind: 'changed', nouns: ['units'] });
    return saved;
  },

  removeUnit(context, { id }) {
    changeRegister(context, (register, record) => {
      const units = selectUnits(register);
      const unit = units.find((other) => other.id === id);
      if (!unit) throw notFound();
      const below = units.filter((other) => other.parentId === id);
      if (below.length > 0) {
        throw new OfficeError('illegalState', `${unit.name}下还有${below.length}个单位，请先移走或删去它们。`);
      }
      register.prepare('DELETE FROM units WHERE id = ?').run(id);
      record('removeUnit', id);
    });
    context.environment.emit({ kind: 'changed', nouns: ['units'] });
    return {};
  },
};

interface StoredUnit {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly signature: string;
  readonly aliases: string;
  readonly parent_committee: string | null;
}

/** All units, in the order they were added. */
export function selectUnits(register: ReadableDatabase): Unit[] {
  const rows = register.prepare('SELECT * FROM units ORDER BY rowid').all() as readonly StoredUnit[];
  return rows.map(({ id, parent_id, name, signature, aliases, parent_committee }) => ({
    id,
    ...(parent_id === null ? {} : { parentId: parent_id }),
    name,
    signature,
    aliases: JSON.parse(aliases) as string[],
    ...(parent_committee === null ? {} : { parentCommittee: parent_committee }),
  }));
}

/** The unit that a source line names, by signature, name or alias. */
export function unitNamed(units: readonly Unit[], name: string): Unit | undefined {
  return units.find((unit) => [unit.signature, unit.name, ...unit.aliases].includes(name));
}

function requireTree(units: readonly Unit[], saved: Unit): void {
  const parents = new Map([...units, saved].map(({ id, parentId }) => [id, parentId]));
  let above = saved.parentId;
  while (above !== undefined) {
    if (!parents.has(above)) throw new OfficeError('notFound', '找不到上级单位。');
    if (above === saved.id) throw new OfficeError('illegalState', `${saved.name}不能是自己的下级。`);
    above = parents.get(above);
  }
}

function notFound(): OfficeError {
  return new OfficeError('notFound', '找不到这个单位。');
}
