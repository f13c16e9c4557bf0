import fc from 'fast-check';
import { createEditor, type Descendant, Editor, Node, type Point } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';
import { expect, test } from 'vitest';
import { type BodyElement, editorMarks } from '#shared/document/editorDocument.ts';
import { emptyTable } from '#shared/document/tableGrid.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import { insertElements } from '../../../../renderer/editor/insertElements.ts';
import { replaceContent } from '../../../../renderer/editor/replaceContent.ts';
import { addHeadLine, type ChosenRole, setRole, toggleMark } from '../../../../renderer/editor/roles.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import { changeTableHere, goToCell, insertTable, removeTable } from '../../../../renderer/editor/tables.ts';
import { withArticle } from '../../../../renderer/editor/withArticle.ts';
import { anyArticle } from '../../revision/anyArticle.ts';
import { articleFaults } from './articleFaults.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 150);

type Step = readonly [name: string, run: (editor: ArticleSlate) => unknown];

const roles = [
  'paragraph',
  'lead',
  'heading1',
  'heading4',
  'quote',
  'bulletList',
  'numberedList',
] as const satisfies readonly ChosenRole[];

/** Puts the caret, or both ends of a selection, at places counted over all texts of the article. */
function select(editor: ArticleSlate, from: number, to: number): void {
  const texts = [...Node.texts(editor)];
  const place = (number: number): Point => {
    const [node, path] = texts[number % texts.length] as (typeof texts)[number];
    const offset = Math.floor(number / texts.length) % (node.text.length + 1);
    // Nobody stands within a character.
    const isWithin = /[\udc00-\udfff]/.test(node.text[offset] ?? '');
    return { path, offset: isWithin ? offset - 1 : offset };
  };
  editor.select({ anchor: place(from), focus: place(to) });
}

const spanned: BodyElement = {
  ...emptyTable(2, 2),
  columnWidths: [0.2, 0.5, 0.3],
  children: [
    {
      role: 'row',
      children: [
        { role: 'cell', rowSpan: 2, children: [{ text: '村' }] },
        { role: 'cell', columnSpan: 2, children: [{ text: '盏', bold: true }] },
      ],
    },
    {
      role: 'row',
      children: [
        { role: 'cell', children: [{ text: '原有' }] },
        { role: 'cell', children: [{ text: '' }] },
      ],
    },
  ],
};

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(), fc.nat(), fc.boolean())
      .map(
        ([from, to, isCaret]): Step => [
          `select ${from} ${isCaret ? from : to}`,
          (editor) => select(editor, from, isCaret ? from : to),
        ],
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('渡口', '一是走访。', '，', 'a b', '甲\n乙', '𠮷')
      .map((text): Step => [`text ${text}`, (editor) => editor.insertText(text)]),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>(
      ['break', (editor) => editor.insertBreak()],
      ['back', (editor) => editor.deleteBackward('character')],
      ['back word', (editor) => editor.deleteBackward('word')],
      ['forward', (editor) => editor.deleteForward('character')],
      ['remove', (editor) => editor.deleteFragment()],
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...roles).map((role): Step => [role, (editor) => setRole(editor, role)]) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...editorMarks).map((mark): Step => [mark, (editor) => toggleMark(editor, mark)]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>(
      ['subtitle', (editor) => addHeadLine(editor, 'subtitle')],
      ['byline', (editor) => addHeadLine(editor, 'byline')],
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>(
      ['table', insertTable],
      ['addRow', (editor) => changeTableHere(editor, 'addRow')],
      ['removeRow', (editor) => changeTableHere(editor, 'removeRow')],
      ['addColumn', (editor) => changeTableHere(editor, 'addColumn')],
      ['removeColumn', (editor) => changeTableHere(editor, 'removeColumn')],
      ['no table', removeTable],
      ['next cell', (editor) => goToCell(editor, 'next')],
      ['cell before', (editor) => goToCell(editor, 'previous')],
    ),
  },
  {
    weight: 2,
    arbitrary: anyArticle.map(({ body }): Step => {
      const elements = [...toEditorDocument({ title: [], source: null, body })].slice(1, -1) as BodyElement[];
      return [`put ${JSON.stringify(elements)}`, (editor) => insertElements(editor, structuredClone(elements))];
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>(['put spans', (editor) => insertElements(editor, [structuredClone(spanned)])]),
  },
  {
    weight: 1,
    arbitrary: anyArticle.map((content): Step => ['other text', (editor) => replaceContent(editor, content)]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Step>(['undo', (editor) => editor.undo()], ['redo', (editor) => editor.redo()]),
  },
);

const script = fc.array(step, { minLength: 1, maxLength: 25 });

/** A script as a person can read it in the report of a failure. */
const shown = (steps: readonly Step[]) => steps.map(([name]) => name).join(' · ');

test(`whatever is done in whatever order, ${runs} times, the article is whole, and undo and redo restore it exactly`, async () => {
  await fc.assert(
    fc.asyncProperty(anyArticle, fc.boolean(), script, async (content, hasSpans, steps) => {
      const editor = withArticle(withHistory(withReact(createEditor())));
      const document = [...toEditorDocument(content)] as Descendant[];
      if (hasSpans) document.splice(-1, 0, structuredClone(spanned));
      editor.children = structuredClone(document);
      Editor.normalize(editor, { force: true });
      editor.operations = [];
      editor.history = { undos: [], redos: [] };
      const before = structuredClone(editor.children);
      select(editor, 3, 3);
      await undefined;
      for (const [name, run] of steps) {
        run(editor);
        // The end of a step: what comes next is a batch of its own.
        await undefined;
        expect(articleFaults(editor), `${shown(steps)}; at ${name}`).toEqual([]);
      }
      const after = structuredClone(editor.children);
      const done = editor.history.undos.length;
      for (let count = 0; count < done; count += 1) {
        editor.undo();
        await undefined;
      }
      expect(editor.children, shown(steps)).toEqual(before);
      for (let count = 0; count < done; count += 1) {
        editor.redo();
        await undefined;
      }
      expect(editor.children, shown(steps)).toEqual(after);
    }),
    { numRuns: runs },
  );
});
