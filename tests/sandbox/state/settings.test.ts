import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateFolder } from '../../../sandbox/state/folder';
import { loadSettings, saveSettings } from '../../../sandbox/state/settings';

let path: string;
beforeEach(() => (path = mkdtempSync(join(tmpdir(), 'ords-sandbox-settings-'))));
afterEach(() => rmSync(path, { recursive: true, force: true }));

test('the status of a wrong scope is the gateway’s own unless somebody chose one, and stays chosen', () => {
  const folder = new StateFolder(path);
  folder.create();
  expect(loadSettings(folder, {}).wrongScopeStatus).toBe(401);
  saveSettings(folder, loadSettings(folder, { wrongScopeStatus: 403 }));
  expect(loadSettings(folder, {}).wrongScopeStatus).toBe(403);
});

test('the ORDS release is chosen once, with the database: another one needs a new state', () => {
  const folder = new StateFolder(path);
  folder.create();
  saveSettings(folder, loadSettings(folder, { ords: { version: '23.4' } }));
  for (const same of [{}, { ords: { version: '23.4' } }]) {
    expect(loadSettings(folder, same).ords).toEqual({ version: '23.4' });
  }
  expect(() => loadSettings(folder, { ords: { version: '24.4' } })).toThrow(
    /made with ORDS 23\.4, not 24\.4 \[sandbox\.ords\.version\]\. Next: ords-sandbox reset/,
  );
});
