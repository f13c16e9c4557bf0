// One life of the program in a process of its own, for systems on which a process cannot put another in its place.
import { readStartOptions } from '../../startOptions.ts';
import { runChromiumLife } from './chromiumLife.ts';

process.exit(await runChromiumLife(readStartOptions(process.argv.slice(2)).dataDirectory));
