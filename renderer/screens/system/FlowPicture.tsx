import { useId } from 'react';
import type { Flow } from '#shared/workflow/flow.ts';
import { flow as strings } from '../../strings/flow.ts';
import { drawFlow, flowWords } from './flowPicture.ts';
import './FlowPicture.css';

export interface FlowPictureProps {
  readonly flow: Flow;
  readonly nameOf: (personId: string) => string;
}

/** 流程图: the stations from top to bottom, who signs side by side, and the way back. */
export function FlowPicture({ flow, nameOf }: FlowPictureProps) {
  const { width, height, stations, onward, returns } = drawFlow(flow, nameOf);
  const id = useId();
  return (
    <figure className="flow-picture">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={strings.picture(flowWords(flow, nameOf))}
      >
        <defs>
          {(['onward', 'return'] as const).map((way) => (
            <marker
              key={way}
              id={`${id}-${way}`}
              className={`flow-head-${way}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0.5L7.5 4L0 7.5Z" />
            </marker>
          ))}
        </defs>
        {returns.map((path) => (
          <path key={path} className="flow-return" d={path} markerEnd={`url(#${id}-return)`} />
        ))}
        {onward.map((path) => (
          <path key={path} className="flow-onward" d={path} markerEnd={`url(#${id}-onward)`} />
        ))}
        {stations.map(({ x, y, width: wide, height: high, text, signers }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a station is its place
          <g key={place} className={place === stations.length - 1 ? 'flow-last' : undefined}>
            <rect className="flow-station" x={x} y={y} width={wide} height={high} rx={4} />
            <circle className="flow-number" cx={x + 18} cy={y + 17} r={9} />
            <text className="flow-number-word" x={x + 18} y={y + 21}>
              {place + 1}
            </text>
            <text className="flow-word" x={x + wide / 2} y={y + 22}>
              {text}
            </text>
            {signers.map((box) => (
              <g key={box.x}>
                <rect className="flow-signer" x={box.x} y={box.y} width={box.width} height={box.height} rx={4} />
                <text className="flow-signer-word" x={box.x + box.width / 2} y={box.y + 19}>
                  {box.text}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
      <figcaption className="second small">
        <span className="flow-key flow-key-return" aria-hidden="true" />
        {strings.pictureReturns}
      </figcaption>
    </figure>
  );
}
