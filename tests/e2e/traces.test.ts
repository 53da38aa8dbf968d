import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsIn, Traces } from './support/traces';

const SECRET = 'Sb_correct-horse_battery1a';

describe('the search', () => {
  const folders: string[] = [];
  const folder = (name: string, content: string): string => {
    const made = mkdtempSync(join(tmpdir(), 'traces-'));
    folders.push(made);
    writeFileSync(join(made, name), content);
    return made;
  };
  afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true })));

  test.each([
    ['as it is', `password=${SECRET}`],
    ['in Base64', `Basic ${Buffer.from(`client:${SECRET}`).toString('base64')}`],
    ['in Base64, further on', Buffer.from(`{"client_secret":"${SECRET}"}`).toString('base64')],
  ])('finds a secret %s', (_how, text) => {
    expect(secretsIn(text, ['another secret', SECRET])).toEqual(['secret 2 of 2']);
  });

  test.each([
    ['a token', `Bearer eyJhbGciOiJSUzI1NiJ9.${'eyJpc3MiOiJodHRwczovLyJ9'}.${'c'.repeat(40)}`],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('finds %s', (name, text) => {
    expect(secretsIn(text, [])).toEqual([name]);
  });

  test('finds nothing where nothing is', () => {
    expect(secretsIn('password=[secret]', [SECRET])).toEqual([]);
  });

  test('leaves out the one line in which Pulumi’s own SDK prints secret outputs, and no other', () => {
    const line = `debug: RegisterResource RPC finished: resp: password,,,${SECRET}`;
    expect(secretsIn(`${line}\n`, [SECRET])).toEqual([]);
    expect(secretsIn(`${line}\n${SECRET}\n`, [SECRET])).toEqual(['secret 1 of 1']);
  });

  test('looks at output and files, but not at the stores of the sandbox, and never says the secret', () => {
    const traces = new Traces();
    traces.printed('nothing');
    traces.printed(`wrong password: ${SECRET}`);
    const written = folder('state.json', SECRET);
    traces.written(written);
    traces.written(folder('settings.json', SECRET));
    const removed = folder('failed.json', SECRET);
    traces.leaving(removed);
    expect(traces.search([SECRET])).toEqual([
      'secret 1 of 1 in output 2',
      `secret 1 of 1 in ${join(removed, 'failed.json')}`,
      `secret 1 of 1 in ${join(written, 'state.json')}`,
    ]);
  });
});
