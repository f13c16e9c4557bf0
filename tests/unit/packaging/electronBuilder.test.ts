import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const require = createRequire(import.meta.url);
// The builder carries its parser, its schema and its validator; js-yaml is found through it rather than installed twice.
const builder = createRequire(require.resolve('electron-builder'));
const library = createRequire(builder.resolve('app-builder-lib'));
const { load } = library('js-yaml') as { load: (text: string) => Record<string, unknown> };
const { validateConfiguration } = library('./util/config/config.js') as {
  validateConfiguration: (configuration: object, logger: object) => Promise<void>;
};

const configuration = load(readFileSync('electron-builder.yml', 'utf8'));
const logger = { isEnabled: false, add: () => {} };

test('the packaging configuration is valid against the schema of the builder', async () => {
  await expect(validateConfiguration(configuration, logger)).resolves.not.toThrow();
});

test('the schema refuses a key it does not know', async () => {
  await expect(validateConfiguration({ ...configuration, unknownKey: true }, logger)).rejects.toThrow(/unknownKey/);
});

test('nothing is published, rebuilt or fetched, and Node cannot be reached through the program', () => {
  expect(configuration).toMatchObject({
    publish: null,
    npmRebuild: false,
    electronFuses: { runAsNode: false, enableNodeOptionsEnvironmentVariable: false, onlyLoadAppFromAsar: true },
  });
});
