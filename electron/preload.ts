// Runs before the page in a world of its own, sandboxed; built to build/electron/preload.cjs.
import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './hosts/electron/createBridge.ts';
import { hardenPage } from './hosts/hardenPage.ts';

contextBridge.executeInMainWorld({ func: hardenPage });
contextBridge.exposeInMainWorld('neikan', createBridge(ipcRenderer));
