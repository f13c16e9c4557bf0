import { useEffect, useState } from 'react';

/**
 * A value as it was when it had last stood still for so long; the first at once. For what costs more than a key may and is
 * not missed while somebody types.
 */
export function useQuiet<Value>(value: Value, quiet_ms: number): Value {
  const [shown, setShown] = useState<{ readonly value: Value }>({ value });
  useEffect(() => {
    if (Object.is(shown.value, value)) return;
    const timer = setTimeout(() => setShown({ value }), quiet_ms);
    return () => clearTimeout(timer);
  }, [shown, value, quiet_ms]);
  return shown.value;
}
