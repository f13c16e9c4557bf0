import { cardText, type MachineCard } from '#shared/handover/machineCard.ts';

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A card as it is taken to other machines. */
export function cardFile(card: MachineCard): NamedFile {
  return { name: `名片-${fileName(card.name)}.nkcard`, bytes: encoded(cardText(card)) };
}

/** The declaration that a card is void. */
export function revocationFile(card: MachineCard, text: string): NamedFile {
  return { name: `作废-${fileName(card.name)}.nkvoid`, bytes: encoded(text) };
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|.]/g, '_');
}
