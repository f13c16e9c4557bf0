import { expect, test } from 'vitest';
import { seededRandom } from '../../faults/seededRandom.ts';
import { code, finalArticle, issueOf, passwordOf, value } from '../office/foundedOffice.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';
import { cancel, lend, medium, receiptFor, rewrite, textsOf } from './lending.ts';
import { ModelMachine, type ModelPackage, newIssue } from './modelMachines.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 20);
const seed = Number(process.env.NEIKAN_SEED ?? 20260302);
const stepsEach = 45;

interface OnMedium {
  readonly model: ModelPackage;
  readonly files: readonly string[];
}

/** What the office told of a taking, in the words of the model. */
function toldOf(answer: Awaited<ReturnType<JoinedOffice['office']['client']['takePackage']>>): string {
  if (answer.ok) return answer.value.outcome.kind;
  const reason = String(answer.details?.reason);
  return reason === 'cancelled' ? 'cancelled!' : reason;
}

test(`${runs} random ways over real data directories (seed ${seed}) go as the model says, and no text is lost`, async () => {
  const tally: Record<string, number> = {};
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(seed + run);
    const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)];
    const [editor, reviewer, signer] = await joinedOffices(3);
    const offices = [editor, reviewer, signer];
    const articles = [await finalArticle(editor.office, '甲篇'), await finalArticle(editor.office, '乙篇')];
    const ids = articles.map(({ id }) => id);
    const { id } = (await issueOf(editor.office, ids)).summary;
    let hashes = 0;
    const newHash = () => {
      hashes += 1;
      return `${hashes}`;
    };
    const models = offices.map((_, place) => new ModelMachine(place, newHash));
    const [firstModel] = models;
    if (firstModel) firstModel.issue = newIssue(ids);
    const written: { place: number; article: string; text: string }[] = [];
    const transit: OnMedium[] = [];
    const log: string[] = [];
    const say = (what: string) => {
      log.push(what);
      tally[what.split(' ')[0] ?? ''] = (tally[what.split(' ')[0] ?? ''] ?? 0) + 1;
    };
    try {
      for (let step = 0; step < stepsEach; step += 1) {
        const place = Math.floor(random() * offices.length);
        const [office, model] = [offices[place], models[place]];
        if (!office || !model) continue;
        const what = random();
        if (what < 0.4) {
          const packed = pick(transit);
          const at = packed && offices[packed.model.to];
          if (!packed || !at) continue;
          const fate = random();
          if (fate < 0.1) {
            say('lost');
            transit.splice(transit.indexOf(packed), 1);
            continue;
          }
          const missingReason = random() < 0.3 ? '介质丢失' : undefined;
          const told = models[packed.model.to]?.take(packed.model, missingReason !== undefined);
          const answer = await at.office.client.takePackage({
            files: [...packed.files],
            medium,
            ...(missingReason === undefined ? {} : { missingReason }),
          });
          say(`${told} ${packed.model.kind} ${packed.model.from}→${packed.model.to}`);
          expect(toldOf(answer)).toBe(told);
          // A package that is brought a second time, and one that waits for those before it.
          if (told === 'gap' || fate < 0.2) continue;
          transit.splice(transit.indexOf(packed), 1);
          if (!answer.ok || packed.model.kind === 'receipt' || random() < 0.3 || told === undefined) continue;
          const receipt = models[packed.model.to]?.receipt(packed.model, told);
          if (receipt) transit.push({ model: receipt, files: await receiptFor(at, answer.value) });
        } else if (what < 0.6) {
          const article = pick(ids) ?? '';
          if (!model.mayChange) {
            if (model.issue)
              expect(code(await office.office.client.reopenArticle({ id: article }))).toBe('illegalState');
            continue;
          }
          const text = `第${run}轮第${step}步写的。`;
          await rewrite(office, article, text);
          model.edit(article, text);
          written.push({ place, article, text });
          say(`edited ${place}`);
        } else if (what < 0.82) {
          const to = (place + 1 + Math.floor(random() * 2)) % 3;
          const isCopy = random() < 0.2;
          const other = offices[to];
          if (!model.mayLend || !other) continue;
          const files = await lend(office, other, id, { isCopy });
          const packed = model.send(to, isCopy);
          if (packed) transit.push({ model: packed, files });
          say(`sent ${place}→${to}`);
        } else if (what < 0.9) {
          if (!model.issue?.lent) continue;
          const files = await cancel(office, id);
          const packed = model.cancel();
          if (packed) transit.push({ model: packed, files });
          say(`demanded ${place}`);
        } else if (what < 0.95) {
          if (!model.issue?.lent) continue;
          value(await office.office.client.reclaimIssue({ id, reason: '丢失', password: passwordOf('wenhe') }));
          model.reclaim();
          say(`reclaimed ${place}`);
        } else {
          for (const waiting of value(await office.office.client.listUnresolvedArticles({}))) {
            if (!model.mayChange) continue;
            expect(model.issue?.unresolved.has(waiting.articleId)).toBe(true);
            value(
              await office.office.client.resolveArticle({ articleId: waiting.articleId, version: waiting.standing }),
            );
            model.resolve(waiting.articleId, undefined);
            say(`resolved ${place}`);
          }
        }
      }
      for (const [place, model] of models.entries()) {
        const office = offices[place];
        if (!office || !model.issue) continue;
        const { summary } = value(await office.office.client.readIssue({ id }));
        expect(summary.lending === undefined, `${place} has it`).toBe(model.issue.isHere);
        expect([...(summary.unresolved ?? [])].sort()).toEqual([...model.issue.unresolved].sort());
        for (const article of ids) {
          const texts = await textsOf(office, article);
          for (const one of written.filter((other) => other.place === place && other.article === article)) {
            expect(texts).toContain(one.text);
          }
          const current = model.issue.articles.get(article)?.current;
          if (current !== `${article}0`) expect(texts.at(-1)).toBe(current);
        }
      }
    } catch (error) {
      throw new Error(`run ${run} (seed ${seed + run}): ${log.join(', ')}`, { cause: error });
    } finally {
      for (const { office } of offices) office.close();
    }
  }
  console.info(`hand-over over real data directories in ${runs} random ways:`, JSON.stringify(tally));
});
