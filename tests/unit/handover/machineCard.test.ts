import { expect, test } from 'vitest';
import {
  readRevocation,
  requireRevocationBy,
  revocationText,
  signRevocation,
} from '#shared/handover/cardRevocation.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { cardHash, cardText, type MachineCard, readCard, signCard } from '#shared/handover/machineCard.ts';
import { signedText } from '#shared/issue/readSignedText.ts';
import { anyRecipient, madeCard } from './cards.ts';

function reasonOf(read: () => unknown): string {
  try {
    read();
    return 'taken';
  } catch (error) {
    if (!(error instanceof HandoverRefusal)) throw error;
    expect(error.message).toMatch(/[\u4e00-\u9fff].*。$/);
    return error.reason;
  }
}

test('a card is read back as it was made, and its hash names it', () => {
  const { card } = madeCard('审核机');
  expect(readCard(cardText(card))).toEqual(card);
  expect(cardHash(card)).toBe(cardHash(readCard(cardText(card))));
  expect(cardHash(madeCard('审核机').card)).not.toBe(cardHash(card));
});

test('a card with another name, office or key under the same signature is refused', () => {
  const { card } = madeCard('审核机');
  const other = madeCard('签发机').card;
  const changes: Partial<MachineCard>[] = [
    { name: '签发机' },
    { office: '临湖区委办公室' },
    { at: '2026-03-03T01:00:00.000Z' },
    { publicKey: other.publicKey },
    { recipient: `${anyRecipient.slice(0, -1)}q` },
    { signature: other.signature },
    { signature: '0'.repeat(128) },
  ];
  for (const change of changes) {
    expect(
      reasonOf(() => readCard(signedText({ ...card, ...change }))),
      JSON.stringify(change),
    ).toBe('cardSignatureWrong');
  }
});

test('what is no card, or a card in any other form than its own, is refused before its signature is looked at', () => {
  const text = cardText(madeCard('审核机').card);
  const card = JSON.parse(text) as Record<string, unknown>;
  expect(reasonOf(() => readCard(''))).toBe('notACard');
  expect(reasonOf(() => readCard('{"format":"neikan-handover"}'))).toBe('notACard');
  expect(reasonOf(() => readCard(text + ' '.repeat(5000)))).toBe('notACard');
  const malformed = [
    text.slice(0, -1),
    `${text}\n`,
    ` ${text}`,
    text.replace('","', '", "'),
    text.slice(0, text.length / 2),
    JSON.stringify({ ...card, more: 1 }),
    signedText({ ...card, version: 2 } as never),
    ...['', '审核机 ', '审\u202e核机', '审\n核机', '审\ud800核', '名'.repeat(41), 7].map((name) =>
      signedText({ ...card, name } as never),
    ),
    signedText({ ...card, recipient: 'age1' } as never),
    `{"format":"neikan-machine","deep":${'['.repeat(1500)}${']'.repeat(1500)}}`,
  ];
  for (const one of malformed)
    expect(
      reasonOf(() => readCard(one)),
      one.slice(0, 90),
    ).toBe('cardMalformed');
});

test('a name that nobody could read aloud is not signed into a card that others take', () => {
  const { key } = madeCard('审核机');
  const at = '2026-03-02T01:00:00.000Z';
  const card = signCard(
    { name: '审核\u200b机', office: '办公室', at, publicKey: key.publicKey, recipient: anyRecipient },
    key,
  );
  expect(reasonOf(() => readCard(cardText(card)))).toBe('cardMalformed');
});

test('a revocation holds by the key of the card that it names as its author, and by no other', () => {
  const { card, key } = madeCard('审核机');
  const other = madeCard('签发机');
  const own = { card: cardHash(card), by: cardHash(card), reason: 'replaced', at: '2026-03-02T01:00:00.000Z' } as const;
  const revocation = signRevocation(own, key);
  expect(readRevocation(revocationText(revocation))).toEqual(revocation);
  expect(reasonOf(() => requireRevocationBy(revocation, card.publicKey))).toBe('taken');
  expect(reasonOf(() => requireRevocationBy(revocation, other.card.publicKey))).toBe('revocationSignatureWrong');
  const turned = { ...revocation, card: cardHash(other.card) };
  expect(reasonOf(() => requireRevocationBy(turned, card.publicKey))).toBe('revocationSignatureWrong');
  expect(reasonOf(() => requireRevocationBy({ ...revocation, reason: 'lost' }, card.publicKey))).toBe(
    'revocationSignatureWrong',
  );
  expect(reasonOf(() => readRevocation(cardText(card)))).toBe('notARevocation');
  expect(reasonOf(() => readRevocation(revocationText({ ...revocation, reason: 'tired' as never })))).toBe(
    'notARevocation',
  );
  expect(reasonOf(() => readCard(revocationText(revocation)))).toBe('notACard');
});

test('a signature given for a card means nothing on a revocation', () => {
  const { card, key } = madeCard('审核机');
  const own = { card: cardHash(card), by: cardHash(card), reason: 'lost', at: card.at } as const;
  const borrowed = { ...signRevocation(own, key), signature: card.signature };
  expect(reasonOf(() => requireRevocationBy(borrowed, card.publicKey))).toBe('revocationSignatureWrong');
});
