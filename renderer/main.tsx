import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app/App.tsx';
import { loadPreferences } from './app/preferences.tsx';

const root = createRoot(document.getElementById('app') as HTMLElement);
loadPreferences().then(() => root.render(<App />));
