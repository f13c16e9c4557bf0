import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';

type Bytes = Uint8Array<ArrayBufferLike>;
export type ByteStream = AsyncIterable<Bytes>;

/** The key that opens what is sent to a machine, and its public half, both as age writes them. */
export interface ReceivingKey {
  readonly identity: string;
  readonly recipient: string;
}

/** A new X25519 key. */
export async function makeReceivingKey(): Promise<ReceivingKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/**
 * Seals a stream for some receivers, each of whom opens it alone (age-encryption.org/v1: X25519, ChaCha20-Poly1305 in
 * pieces of 64 KiB). `bytes` is the length of what goes in; the length of what comes out is known before it is made.
 */
export async function seal(
  plain: ByteStream,
  bytes: number,
  recipients: readonly string[],
): Promise<{ readonly bytes: number; readonly sealed: ByteStream }> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(streamOf(plain));
  return { bytes: sealed.size(bytes), sealed: sealed as unknown as ByteStream };
}

/** Only Node's own types know `from`; it is one class. */
function streamOf(source: ByteStream): ReadableStream<Uint8Array> {
  return NodeReadableStream.from(source) as unknown as ReadableStream<Uint8Array>;
}

const noIdentity = "no identity matched any of the file's recipients";

/**
 * Opens a sealed stream with any of these identities. Throws HandoverRefusal foreignReceiver where none fits and
 * envelopeDamaged where a byte is not as it was sealed, at the latest at the end; errors of the medium pass through.
 */
export async function* unseal(sealed: ByteStream, identities: readonly string[]): ByteStream {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const source = withBoundedHead(sealed);
  try {
    const plain = await decrypter.decrypt(streamOf(source));
    yield* plain as unknown as ByteStream;
  } catch (error) {
    if (error instanceof HandoverRefusal || isOfSystem(error)) throw error;
    const isForeign = error instanceof Error && error.message === noIdentity;
    throw new HandoverRefusal(isForeign ? 'foreignReceiver' : 'envelopeDamaged', {}, { cause: error });
  } finally {
    // A head that is refused leaves its source waiting, with the file open.
    await source.return(undefined);
  }
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && ('syscall' in error || error.name === 'AbortError');
}

/** The head of an envelope has lines without a bound of their own: a file that never ends one would be read into memory. */
async function* withBoundedHead(sealed: ByteStream): AsyncGenerator<Bytes> {
  const held: Bytes[] = [];
  let count = 0;
  let hasHead = false;
  for await (const piece of sealed) {
    if (hasHead) {
      yield piece;
      continue;
    }
    held.push(piece);
    count += piece.length;
    const begun = Buffer.concat(held);
    // Its last line, with 43 signs of a MAC, is whole as well.
    const last = begun.indexOf('\n---');
    const end = last < 0 ? -1 : begun.indexOf('\n', last + 1);
    hasHead = end >= 0 && end <= handoverLimits.envelopeHeadBytes;
    if (hasHead) yield begun;
    else if (count > handoverLimits.envelopeHeadBytes) throw new HandoverRefusal('envelopeDamaged');
  }
  if (!hasHead) yield Buffer.concat(held);
}
