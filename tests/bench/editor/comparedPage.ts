// The page of the anchors of editorBench.ts: ProseMirror, and a bare contenteditable, with the look of the program's own
// paper, one of them at a time. Runs in the browser.
import { history } from 'prosemirror-history';
import { Schema } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      group: 'block',
      content: 'text*',
      parseDOM: [{ tag: 'p' }],
      toDOM: () => ['p', { class: 'article-paragraph' }, 0],
    },
    text: {},
  },
  marks: { strong: { parseDOM: [{ tag: 'b' }], toDOM: () => ['b', 0] } },
});

export type ComparedEditor = 'ProseMirror' | 'contenteditable';

interface ComparedWindow {
  openCompared: (which: ComparedEditor, lines: string) => Promise<void>;
}

const paper = () => {
  document.body.replaceChildren();
  const frame = document.createElement('div');
  frame.className = 'editor-scroll';
  frame.style.height = '100vh';
  document.body.append(frame);
  return frame;
};

/** Shows the lines, given as JSON as a program reads them, and ends with the frame that shows them. */
(window as unknown as ComparedWindow).openCompared = (which, lines) => {
  const read = JSON.parse(lines) as readonly string[];
  const frame = paper();
  if (which === 'ProseMirror') {
    const blocks = read.map((line) => schema.node('paragraph', null, [schema.text(line)]));
    const state = EditorState.create({ doc: schema.node('doc', null, blocks), plugins: [history()] });
    const view = new EditorView(frame, { state, attributes: { class: 'article', spellcheck: 'false' } });
    view.dom.style.whiteSpace = 'pre-wrap';
  } else {
    const column = document.createElement('div');
    column.className = 'article';
    column.contentEditable = 'true';
    column.spellcheck = false;
    for (const line of read) {
      const paragraph = document.createElement('p');
      paragraph.className = 'article-paragraph';
      paragraph.textContent = line;
      column.append(paragraph);
    }
    frame.append(column);
  }
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(0);
    });
  });
};
