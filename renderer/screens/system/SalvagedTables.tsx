import type { SalvagedTable } from '#shared/contract/backupCommands.ts';
import { baseCheck as strings } from '../../strings/baseCheck.ts';
import './SalvagedTables.css';

/** What could be read of each kind of content, and what could not; what has lost something stands first. */
export function SalvagedTables({ tables }: { readonly tables: readonly SalvagedTable[] }) {
  const shown = tables
    // What the program itself brings along needs a line only where it is damaged.
    .filter(({ table, readable, lost }) => lost.length > 0 || (readable > 0 && table in strings.tables))
    .toSorted((left, right) => Number(right.lost.length > 0) - Number(left.lost.length > 0));
  return (
    <table className="salvaged-table" aria-label={strings.readable}>
      <thead>
        <tr>
          <th>{strings.table}</th>
          <th>{strings.rows}</th>
          <th>{strings.lost}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ table, readable, lost, moreLost }) => (
          <tr key={table}>
            <td>{strings.tables[table] ?? table}</td>
            <td>{strings.rowsOf(readable)}</td>
            <td className={lost.length > 0 ? '' : 'second'}>
              {lost.length > 0 ? strings.lostOf(lost, moreLost) : strings.lostNone}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
