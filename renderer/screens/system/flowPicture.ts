import { type Flow, signaturesNeeded } from '#shared/workflow/flow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { flow as strings } from '../../strings/flow.ts';

/** A rectangle with a word in it, in units of the picture. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

export interface FlowDrawing {
  readonly width: number;
  readonly height: number;
  /** One a station; a 会签 is a frame around the boxes of those who sign side by side. */
  readonly stations: readonly (PictureBox & { readonly signers: readonly PictureBox[] })[];
  /** Paths from each station to the next. */
  readonly onward: readonly string[];
  /** Paths back, from each station to the one before it, along one line at the side: a return may stop at any. */
  readonly returns: readonly string[];
}

const width = 360;
const column = { x: 12, width: 264 };
/** Where the returns run. */
const side_x = 316;
const box_height = 34;
const signers_height = 66;
const gap = 26;
/** Names side by side in a 会签; more are counted. */
const mostShown = 3;

/** Where everything of the picture of a flow stands: from top to bottom, returns at the right. */
export function drawFlow(flow: Flow, nameOf: (personId: string) => string): FlowDrawing {
  let y = 4;
  const stations = flow.map((station) => {
    const isTogether = station.kind === 'countersigner';
    const box = { ...column, y, height: isTogether ? signers_height : box_height, text: station.label };
    y += box.height + gap;
    return { ...box, signers: isTogether ? signerBoxes(signerWords(station, nameOf), box) : [] };
  });
  const middle_x = column.x + column.width / 2;
  const right_x = column.x + column.width;
  const onward = stations.slice(0, -1).map((box, place) => {
    const next = stations[place + 1];
    return `M${middle_x} ${box.y + box.height}V${(next?.y ?? 0) - 2}`;
  });
  const returns = stations.slice(1).map((box, place) => {
    const before = stations[place];
    const from_y = box.y + box.height / 2 - 5;
    const to_y = (before?.y ?? 0) + (before?.height ?? 0) / 2 + 5;
    const side = `M${right_x} ${from_y}H${side_x - 8}Q${side_x} ${from_y} ${side_x} ${from_y - 8}`;
    return `${side}V${to_y + 8}Q${side_x} ${to_y} ${side_x - 8} ${to_y}H${right_x + 2}`;
  });
  return { width, height: y - gap + 4, stations, onward, returns };
}

/** The flow as one sentence. */
export function flowWords(flow: Flow, nameOf: (personId: string) => string): string {
  return flow
    .map((station) =>
      station.kind === 'countersigner'
        ? strings.together(station.label, signerWords(station, nameOf).join('、'))
        : station.label,
    )
    .join('，然后');
}

function signerWords(
  station: Extract<Flow[number], { kind: 'countersigner' }>,
  nameOf: (personId: string) => string,
): readonly string[] {
  const { signers } = station;
  if (signers.kind === 'role') return [strings.anyOf(roleNames[signers.role], signers.count)];
  const names = signers.people.map(nameOf);
  if (names.length <= mostShown) return names;
  return [...names.slice(0, mostShown - 1), strings.more(signaturesNeeded(station))];
}

function signerBoxes(words: readonly string[], frame: PictureBox): readonly PictureBox[] {
  const inner_gap = 8;
  const room = frame.width - 2 * inner_gap;
  const each = (room - inner_gap * Math.max(0, words.length - 1)) / Math.max(1, words.length);
  return words.map((text, index) => ({
    x: frame.x + inner_gap + index * (each + inner_gap),
    y: frame.y + 30,
    width: each,
    height: 28,
    text: shortened(text, each),
  }));
}

/** A name that would not fit its box ends in …; characters are 12 units wide. */
function shortened(text: string, room: number): string {
  const most = Math.floor(room / 12) - 1;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
