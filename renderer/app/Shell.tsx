import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { CutOffNotice } from '../screens/articles/CutOffNotice.tsx';
import { placeTitles, shell } from '../strings/shell.ts';
import { words } from '../strings/words.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { focusNextPane } from '../ui/paneFocus.ts';
import { askedArticles, askedSend } from './askedSend.ts';
import { BottomLine } from './BottomLine.tsx';
import { ChangePasswordDialog } from './ChangePasswordDialog.tsx';
import { handleKeys, useCommands, type WindowCommand } from './commands.ts';
import { useCopyReport } from './copyReport.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { useIdleLock } from './idleLock.ts';
import { enterPlace, keepFocus } from './keepFocus.ts';
import { goBack, goTo, type PlaceName, placeNames, placesOf, useLocation } from './navigation.ts';
import { OwnPasswordScreen } from './OwnPasswordScreen.tsx';
import { Palette } from './Palette.tsx';
import { changePreferences, usePreferences } from './preferences.tsx';
import { lock, signOut, useHasRole, useSignedIn } from './session.ts';
import { useStore } from './store.ts';
import './Shell.css';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { useWaiting } from './waiting.ts';

const placeIcons: Readonly<Record<PlaceName, IconName>> = {
  manuscripts: 'inbox',
  articles: 'article',
  issues: 'issue',
  signOff: 'signOff',
  archive: 'archive',
  system: 'system',
};

/** Each place is its own file and is read when one goes there first. */
const screens: Readonly<Record<PlaceName, () => ReactNode>> = {
  manuscripts: screen(() => import('../screens/manuscripts/ManuscriptsScreen.tsx').then((m) => m.ManuscriptsScreen)),
  articles: screen(() => import('../screens/articles/ArticlesScreen.tsx').then((m) => m.ArticlesScreen)),
  issues: screen(() => import('../screens/issues/IssuesScreen.tsx').then((m) => m.IssuesScreen)),
  signOff: screen(() => import('../screens/signOff/SignOffScreen.tsx').then((m) => m.SignOffScreen)),
  archive: screen(() => import('../screens/archive/ArchiveScreen.tsx').then((m) => m.ArchiveScreen)),
  system: screen(() => import('../screens/system/SystemScreen.tsx').then((m) => m.SystemScreen)),
};

const BaseCheckNotice = lazy(() =>
  import('../screens/system/BaseCheckNotice.tsx').then((module) => ({ default: module.BaseCheckNotice })),
);
const BackupDueNotice = lazy(() =>
  import('../screens/system/BackupDueNotice.tsx').then((module) => ({ default: module.BackupDueNotice })),
);

const RecordTestDueNotice = lazy(() =>
  import('../screens/archive/records/RecordTestDueNotice.tsx').then((module) => ({
    default: module.RecordTestDueNotice,
  })),
);

const HandoverDueNotice = lazy(() =>
  import('../screens/handover/HandoverDueNotice.tsx').then((module) => ({ default: module.HandoverDueNotice })),
);
const SendHost = lazy(() =>
  import('../screens/handover/SendHost.tsx').then((module) => ({ default: module.SendHost })),
);

const DelegationDialog = lazy(() =>
  import('../screens/delegation/DelegationDialog.tsx').then((module) => ({ default: module.DelegationDialog })),
);

function screen(load: () => Promise<() => ReactNode>): () => ReactNode {
  const Screen = lazy(async () => ({ default: await load() }));
  return () => <Screen />;
}

/** What whoever is signed in sees: the work, or first the way to a password of one's own. Neither stands open unattended. */
export function Shell() {
  useIdleLock();
  return useSignedIn().mustChangePassword ? <OwnPasswordScreen /> : <Work />;
}

/** The signed-in window: rail, top line, the place one is at, bottom line. */
function Work() {
  const { place } = useLocation();
  const { railIsNarrow, zoom } = usePreferences();
  const isEditor = useHasRole('editor');
  const { person } = useSignedIn();
  const places = useMemo(() => placesOf(person.roles), [person.roles]);
  const isAdministrator = useHasRole('systemAdministrator');
  const isArchivist = useHasRole('archivist');
  const mayDelegate = useHasRole('editor', 'reviewer', 'signer', 'archivist', 'securityAdministrator');
  const isIssueAsked = useStore(askedSend) !== undefined;
  const isSendAsked = useStore(askedArticles) !== undefined || isIssueAsked;
  const [open, setOpen] = useState<'palette' | 'help' | 'password' | 'delegations'>();
  useCopyReport();
  useEffect(() => {
    addEventListener('keydown', handleKeys);
    return () => removeEventListener('keydown', handleKeys);
  }, []);
  useEffect(keepFocus, []);
  useEffect(enterPlace, []);
  useCommands(
    useMemo(
      (): readonly WindowCommand[] => [
        { id: 'palette', label: shell.palette, keys: 'Ctrl+K', run: () => setOpen('palette') },
        { id: 'help', label: shell.help, keys: 'F1', run: () => setOpen('help') },
        { id: 'help-sign', label: shell.help, keys: '?', run: () => setOpen('help') },
        ...places.map((name) => ({
          id: `place-${name}`,
          label: shell.goTo(placeTitles[name]),
          keys: keysOfPlace(name),
          run: () => void goTo({ place: name }).then(enterPlace),
        })),
        ...(places.includes('signOff')
          ? [{ id: 'handover', label: shell.handover, run: () => goTo({ place: 'signOff', part: 'handover' }) }]
          : []),
        { id: 'pane-next', label: shell.nextPane, keys: 'F6', run: () => focusNextPane(document.activeElement, 1) },
        {
          id: 'pane-previous',
          label: shell.previousPane,
          keys: 'Shift+F6',
          run: () => focusNextPane(document.activeElement, -1),
        },
        { id: 'back', label: shell.back, keys: 'Alt+ArrowLeft', run: goBack },
        { id: 'lock', label: shell.lock, keys: 'Ctrl+L', run: lock, overDialogs: true },
        { id: 'switch', label: shell.switchPerson, run: signOut },
        { id: 'password', label: shell.changePassword, run: () => setOpen('password') },
        ...(mayDelegate ? [{ id: 'delegations', label: shell.delegations, run: () => setOpen('delegations') }] : []),
        {
          id: 'zoom-in',
          label: shell.zoomIn,
          keys: 'Ctrl+=',
          run: () => changePreferences({ zoom: Math.min(2, zoom + 0.1) }),
        },
        {
          id: 'zoom-out',
          label: shell.zoomOut,
          keys: 'Ctrl+-',
          run: () => changePreferences({ zoom: Math.max(0.8, zoom - 0.1) }),
        },
        { id: 'zoom-reset', label: shell.zoomReset, keys: 'Ctrl+0', run: () => changePreferences({ zoom: 1 }) },
        ...(['light', 'dark', 'system'] as const).map((theme) => ({
          id: `theme-${theme}`,
          label: `${shell.theme}：${{ light: shell.light, dark: shell.dark, system: shell.followSystem }[theme]}`,
          run: () => changePreferences({ theme }),
        })),
      ],
      [zoom, places, mayDelegate],
    ),
  );
  // Who keeps the office is led to no place of manuscripts, by no link either.
  const Screen = screens[places.includes(place) ? place : 'system'];
  return (
    <div className={`shell${railIsNarrow ? ' shell-narrow' : ''}`}>
      <Rail isNarrow={railIsNarrow} />
      <TopLine onPassword={() => setOpen('password')} onPalette={() => setOpen('palette')} />
      <div className="shell-told">
        {isEditor && <CutOffNotice />}
        <Suspense>
          <BaseCheckNotice />
          {isAdministrator && <BackupDueNotice />}
          {isArchivist && <RecordTestDueNotice />}
          {person.readsContent && <HandoverDueNotice />}
        </Suspense>
      </div>
      {/* Holds the focus until the screen that is read has something that can. */}
      <main className="shell-work" tabIndex={-1}>
        <Suspense fallback={<p className="shell-loading second">{words.loading}</p>}>
          <Screen key={place} />
        </Suspense>
      </main>
      <BottomLine />
      {open === 'palette' && <Palette onClose={() => setOpen(undefined)} />}
      {open === 'help' && <HelpDialog onClose={() => setOpen(undefined)} />}
      {open === 'password' && <ChangePasswordDialog onClose={() => setOpen(undefined)} />}
      {isSendAsked && (
        <Suspense>
          <SendHost />
        </Suspense>
      )}
      {open === 'delegations' && (
        <Suspense>
          <DelegationDialog onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

/** The same keys for whoever sits at the window. */
function keysOfPlace(name: PlaceName): string {
  return `Alt+${placeNames.indexOf(name) + 1}`;
}

function Rail({ isNarrow }: { readonly isNarrow: boolean }) {
  const { place } = useLocation();
  const waiting = useWaiting();
  const { person } = useSignedIn();
  return (
    <nav className="rail" aria-label={shell.rail}>
      <div className="rail-name" aria-hidden="true">
        <span className="rail-mark">刊</span>
        {!isNarrow && words.product}
      </div>
      <ul>
        {placesOf(person.roles).map((name) => {
          const count = waiting[name] ?? 0;
          return (
            <li key={name}>
              <button
                type="button"
                className="rail-place"
                aria-current={name === place ? 'page' : undefined}
                title={isNarrow ? placeTitles[name] : keysOfPlace(name)}
                onClick={() => goTo({ place: name })}
              >
                <Icon name={placeIcons[name]} />
                <span className={isNarrow ? 'unseen' : 'rail-title'}>{placeTitles[name]}</span>
                {count > 0 && (
                  <span className="rail-count">
                    {count}
                    <span className="unseen">件待办</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      <IconButton
        label={isNarrow ? shell.widenRail : shell.narrowRail}
        icon={isNarrow ? 'right' : 'left'}
        onClick={() => changePreferences({ railIsNarrow: !isNarrow })}
      />
    </nav>
  );
}

function TopLine({ onPassword, onPalette }: { readonly onPassword: () => void; readonly onPalette: () => void }) {
  const { place } = useLocation();
  const { person, office } = useSignedIn();
  return (
    <header className="topline">
      <div className="topline-where">
        <span className="second">{office.name}</span>
        <Icon name="right" />
        <h1 className="topline-place">{placeTitles[place]}</h1>
      </div>
      <Button kind="quiet" icon="search" onClick={onPalette} keys="Ctrl+K">
        {shell.palette}
      </Button>
      <button type="button" className="topline-person" onClick={onPassword} title={shell.changePassword}>
        <Icon name="person" />
        {person.name}
        <span className="second">{person.roles.map((role) => roleNames[role]).join('、')}</span>
      </button>
      <Button kind="quiet" onClick={signOut}>
        {shell.switchPerson}
      </Button>
      <Button kind="quiet" icon="lock" onClick={lock} keys="Ctrl+L">
        {shell.lock}
      </Button>
    </header>
  );
}
