import { z } from 'zod';
import { defaultFlow, type Flow as FlowOfStations, fewestStations, mostStations } from './flow.ts';

const label = z.string().trim().min(1).max(12);
const personId = z.string().min(1).max(200);

const Signers = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people'), people: z.array(personId).min(1).max(10) }),
  z.strictObject({
    kind: z.literal('role'),
    role: z.enum(['editor', 'reviewer', 'signer']),
    count: z.int().min(1).max(10),
  }),
]);

export const Station = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('responsibleEditor'), label }),
  z.strictObject({ kind: z.literal('reviewer'), label }),
  z.strictObject({ kind: z.literal('countersigner'), label, signers: Signers }),
  z.strictObject({ kind: z.literal('signer'), label }),
]);

/** A flow as it comes in: two to six stations, 责任编辑 first, 签发 last, neither of them between, no two of one name. */
export const Flow = z
  .array(Station)
  .min(fewestStations)
  .max(mostStations)
  .superRefine((flow, context) => {
    const fault = (station: number, message: string) =>
      context.addIssue({ code: 'custom', path: [station, 'kind'], message });
    for (const [index, station] of flow.entries()) {
      const isFirst = index === 0;
      const isLast = index === flow.length - 1;
      if ((station.kind === 'responsibleEditor') !== isFirst) fault(index, '流程从责任编辑开始，只有这一道是责任编辑');
      if ((station.kind === 'signer') !== isLast) fault(index, '流程到签发为止，只有这一道是签发');
      if (flow.findIndex((other) => other.label === station.label) !== index) {
        fault(index, `有两道都叫“${station.label}”`);
      }
      const { people } = station.kind === 'countersigner' && station.signers.kind === 'people' ? station.signers : {};
      if (people && new Set(people).size !== people.length) fault(index, '同一个人在会签中列了两次');
    }
  });
export type Flow = z.infer<typeof Flow>;

/** What a publication has that says nothing of its flow. */
export const usualFlow: Flow = Flow.parse(defaultFlow satisfies FlowOfStations);
