import { Component, type ReactNode } from 'react';
import { shell } from '../strings/shell.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { saveEverything } from './leaving.ts';
import { desk } from './office.ts';

/** Stands in the place of a screen that failed: what was typed is saved, and the program can be begun anew. */
export class Mishap extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    saveEverything(true);
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const again = (
      <Button kind="primary" onClick={() => desk.lock({})}>
        {shell.beginAnew}
      </Button>
    );
    return (
      <main className="entrance">
        <EmptyState icon="warning" heading="h1" title={shell.mishap} action={again}>
          {shell.mishapText}
        </EmptyState>
      </main>
    );
  }
}
