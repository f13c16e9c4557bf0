import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { fewestStations, mostStations } from '#shared/workflow/flow.ts';
import { flow as strings } from '../../strings/flow.ts';

export type DraftFlow = PublicationSettings['flow'];
export type DraftStation = DraftFlow[number];

/** What is wrong with a station as it is filled in. */
export interface StationErrors {
  readonly label?: string;
  readonly people?: string;
}

/** What keeps each station of a flow from being saved; nothing where all is well. */
export function stationErrors(flow: DraftFlow): readonly StationErrors[] {
  return flow.map((station, place) => {
    const label = station.label.trim();
    const isTwice = flow.some((other, index) => index !== place && other.label.trim() === label);
    const isUnnamed =
      station.kind === 'countersigner' && station.signers.kind === 'people' && station.signers.people.length === 0;
    return {
      ...(label === '' ? { label: strings.labelEmpty } : isTwice ? { label: strings.labelTwice(label) } : {}),
      ...(isUnnamed ? { people: strings.peopleEmpty } : {}),
    };
  });
}

export function hasErrors(flow: DraftFlow): boolean {
  return flow.length < fewestStations || stationErrors(flow).some((errors) => Object.keys(errors).length > 0);
}

/** With one more station before 签发, under the first usual name that is free; the same flow where there is no room. */
export function withStation(flow: DraftFlow, kind: 'reviewer' | 'countersigner'): DraftFlow {
  if (flow.length >= mostStations) return flow;
  const station: DraftStation =
    kind === 'reviewer'
      ? { kind, label: freeLabel(flow, strings.usualReviewLabels) }
      : {
          kind,
          label: freeLabel(flow, strings.usualCountersignLabels),
          signers: { kind: 'people', people: [] },
        };
  return [...flow.slice(0, -1), station, ...flow.slice(-1)];
}

function freeLabel(flow: DraftFlow, usual: readonly string[]): string {
  return usual.find((label) => !flow.some((station) => station.label === label)) ?? '';
}

/** The first and the last station stay where they are. */
export function isFixed(flow: DraftFlow, place: number): boolean {
  return place <= 0 || place >= flow.length - 1;
}

export function withoutStation(flow: DraftFlow, place: number): DraftFlow {
  return isFixed(flow, place) ? flow : flow.filter((_, index) => index !== place);
}

/** The same flow where a station would leave the room between the first and the last. */
export function withStationMoved(flow: DraftFlow, from: number, to: number): DraftFlow {
  const station = flow[from];
  if (!station || isFixed(flow, from) || isFixed(flow, to)) return flow;
  const others = flow.filter((_, index) => index !== from);
  return [...others.slice(0, to), station, ...others.slice(to)];
}

/** Another kind keeps the name unless that was only the usual one of the kind before. */
export function withKind(flow: DraftFlow, place: number, kind: 'reviewer' | 'countersigner'): DraftFlow {
  const station = flow[place];
  if (!station || station.kind === kind || isFixed(flow, place)) return flow;
  const usual: readonly string[] = [...strings.usualReviewLabels, ...strings.usualCountersignLabels];
  const others = flow.filter((_, index) => index !== place);
  const fresh = withStation(others, kind).at(-2);
  if (!fresh) return flow;
  const label = usual.includes(station.label) ? fresh.label : station.label;
  return flow.with(place, { ...fresh, label } as DraftStation);
}
