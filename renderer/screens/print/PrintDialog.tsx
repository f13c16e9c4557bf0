import { useState } from 'react';
import type { PrintJobState } from '#shared/contract/deskCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { desk, office } from '../../app/office.ts';
import { changePreferences, usePreferences } from '../../app/preferences.tsx';
import { saveFiles } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { print } from '../../strings/print.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice, type NoticeKind } from '../../ui/Notice.tsx';
import './PrintDialog.css';
import { PrintFields } from './PrintFields.tsx';
import { type PrintChoices, printPlan } from './printPlan.ts';
import { usePrinting } from './usePrinting.ts';

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
  const pages = useAnswer(`print-${part}-${id}`, () => office.readPrintPages({ id, isBooklet: false, part }));
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
  const plan = printer && pages.value && printPlan(choices, pages.value, printer);
  const isNowhere = printers.refusal !== undefined || (printers.value !== undefined && !printer);
  const isAsking = printing.phase === 'asking' || printing.phase === 'sending';

  const start = () => {
    if (!plan || !pages.value || printing.phase !== 'asking') return;
    changePreferences({ printer: plan.request.printer });
    printing.start(plan.request, plan.isBooklet ? undefined : pages.value.pdf);
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
    if (pages.refusal) return <Notice kind="error">{pages.refusal.message}</Notice>;
    if (printers.refusal) return nowhere(print.cannotPrint, printers.refusal.message);
    if (!printers.value) return <p className="second">{print.looking}</p>;
    if (!printer) {
      const refusals = printers.value.flatMap(({ refusal }) => refusal ?? []);
      return nowhere(refusals.length === 0 ? print.none : print.unusable, [...refusals, print.noneHint].join('\n'));
    }
    if (!pages.value) return <p className="second">{print.reading}</p>;
    return (
      <>
        <p className="second">{hintOf()}</p>
        <PrintFields
          printers={printers.value}
          printer={printer}
          pages={pages.value.pages}
          choices={choices}
          onChoice={(change) => setChoices({ ...choices, ...change })}
          onExportBooklet={part === 'pages' ? exportBooklet : undefined}
        />
        <p className="second small" role="status">
          {plan ? print.sheets(plan.sheets, plan.request.copies) : ''}
        </p>
        {printing.refusal && <Notice kind="error">{printing.refusal.message}</Notice>}
      </>
    );
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
              <Button kind="primary" disabled={!plan} isBusy={printing.phase === 'sending'} onClick={start}>
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
