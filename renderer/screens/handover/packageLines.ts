import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { dayText, momentText } from '../../strings/words.ts';

/** What a line of the register says, in words: whom it is about, what came of it, by whom and on what. */
export function packageLines(entry: PackageEntry): readonly string[] {
  const { direction, machines, medium, ticketNumber, volumes, bytes, at, personName, dueOn } = entry;
  const names = machines.map(({ name, sequence }) => strings.machineOf(name, sequence));
  const written = direction === 'written';
  return [
    [
      written ? strings.writtenTo(names) : strings.takenFrom(names),
      strings.medium(medium),
      ...(ticketNumber === undefined ? [] : [strings.ticket(ticketNumber)]),
    ].join('　'),
    [
      strings.by(momentText(at), personName),
      ...(volumes === undefined || bytes === undefined ? [] : [strings.size(volumes, sizeText(bytes))]),
      ...(dueOn === undefined ? [] : [strings.due(dayText(dueOn))]),
    ].join('　'),
    ...(written && entry.kind !== 'receipt' ? [receiptsLine(machines)] : []),
    ...(direction === 'refused' ? [strings.because(reasonText(entry.reason))] : []),
  ];
}

/** 已收 or not yet, machine by machine. */
function receiptsLine(machines: PackageEntry['machines']): string {
  return machines
    .map(({ name, receiptAt }) =>
      receiptAt === undefined ? strings.notReceived(name) : strings.received(name, momentText(receiptAt)),
    )
    .join('　');
}

/** Why a package was refused, by the code that is on record. */
export function reasonText(code: string | undefined): string {
  return strings.reasons[code ?? ''] ?? strings.reasonUnknown;
}

/** Everything of a line that is looked for by words. */
export function soughtText(entry: PackageEntry, issueName: string): string {
  const { machines, medium, personName, ticketNumber = '' } = entry;
  return [issueName, ...machines.map(({ name }) => name), medium, personName, ticketNumber].join(' ');
}
