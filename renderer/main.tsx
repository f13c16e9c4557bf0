import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app/App.tsx';
import { office } from './app/office.ts';
import { loadPreferences } from './app/preferences.tsx';

const root = createRoot(document.getElementById('app') as HTMLElement);
// Both at once: each is a way to another process and back.
const asked = office.officeStatus({});
loadPreferences().then(() => root.render(<App asked={asked} />));
