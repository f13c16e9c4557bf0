import { type RefObject, useEffect, useState } from 'react';

/** Below this a list gives its room to what is open of it. */
export const roomForList_px = 760;

/** How wide an element is, in its own CSS pixels: zooming in makes it narrower. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
