import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Person } from '#shared/contract/accountCommands.ts';
import { mostStations, roleAt } from '#shared/workflow/flow.ts';
import { flowShortage } from '#shared/workflow/roleSeparation.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { flow as strings } from '../../strings/flow.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FlowPicture } from './FlowPicture.tsx';
import {
  type DraftFlow,
  type DraftStation,
  hasErrors,
  isFixed,
  type StationErrors,
  stationErrors,
  withKind,
  withoutStation,
  withStation,
  withStationMoved,
} from './flowDraft.ts';
import { SignersFields } from './SignersFields.tsx';

export interface FlowFieldsProps {
  readonly flow: DraftFlow;
  readonly isReadOnly: boolean;
  readonly onFlow: (flow: DraftFlow) => void;
}

/** 审签流程 of a publication: its picture, and its stations to add, name, move and take away. */
export function FlowFields({ flow, isReadOnly, onFlow }: FlowFieldsProps) {
  const all = useAnswer('flow-people', () => office.listPeople({}), ['people']);
  const people = (all.value ?? []).filter(({ leftAt }) => leftAt === undefined);
  const nameOf = (personId: string) => all.value?.find(({ id }) => id === personId)?.name ?? personId;
  const list = useRef<HTMLOListElement>(null);
  const [told, setTold] = useState('');
  /** Where the focus goes once the list is drawn anew: into the name of a station. */
  const focusNext = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const place = focusNext.current;
    focusNext.current = undefined;
    if (place !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-place="${place}"] input`)?.focus();
    }
  });
  const latest = useRef(flow);
  latest.current = flow;
  const errors = stationErrors(flow);
  const isFull = flow.length >= mostStations;
  const shortage = all.value && !hasErrors(flow) ? flowShortage(people, flow, nameOf) : undefined;

  const add = (kind: 'reviewer' | 'countersigner') => {
    focusNext.current = flow.length - 1;
    onFlow(withStation(flow, kind));
  };
  const move = (from: number, to: number) => {
    const moved = withStationMoved(flow, from, to);
    if (moved === flow) return;
    focusNext.current = to;
    onFlow(moved);
    setTold(strings.movedTo(flow[from]?.label ?? '', to + 1));
  };
  const remove = (place: number) => {
    const station = flow[place];
    if (!station) return;
    focusNext.current = Math.min(place, flow.length - 2);
    onFlow(withoutStation(flow, place));
    const putBack = () => {
      const now = latest.current;
      const at = Math.min(Math.max(place, 1), now.length - 1);
      if (now.length < mostStations) onFlow([...now.slice(0, at), station, ...now.slice(at)]);
    };
    announce('ok', strings.removed(station.label), { label: strings.undo, run: putBack });
  };
  if (isReadOnly) return <FlowPicture flow={flow} nameOf={nameOf} />;
  return (
    <>
      <p className="second">{strings.hint}</p>
      <FlowPicture flow={flow} nameOf={nameOf} />
      <ol className="flow-stations" aria-label={strings.stations} ref={list}>
        {flow.map((station, place) => (
          <StationRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a station is its place; moving it moves what is typed as well
            key={place}
            station={station}
            place={place}
            isFixed={isFixed(flow, place)}
            errors={errors[place] ?? {}}
            people={people}
            nameOf={nameOf}
            onStation={(changed) => onFlow(flow.with(place, changed))}
            onKind={(kind) => onFlow(withKind(flow, place, kind))}
            onMove={(to) => move(place, to)}
            onRemove={() => remove(place)}
            isFirst={place <= 1}
            isLast={place >= flow.length - 2}
          />
        ))}
      </ol>
      <p className="unseen" role="status">
        {told}
      </p>
      <div className="flow-adders">
        <Button icon="plus" disabled={isFull} onClick={() => add('reviewer')}>
          {strings.addReview}
        </Button>
        <Button icon="plus" disabled={isFull} onClick={() => add('countersigner')}>
          {strings.addCountersign}
        </Button>
        <span className="second small">
          {isFull ? strings.full : flow.length === 2 ? strings.fewest : flow.length > 3 ? strings.moveHint : ''}
        </span>
      </div>
      {shortage && <Notice kind="error">{shortage}</Notice>}
    </>
  );
}

interface StationRowProps {
  readonly station: DraftStation;
  readonly place: number;
  readonly isFixed: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly errors: StationErrors;
  readonly people: readonly Person[];
  readonly nameOf: (personId: string) => string;
  readonly onStation: (station: DraftStation) => void;
  readonly onKind: (kind: 'reviewer' | 'countersigner') => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

function StationRow(props: StationRowProps) {
  const { station, place, errors, people, onStation, onKind, onMove, onRemove } = props;
  const { kind, label } = station;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || !event.altKey || event.nativeEvent.isComposing || props.isFixed) return;
    event.preventDefault();
    onMove(place + step);
  };
  return (
    <li className="flow-row" data-place={place} aria-label={strings.station(place + 1, label)}>
      <div className="flow-row-head">
        <span className="flow-place" aria-hidden="true">
          {place + 1}
        </span>
        <TextField
          label={strings.label}
          maxLength={12}
          value={label}
          error={errors.label}
          onValue={(typed) => onStation({ ...station, label: typed })}
          onKeyDown={onKeyDown}
        />
        {props.isFixed ? (
          <div className="flow-kind">
            <span className="field-label">{strings.kind}</span>
            <span className="flow-kind-word second">{strings.kinds[kind]}</span>
          </div>
        ) : (
          <SelectField
            label={strings.kind}
            value={kind}
            options={(['reviewer', 'countersigner'] as const).map((one) => ({ value: one, label: strings.kinds[one] }))}
            onValue={(chosen) => onKind(chosen === 'countersigner' ? 'countersigner' : 'reviewer')}
          />
        )}
        <div className="flow-tools">
          {!props.isFixed && (
            <>
              <IconButton
                label={strings.up(label)}
                icon="up"
                disabled={props.isFirst}
                onClick={() => onMove(place - 1)}
              />
              <IconButton
                label={strings.down(label)}
                icon="down"
                disabled={props.isLast}
                onClick={() => onMove(place + 1)}
              />
              <IconButton label={strings.remove(label)} icon="close" onClick={onRemove} />
            </>
          )}
        </div>
      </div>
      {station.kind === 'countersigner' && (
        <SignersFields
          signers={station.signers}
          error={errors.people}
          nameOf={props.nameOf}
          // Whoever was named and has left stands there to be taken out.
          people={people.filter((person) => roleAt({ ...station, signers: named(person.id) }, person) !== undefined)}
          onSigners={(signers) => onStation({ ...station, signers })}
        />
      )}
    </li>
  );
}

const named = (personId: string) => ({ kind: 'people', people: [personId] }) as const;
