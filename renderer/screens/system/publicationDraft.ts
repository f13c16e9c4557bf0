import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { layoutFaults } from '#shared/layout/layoutFaults.ts';
import { system } from '../../strings/system.ts';
import { hasErrors as hasFlowErrors } from './flowDraft.ts';
import { linesOf, textOfLines } from './lines.ts';
import { wholeNumber } from './wholeNumber.ts';

/** A publication as its form has it: every field as it was typed. */
export interface PublicationDraft {
  readonly name: string;
  readonly organ: string;
  readonly columns: string;
  readonly marking: string;
  readonly markingRule: PublicationSettings['markingRule'];
  readonly outputApproval: PublicationSettings['outputApproval'];
  readonly allowsPaperSignOff: boolean;
  readonly reportTo: string;
  /** What follows the committees over the articles' units in 报; undefined where they are not named. */
  readonly committeeSuffix: string | undefined;
  readonly copyTo: string;
  readonly sendTo: string;
  readonly serial: string;
  readonly running: string;
  readonly copies: string;
  readonly flow: PublicationSettings['flow'];
  readonly layout: PublicationSettings['layout'];
}

/** What the fields show of a publication. */
export function draftOf(name: string, settings: PublicationSettings): PublicationDraft {
  const { firstNumber } = settings;
  return {
    name,
    organ: settings.organ,
    columns: textOfLines(settings.columns),
    marking: textOfLines(settings.marking),
    markingRule: settings.markingRule,
    outputApproval: settings.outputApproval,
    allowsPaperSignOff: settings.allowsPaperSignOff,
    reportTo: textOfLines(settings.reportTo),
    committeeSuffix: settings.reportToCommittees?.suffix,
    copyTo: textOfLines(settings.copyTo),
    sendTo: textOfLines(settings.sendTo),
    serial: String(firstNumber.serial),
    running: firstNumber.running === undefined ? '' : String(firstNumber.running),
    copies: settings.copies === undefined ? '' : String(settings.copies),
    flow: settings.flow,
    layout: settings.layout,
  };
}

/** The settings a form began with, changed as its fields say; what has no field stays. */
export function settingsOf(draft: PublicationDraft, begun: PublicationSettings): PublicationSettings {
  const {
    columns: _columns,
    copies: _copies,
    reportToCommittees: _committees,
    outputApproval: _approval,
    firstNumber,
    ...kept
  } = begun;
  const copies = numberFrom1(draft.copies);
  const running = numberFrom1(draft.running);
  return {
    ...kept,
    organ: draft.organ,
    columns: linesOf(draft.columns),
    marking: linesOf(draft.marking),
    markingRule: draft.markingRule,
    ...(draft.outputApproval === undefined ? {} : { outputApproval: draft.outputApproval }),
    allowsPaperSignOff: draft.allowsPaperSignOff,
    reportTo: linesOf(draft.reportTo),
    ...(draft.committeeSuffix === undefined ? {} : { reportToCommittees: { suffix: draft.committeeSuffix } }),
    copyTo: linesOf(draft.copyTo),
    sendTo: linesOf(draft.sendTo),
    firstNumber: {
      ...(firstNumber.year === undefined ? {} : { year: firstNumber.year }),
      serial: numberFrom1(draft.serial) ?? 1,
      ...(running === undefined ? {} : { running }),
    },
    ...(copies === undefined ? {} : { copies }),
    flow: draft.flow,
    layout: draft.layout,
  };
}

/** What is not filled in right: by field, and what of the layout cannot be printed. */
export function draftErrors({ serial, running, copies, layout, flow }: PublicationDraft) {
  const fields = {
    serial: numberFrom1(serial) === undefined ? system.notNumber : undefined,
    running: running !== '' && numberFrom1(running) === undefined ? system.notNumber : undefined,
    copies: copies !== '' && numberFrom1(copies) === undefined ? system.notNumber : undefined,
  };
  const faults = layoutFaults(layout);
  const isHalfFlow = hasFlowErrors(flow);
  const hasErrors = Object.values(fields).some((error) => error !== undefined) || faults.length > 0 || isHalfFlow;
  return { fields, faults, isHalfFlow, hasErrors };
}

function numberFrom1(text: string): number | undefined {
  return wholeNumber(text, 999_999) || undefined;
}
