import { Component, type ReactNode } from 'react';
import { shell } from '../strings/shell.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { saveEverything } from './leaving.ts';
import { desk } from './office.ts';

interface MishapState {
  readonly hasFailed: boolean;
  /** Undefined while what was typed is being saved. */
  readonly isSaved: boolean | undefined;
}

/** Stands in the place of a screen that failed: what was typed is saved, and the program can be begun anew. */
export class Mishap extends Component<{ readonly children: ReactNode }, MishapState> {
  override state: MishapState = { hasFailed: false, isSaved: undefined };

  static getDerivedStateFromError(): Partial<MishapState> {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    saveEverything(true)
      .catch(() => false)
      .then((isSaved) => this.setState({ isSaved }));
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const again = (
      <Button kind="primary" disabled={this.state.isSaved === undefined} onClick={() => desk.lock({})}>
        {shell.beginAnew}
      </Button>
    );
    return (
      <main className="entrance">
        <EmptyState icon="warning" heading="h1" title={shell.mishap} action={again}>
          {this.state.isSaved === false ? shell.mishapUnsaved : shell.mishapText}
        </EmptyState>
      </main>
    );
  }
}
