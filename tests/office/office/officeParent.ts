// A program that starts the office and is then killed, started as `node officeParent.ts DIRECTORY [QUESTIONS]`: by the
// test, or, where it is to ask so many questions, by itself, with the answers still to come.
import { startOffice } from '#hosts/startOffice.ts';

const [directory = '', questions = '0'] = process.argv.slice(2);
const started = await startOffice(directory, {
  print: async () => new Uint8Array(),
  emit: () => {},
  gone: () => {},
});
process.stdout.write(started.ok ? `${started.value.pid}\n` : `${started.code}\n`);
if (started.ok && Number(questions) > 0) {
  for (let asked = 0; asked < Number(questions); asked += 1) {
    started.value.call({ kind: 'inPlace' }, 'officeStatus', {});
  }
  process.kill(process.pid, 'SIGKILL');
}
setInterval(() => {}, 1000);
