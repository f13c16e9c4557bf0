import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBrowserProfile, removeBrowserProfile } from './browserProfile.ts';

export interface WindowProfile {
  readonly directory: string;
  readonly remove: () => void;
}

/** Settings of a fresh profile: no bubble of translation, no incognito window, no autofill, Chinese throughout. */
const preferences = {
  intl: { accept_languages: 'zh-CN,zh', selected_languages: 'zh-CN,zh' },
  translate: { enabled: false },
  translate_blocked_languages: ['zh-CN', 'zh'],
  incognito: { mode_availability: 1 },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false, default_content_setting_values: { notifications: 2, geolocation: 2 } },
  search: { suggest_enabled: false },
  alternate_error_pages: { enabled: false },
  safebrowsing: { enabled: false },
  download: { prompt_for_download: true },
};

/** A profile with these settings in it, in memory where the system has a file system there; gone at the end. */
export function createWindowProfile(): WindowProfile {
  const directory = createBrowserProfile('window');
  mkdirSync(join(directory, 'Default'));
  writeFileSync(join(directory, 'Default', 'Preferences'), JSON.stringify(preferences));
  return { directory, remove: () => removeBrowserProfile(directory) };
}
