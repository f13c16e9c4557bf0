import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app/App.tsx';
import { office } from './app/office.ts';
import { loadPreferences } from './app/preferences.tsx';

/** How long nothing is drawn while the office has not answered; then it is said that one waits. */
const patience_ms = 150;

const root = createRoot(document.getElementById('app') as HTMLElement);
// Both at once: each is a way to another process and back.
const asked = office.officeStatus({});
const answer = Promise.race([asked, new Promise<undefined>((resolve) => setTimeout(resolve, patience_ms))]);
Promise.all([answer, loadPreferences()]).then(([known]) => root.render(<App asked={asked} answer={known} />));
