export interface AfterFrame {
  /** Has the work done once after the next frame, however often it is asked for. */
  readonly ask: () => void;
  /** Does at once what was asked for and is not done yet. */
  readonly flush: () => void;
  /** Gives up what was asked for. */
  readonly drop: () => void;
}

/** A window that shows no frames, as one behind another, must not hold the work back longer than this. */
const longest_ms = 100;

/** Work that a key brings about and that its frame need not wait for. */
export function afterFrame(work: () => void): AfterFrame {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const behindFrame = new MessageChannel();
  behindFrame.port1.onmessage = flush;
  function drop(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = undefined;
  }
  function flush(): void {
    if (frame === undefined) return;
    drop();
    work();
  }
  return {
    ask() {
      if (frame !== undefined) return;
      frame = requestAnimationFrame(() => behindFrame.port2.postMessage(null));
      timer = setTimeout(flush, longest_ms);
    },
    flush,
    drop,
  };
}
