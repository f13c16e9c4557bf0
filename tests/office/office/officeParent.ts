// A program that starts the office and is then killed by the test: started as `node officeParent.ts DIRECTORY`.
import { startOffice } from '#hosts/startOffice.ts';

const started = await startOffice(process.argv[2] ?? '', {
  print: async () => new Uint8Array(),
  emit: () => {},
  gone: () => {},
});
process.stdout.write(started.ok ? `${started.value.pid}\n` : `${started.code}\n`);
setInterval(() => {}, 1000);
