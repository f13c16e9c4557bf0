import { use, useMemo, useRef } from 'react';
import { useSlateSelector, useSlateStatic } from 'slate-react';
import { useCommands } from '../app/commands.ts';
import { figures as strings } from '../strings/figures.ts';
import { Button } from '../ui/Button.tsx';
import { actOnText } from './actOnText.ts';
import { figureAt, greyFigure, type KeepImage, type Note, removeFigure, replaceFigure } from './figures.ts';
import { ImageSource } from './imageSource.ts';
import './editorTools.css';

export interface FigureToolsProps {
  readonly keep: KeepImage;
  readonly note: Note;
}

/** What can be done with the picture in whose caption the caret stands, below the text as for tables. */
export function FigureTools(props: FigureToolsProps) {
  const image = useSlateSelector((editor) => figureAt(editor)?.[0].image);
  return image === undefined ? null : <Tools key={image} hash={image} {...props} />;
}

function Tools({ hash, keep, note }: FigureToolsProps & { readonly hash: string }) {
  const editor = useSlateStatic();
  const image = use(ImageSource).get(hash);
  const file = useRef<HTMLInputElement>(null);
  const tools = useMemo(
    () => [
      { id: 'replace', label: strings.replace, run: () => file.current?.click() },
      ...(image
        ? [
            {
              id: 'grey',
              label: strings.grey,
              tip: strings.greyTip,
              run: () => actOnText(editor, () => void greyFigure(editor, image, keep, note)),
            },
          ]
        : []),
      { id: 'remove', label: strings.remove, run: () => actOnText(editor, () => removeFigure(editor)) },
    ],
    [editor, image, keep, note],
  );
  useCommands(
    useMemo(
      () => tools.map(({ id, label, run }) => ({ id: `figure-${id}`, label: strings.command(label), run })),
      [tools],
    ),
  );
  return (
    <div className="editor-tools">
      {tools.map(({ id, label, run, ...more }) => (
        <Button
          key={id}
          kind="quiet"
          title={'tip' in more ? more.tip : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={run}
        >
          {label}
        </Button>
      ))}
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        aria-label={strings.replace}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) actOnText(editor, () => void replaceFigure(editor, chosen, keep, note));
          event.target.value = '';
        }}
      />
    </div>
  );
}
