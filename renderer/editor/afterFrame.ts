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

/** One for the window: a channel of its own would live on with everything its work knows, as no page ever lets go of one. */
let behindFrames: MessagePort | undefined;
const waiting = new Map<number, () => void>();
let last = 0;

/** Does something in the task behind the frame that is being made. */
function behindFrame(work: () => void): void {
  if (!behindFrames) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<number>) => {
      const due = waiting.get(data);
      waiting.delete(data);
      due?.();
    };
    behindFrames = port2;
  }
  last += 1;
  waiting.set(last, work);
  behindFrames.postMessage(last);
}

/** Work that a key brings about and that its frame need not wait for. */
export function afterFrame(work: () => void): AfterFrame {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
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
      frame = requestAnimationFrame(() => behindFrame(flush));
      timer = setTimeout(flush, longest_ms);
    },
    flush,
    drop,
  };
}
