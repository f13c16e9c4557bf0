import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditFilter, AuditRow } from '#shared/contract/auditCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';

const pageLength = 200;

export interface AuditPages {
  /** Undefined until the rows are counted. */
  readonly count: number | undefined;
  readonly rowAt: (index: number) => AuditRow | undefined;
  /** Reads what is not there yet of the rows from `first` to `last`. */
  readonly want: (first: number, last: number) => void;
  readonly reload: () => void;
}

interface Counted {
  readonly key: string;
  readonly rows: number;
  readonly newest: number;
  readonly pages: ReadonlyMap<number, readonly AuditRow[]>;
}

/** The rows of a filter, read by the page as they come into sight; what is added meanwhile does not move them. */
export function useAuditPages(filter: AuditFilter): AuditPages {
  const key = JSON.stringify(filter);
  const [counted, setCounted] = useState<Counted>();
  const [turn, setTurn] = useState(0);
  const asked = useRef(new Set<string>());
  const current = counted?.key === key ? counted : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` counts anew what has not changed its key
  useEffect(() => {
    let isCurrent = true;
    asked.current = new Set();
    office.countAudit(JSON.parse(key)).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setCounted({ key, ...answer.value, pages: new Map() });
      else announceRefusal(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [key, turn]);
  const want = useCallback(
    (first: number, last: number) => {
      if (!current) return;
      for (let page = Math.floor(first / pageLength); page * pageLength <= last; page += 1) {
        const offset = page * pageLength;
        const name = `${current.newest} ${page}`;
        if (offset >= current.rows || asked.current.has(name)) continue;
        asked.current.add(name);
        const range = { before: current.newest + 1, limit: pageLength, offset };
        office.listAudit({ ...JSON.parse(current.key), ...range }).then((answer) => {
          if (!answer.ok) return announceRefusal(answer);
          setCounted((now) =>
            now?.key === current.key && now.newest === current.newest
              ? { ...now, pages: new Map(now.pages).set(page, answer.value) }
              : now,
          );
        });
      }
    },
    [current],
  );
  return {
    count: current?.rows,
    rowAt: (index) => current?.pages.get(Math.floor(index / pageLength))?.[index % pageLength],
    want,
    reload: () => setTurn((last) => last + 1),
  };
}
