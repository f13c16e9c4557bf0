export interface DrawingOrder {
  /** Draws in turn; what comes back takes it out of the order, or lets the next one begin where it is under way. */
  readonly add: (isInView: () => boolean, draw: () => Promise<void>) => () => void;
}

interface Drawing {
  readonly isInView: () => boolean;
  readonly draw: () => Promise<void>;
  readonly givenUp: Promise<void>;
}

/**
 * Pages drawn one after another, at every turn one that is in view before one that is not: drawn side by side they
 * would all be finished last.
 */
export function createDrawingOrder(): DrawingOrder {
  const waiting: Drawing[] = [];
  let isDrawing = false;

  async function drawAll(): Promise<void> {
    for (;;) {
      const inView = waiting.findIndex(({ isInView }) => isInView());
      const [next] = waiting.splice(Math.max(0, inView), 1);
      if (!next) break;
      // A page that is cancelled or closed under way is drawn again by whoever replaced it.
      await Promise.race([next.draw().catch(() => {}), next.givenUp]);
    }
    isDrawing = false;
  }

  return {
    add(isInView, draw) {
      let giveUp = () => {};
      const givenUp = new Promise<void>((resolve) => {
        giveUp = resolve;
      });
      const drawing = { isInView, draw, givenUp };
      waiting.push(drawing);
      if (!isDrawing) {
        isDrawing = true;
        // After whoever else comes in the same moment.
        queueMicrotask(drawAll);
      }
      return () => {
        const at = waiting.indexOf(drawing);
        if (at >= 0) waiting.splice(at, 1);
        giveUp();
      };
    },
  };
}
