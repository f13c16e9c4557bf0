import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { PrintJobState } from '#shared/contract/deskCommands.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { desk, office } from '../../app/office.ts';
import { changePreferences, usePreferences } from '../../app/preferences.tsx';
import { saveFiles } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { print } from '../../strings/print.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { tickets } from '../../strings/tickets.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice, type NoticeKind } from '../../ui/Notice.tsx';
import { copiesLeft, type OutputTerms, TicketChoice, usableTickets } from '../tickets/TicketChoice.tsx';
import './PrintDialog.css';
import { PrintFields } from './PrintFields.tsx';
import { type PrintChoices, printPlan } from './printPlan.ts';
import { usePrinting } from './usePrinting.ts';

const forms = ['print'] as const;

interface Printable {
  /** Where the issue is printed only with a ticket; its pages are then not given out before. */
  readonly terms?: OutputTerms;
  readonly pages?: CommandOutput<'readPrintPages'>;
}

/** What can be printed right away, or the terms on which it can. */
async function readPrintable(id: string, part: 'pages' | 'slip'): Promise<Answer<Printable>> {
  if (part === 'pages') {
    const terms = await office.readOutputTerms({ issueId: id });
    if (!terms.ok) return terms;
    if (terms.value.isNeeded) return { ok: true, value: { terms: terms.value } };
  }
  const pages = await office.readPrintPages({ id, isBooklet: false, part });
  return pages.ok ? { ok: true, value: { pages: pages.value } } : pages;
}

export interface PrintDialogProps {
  readonly issue: { readonly id: string; readonly publicationName: string; readonly numberText?: string | undefined };
  /** 印数 of a signed issue; one where it is left out. */
  readonly copies?: number | undefined;
  /** Its pages, unless it is 发稿单 that is printed. */
  readonly part?: 'pages' | 'slip';
  readonly onClose: () => void;
  /** The way out where there is no printer. */
  readonly onExport: () => void;
  /** Where the issue may be registered as printed. */
  readonly onRegister?: (() => void) | undefined;
}

/** 打印: on a printer of this machine, the frozen pages of a signed issue or the marked ones of a draft. */
export function PrintDialog({ issue, copies = 1, part = 'pages', onClose, onExport, onRegister }: PrintDialogProps) {
  const { id, publicationName, numberText } = issue;
  const printers = useAnswer('printers', () => desk.listPrinters({}));
  const asked = useAnswer(`print-${part}-${id}`, () => readPrintable(id, part), ['tickets']);
  const { terms, pages } = asked.value ?? {};
  const [ticketId, setTicketId] = useState<string>();
  const holding = terms ? usableTickets(terms, forms) : [];
  const ticket = holding.find((one) => one.id === ticketId) ?? holding[0];
  const { printer: lastPrinter } = usePreferences();
  const [choices, setChoices] = useState<PrintChoices>({
    printer: lastPrinter ?? '',
    copies: String(copies),
    pages: '',
    sides: 'longEdge',
    tray: '',
    isBooklet: false,
  });
  const printing = usePrinting(issue, part);
  const usable = printers.value?.filter(({ refusal }) => refusal === undefined) ?? [];
  const printer =
    usable.find(({ name }) => name === choices.printer) ?? usable.find(({ isDefault }) => isDefault) ?? usable[0];
  // Under a ticket the pages are given out only when they go to the printer, and all of them.
  const printable = pages ?? (ticket ? { pages: 1 } : undefined);
  const plan = printer && printable && printPlan(terms ? { ...choices, pages: '' } : choices, printable, printer);
  const isTooMany = ticket !== undefined && plan !== undefined && plan.request.copies > copiesLeft(ticket);
  const isNowhere = printers.refusal !== undefined || (printers.value !== undefined && !printer);
  const isAsking = printing.phase === 'asking' || printing.phase === 'sending';

  const start = () => {
    if (!plan || isTooMany || printing.phase !== 'asking') return;
    changePreferences({ printer: plan.request.printer });
    const { isBooklet, request } = plan;
    if (ticket) printing.start(request, { isBooklet, ticket: { id: ticket.id, copies: request.copies } });
    else if (pages) printing.start(request, isBooklet ? { isBooklet } : { pdf: pages.pdf });
  };
  const exportBooklet = async () => {
    const booklet = await office.readPrintPages({ id, isBooklet: true });
    if (!booklet.ok) return announceRefusal(booklet);
    const name = print.bookletFile(publicationName, numberText);
    const files = [{ name, bytes: new Uint8Array(booklet.value.pdf) }];
    const path = await saveFiles({ title: print.exportBookletTitle, files });
    if (path === undefined) return;
    const record = await office.recordBookletExport({ id });
    if (!record.ok) announceRefusal(record);
  };
  // Pages that are on their way cannot be called back yet, and nobody would follow them.
  const close = () => {
    if (printing.phase !== 'sending') onClose();
  };
  const leaveForExport = () => {
    onClose();
    onExport();
  };

  return (
    <Dialog title={titleOf()} onClose={close} onSubmit={start} actions={actions()}>
      {body()}
    </Dialog>
  );

  function titleOf() {
    const name = `《${publicationName}》${numberText ?? ''}`;
    if (part === 'slip') return releaseSlip.printTitle(name);
    return numberText === undefined ? print.draftTitle(publicationName) : print.title(name);
  }

  function hintOf() {
    if (part === 'slip') return releaseSlip.printHint;
    return numberText === undefined ? print.draftHint : print.frozenHint;
  }

  function body() {
    if (!isAsking) return progress();
    if (asked.refusal) return <Notice kind="error">{asked.refusal.message}</Notice>;
    if (printers.refusal) return nowhere(print.cannotPrint, printers.refusal.message);
    if (!printers.value) return <p className="second">{print.looking}</p>;
    if (!printer) {
      const refusals = printers.value.flatMap(({ refusal }) => refusal ?? []);
      return nowhere(refusals.length === 0 ? print.none : print.unusable, [...refusals, print.noneHint].join('\n'));
    }
    if (!asked.value) return <p className="second">{print.reading}</p>;
    const choice = terms && (
      <TicketChoice issueId={id} terms={terms} forms={forms} copies={copies} chosen={ticket} onChoose={setTicketId} />
    );
    if (terms && !ticket) return choice;
    return (
      <>
        {choice}
        <p className="second">{hintOf()}</p>
        <PrintFields
          printers={printers.value}
          printer={printer}
          pages={pages?.pages}
          choices={choices}
          onChoice={(change) => setChoices({ ...choices, ...change })}
          mayBooklet={part === 'pages'}
          onExportBooklet={terms ? undefined : exportBooklet}
        />
        <p className="second small" role="status">
          {statusOf()}
        </p>
        {printing.refusal && <Notice kind="error">{printing.refusal.message}</Notice>}
      </>
    );
  }

  function statusOf() {
    if (ticket) {
      if (isTooMany) return tickets.tooMany(copiesLeft(ticket));
      return tickets.useHint + (ticket.isStamped ? tickets.stampHint : '');
    }
    return plan ? print.sheets(plan.sheets, plan.request.copies) : '';
  }

  /** No printer that can be used: why, and the way round. */
  function nowhere(title: string, why: string) {
    return (
      <div className="print-none">
        <EmptyState
          icon="print"
          title={title}
          action={
            <Button autoFocus onClick={leaveForExport}>
              {print.export}
            </Button>
          }
        >
          {why}
        </EmptyState>
      </div>
    );
  }

  function progress() {
    const kinds: Readonly<Record<PrintJobState, NoticeKind>> = {
      waiting: 'info',
      printing: 'info',
      held: 'warn',
      done: 'ok',
      cancelled: 'warn',
      failed: 'error',
    };
    const { state } = printing;
    return (
      <>
        <Notice kind={state ? kinds[state] : 'ok'}>{state ? print.states[state] : print.handedOver}</Notice>
        {printing.phase === 'printed' && onRegister && <p className="second">{print.toRegister}</p>}
        {printing.refusal && <Notice kind="error">{printing.refusal.message}</Notice>}
      </>
    );
  }

  function actions() {
    switch (printing.phase) {
      case 'asking':
      case 'sending':
        return (
          <>
            <Button disabled={printing.phase === 'sending'} onClick={close}>
              {words.cancel}
            </Button>
            {!isNowhere && (
              <Button
                kind="primary"
                disabled={!plan || isTooMany}
                isBusy={printing.phase === 'sending'}
                onClick={start}
              >
                {print.print}
              </Button>
            )}
          </>
        );
      case 'underWay':
        return (
          <>
            <Button kind="danger" onClick={printing.cancel}>
              {print.cancelJob}
            </Button>
            <Button key="underWay" kind="primary" autoFocus onClick={onClose}>
              {words.close}
            </Button>
          </>
        );
      case 'printed':
      case 'notPrinted':
        return (
          <>
            <Button onClick={printing.again}>{print.again}</Button>
            {printing.phase === 'printed' && onRegister ? (
              <>
                <Button onClick={onClose}>{words.close}</Button>
                <Button kind="primary" autoFocus onClick={onRegister}>
                  {print.register}
                </Button>
              </>
            ) : (
              <Button key="ended" kind="primary" autoFocus onClick={onClose}>
                {words.close}
              </Button>
            )}
          </>
        );
      default:
        return printing.phase satisfies never;
    }
  }
}
