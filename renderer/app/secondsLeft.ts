import { useEffect, useState } from 'react';

const tickMs = 250;

/** Counts down from the seconds that the office named, 0 when they are over; `begin` starts, and 0 ends it. */
export function useSecondsLeft(): { readonly left: number; readonly begin: (seconds: number) => void } {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((until - performance.now()) / 1000));
      setLeft(now);
      if (now === 0) setUntil(0);
    }, tickMs);
    return () => clearInterval(timer);
  }, [until]);
  const begin = (seconds: number) => {
    setLeft(seconds);
    setUntil(seconds === 0 ? 0 : performance.now() + seconds * 1000);
  };
  return { left, begin };
}

/** The seconds that a refusal asks to wait. */
export function secondsOf(details: Readonly<Record<string, unknown>> | undefined): number {
  return typeof details?.seconds === 'number' ? details.seconds : 0;
}
