import type { ByteStream } from './envelope.ts';

/** Reads a stream by counted lengths, holding no more than one piece of it. */
export class PlainReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();

  constructor(stream: ByteStream) {
    this.#source = stream[Symbol.asyncIterator]();
  }

  /** The next bytes in the pieces they come in, `length` together or fewer where the stream ends. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    let left = length;
    while (left > 0) {
      if (this.#piece.length === 0 && !(await this.#fill())) return;
      const taken = this.#piece.subarray(0, left);
      this.#piece = this.#piece.subarray(taken.length);
      left -= taken.length;
      yield taken;
    }
  }

  /** The next bytes in one; fewer where the stream ends. */
  async take(length: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.pieces(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    return this.#piece.length === 0 && !(await this.#fill());
  }

  /** Lets go of the stream and of what it holds open. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #fill(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done) return false;
      if (value.length === 0) continue;
      this.#piece = value;
      return true;
    }
  }
}
