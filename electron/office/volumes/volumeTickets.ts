import { VolumeSpan } from '#shared/volume/volumeSpan.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

/** What a ticket for a volume was applied for. */
export interface TicketedVolume {
  readonly publicationId: string;
  readonly span: VolumeSpan;
  /** In the order of the volume. */
  readonly issues: readonly string[];
}

/** Undefined for a ticket of a single issue. */
export function selectTicketedVolume(content: ReadableDatabase, ticketId: string): TicketedVolume | undefined {
  const row = content.prepare('SELECT * FROM volume_tickets WHERE ticket_id = ?').get(ticketId) as
    | { readonly publication_id: string; readonly span: string; readonly issues: string }
    | undefined;
  return (
    row && {
      publicationId: row.publication_id,
      span: VolumeSpan.parse(JSON.parse(row.span)),
      issues: JSON.parse(row.issues) as string[],
    }
  );
}

export function insertTicketedVolume(content: WritableDatabase, ticketId: string, volume: TicketedVolume): void {
  content
    .prepare('INSERT INTO volume_tickets (ticket_id, publication_id, span, issues) VALUES (?, ?, ?, ?)')
    .run(ticketId, volume.publicationId, JSON.stringify(volume.span), JSON.stringify(volume.issues));
}

/** Whether a ticket is for this volume: the same span of the same publication, whatever has come into the archive since. */
export function isSameSpan(one: Omit<TicketedVolume, 'issues'>, other: Omit<TicketedVolume, 'issues'>): boolean {
  const key = ({ publicationId, span }: Omit<TicketedVolume, 'issues'>) =>
    JSON.stringify([publicationId, ...Object.entries(span).sort()]);
  return key(one) === key(other);
}

export function isSameVolume(one: TicketedVolume, other: TicketedVolume): boolean {
  return isSameSpan(one, other) && one.issues.join(' ') === other.issues.join(' ');
}
