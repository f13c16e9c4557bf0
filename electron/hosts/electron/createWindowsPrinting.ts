import { BrowserWindow, session as sessions, type WebContentsPrintOptions } from 'electron';
import type { Printer, PrintRequest } from '#shared/contract/deskCommands.ts';
import { DeskError } from '../desk/deskError.ts';
import { networkPrinterRefusal } from '../networkPrinter.ts';
import type { Printing } from '../printing.ts';
import { runCommand } from '../runCommand.ts';
import { closeOffSession, isViewerRequest, ownOrigin, pagePreferences } from './security.ts';
import { isLocalPort, parseWindowsPorts } from './windowsPorts.ts';

const printersKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Print\\Printers';
/** The viewer says so when it has read the pages; one that does not say it is printed all the same. */
const viewerPatience_ms = 10_000;
const duplexModes = { one: 'simplex', longEdge: 'longEdge', shortEdge: 'shortEdge' } as const;

/**
 * Printing where there is no CUPS: a window nobody sees holds the PDF in Chromium's own viewer and prints it without
 * asking. The spooler takes the pages whole, so that there is no job to ask after.
 */
export function createWindowsPrinting(refuse: (url: string) => void): Printing {
  // Without "persist:" a session lives in memory.
  const session = sessions.fromPartition('paper', { cache: false });
  closeOffSession(session, refuse, isViewerRequest);
  let pages: Uint8Array<ArrayBuffer> | undefined;
  session.protocol.handle('app', () => {
    const headers = { 'content-type': 'application/pdf', 'cache-control': 'no-store' };
    return pages ? new Response(pages, { headers }) : new Response(null, { status: 404 });
  });

  async function withWindow<Value>(pdf: Uint8Array | undefined, work: (window: BrowserWindow) => Promise<Value>) {
    const window = new BrowserWindow({ show: false, webPreferences: { ...pagePreferences, session, plugins: true } });
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    try {
      if (pdf) {
        pages = new Uint8Array(pdf);
        const isRead = viewerReady(window);
        await window.loadURL(`${ownOrigin}/pages.pdf`);
        await isRead;
      }
      return await work(window);
    } finally {
      // Nothing of the pages stays behind.
      pages = undefined;
      window.destroy();
    }
  }

  return {
    list: () => withWindow(undefined, listPrinters),
    print: ({ pdf, ...request }) =>
      withWindow(pdf, async (window) => {
        const printer = (await listPrinters(window)).find(({ name }) => name === request.printer);
        if (!printer) throw new DeskError('notFound', `找不到打印机“${request.printer}”。请另选一台。`);
        if (printer.refusal !== undefined) throw new DeskError('forbidden', printer.refusal);
        await printWindow(window, request);
        return undefined;
      }),
    stateOf: async () => 'done',
    cancel: async () => {
      throw new DeskError('illegalState', '已经交给打印机，请到打印机上取消。');
    },
  };
}

async function listPrinters(window: BrowserWindow): Promise<readonly Printer[]> {
  const { output } = await runCommand('reg', ['query', printersKey, '/s', '/v', 'Port']);
  const ports = parseWindowsPorts(output);
  return (await window.webContents.getPrintersAsync()).map(({ name }) => ({
    name,
    // Electron does not tell which one is the usual one.
    isDefault: false,
    ...(isLocalPort(ports.get(name)) ? {} : { refusal: networkPrinterRefusal(name) }),
    // Nor what its driver can do: the driver takes what it has.
    hasDriver: true,
    canDuplex: true,
    trays: [],
    papers: ['A3', 'A4'],
  }));
}

function printWindow(window: BrowserWindow, request: Omit<PrintRequest, 'pdf'>): Promise<void> {
  const { printer, copies, sides, pages, paper } = request;
  const options: WebContentsPrintOptions = {
    silent: true,
    deviceName: printer,
    copies,
    collate: true,
    duplexMode: duplexModes[sides],
    margins: { marginType: 'none' },
    ...(paper === undefined ? {} : { pageSize: paper }),
    ...(pages === undefined ? {} : { pageRanges: rangesFromZero(pages) }),
  };
  return new Promise((resolve, reject) => {
    window.webContents.print(options, (isPrinted, reason) => {
      if (isPrinted) resolve();
      else reject(new DeskError('printerFailed', `打印机“${printer}”没有接收，没有打印。打印服务的答复：${reason}`));
    });
  });
}

/** 1-4,7 as Electron counts it: from 0. */
function rangesFromZero(pages: string): { from: number; to: number }[] {
  return pages.split(',').map((range) => {
    const [from = 1, to = from] = range.split('-').map(Number);
    return { from: from - 1, to: to - 1 };
  });
}

function viewerReady(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, viewerPatience_ms);
    // An event of Electron's own, not in its types.
    (window.webContents as NodeJS.EventEmitter).once('-pdf-ready-to-print', () => {
      clearTimeout(patience);
      resolve();
    });
  });
}
