import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type * as pulumi from '@pulumi/pulumi';

import { UNKNOWN, type Props } from '../../../components/ords/lifecycle/plain';
import { openPool } from '../../../components/pool/fileStore';
import { PoolFile } from '../../../components/pool/poolFile';
import { readPoolXml } from '../../../components/pool/readPoolXml';
import { provider } from '../../../components/provider';
import { trust } from './arbitraries';

const ISSUER = 'security.jwt.profile.issuer';
const MODE = 'security.jwt.profile.mode';
const EXISTING = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
<properties>
<comment>Saved on Mon Nov 30</comment>
<entry key="db.password">Very_secret_1</entry>
<entry key="db.hostname">db.example.com</entry>
</properties>
`;

const pool = provider('PoolTrust') as Required<Omit<pulumi.dynamic.ResourceProvider, 'configure'>>;
let configDirectory: string;
let file: string;
let told: string[];

beforeEach(() => {
  configDirectory = mkdtempSync(join(tmpdir(), 'ords-config-'));
  file = join(configDirectory, 'databases/default/pool.xml');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, EXISTING);
  told = [];
  jest.spyOn(console, 'info').mockImplementation((line: string) => void told.push(line));
});
afterEach(() => {
  expect(JSON.stringify(told)).not.toContain('Very_secret');
  rmSync(configDirectory, { recursive: true, force: true });
});

async function check(props: object = {}): Promise<Props> {
  const { inputs, failures } = await pool.check({}, { trust, configDirectory, ...props });
  expect(failures).toEqual([]);
  return inputs as Props;
}
async function create(props: object = {}): Promise<{ id: string; outs: Props }> {
  return (await pool.create(await check(props))) as { id: string; outs: Props };
}
async function failing(work: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  expect(error).toHaveProperty('message');
  expect(String(error)).not.toContain('Very_secret');
  return error as Record<string, unknown>;
}
const text = (): string => readFileSync(file, 'utf8');
const live = (): Record<string, string> =>
  Object.fromEntries(readPoolXml(text()).entries.map(({ key, value }) => [key, value]));
const edit = (from: string, to: string): void => writeFileSync(file, text().replace(from, to));

describe('the life of a PoolTrust', () => {
  test('is written between what was there, kept out of which is everything foreign, and taken out again', async () => {
    const { id, outs } = await create({ allowedSkew: 30 });
    expect(live()).toEqual({
      'db.password': 'Very_secret_1',
      'db.hostname': 'db.example.com',
      'security.jwt.profile.enabled': 'true',
      [ISSUER]: trust.issuer,
      'security.jwt.profile.audience': trust.audience,
      'security.jwt.profile.jwk.url': trust.jwksUrl,
      'security.jwt.allowed.skew': '30s',
      [MODE]: 'POOL',
    });
    expect(JSON.stringify([id, outs])).not.toMatch(/Very_secret|db\.hostname/);
    expect(told.join()).toContain('restart ORDS');
    expect(await pool.diff(id, outs, await check({ allowedSkew: 30 }))).toEqual({ changes: false });
    await pool.delete(id, outs);
    expect(text()).toBe(EXISTING);
    await pool.delete(id, outs);
    expect(text()).toBe(EXISTING);
  });

  test('shows what was changed by hand under its own name, and puts it right', async () => {
    const { id, outs } = await create();
    edit(`${MODE}">POOL`, `${MODE}">SCHEMA`);
    edit('</properties>', '<entry key="security.jwt.profile.role.claim.name">/roles</entry>\n</properties>');
    const { props, inputs } = (await pool.read(id, outs)) as { props: Props; inputs: Props };
    expect(inputs['settings']).toMatchObject({
      [MODE]: 'SCHEMA',
      'security.jwt.profile.role.claim.name': '/roles',
    });
    const news = await check();
    expect(await pool.diff(id, props, news)).toEqual({});
    const { outs: repaired } = await pool.update(id, props, news);
    expect(live()).toMatchObject({ [MODE]: 'POOL', [ISSUER]: trust.issuer });
    expect(live()).not.toHaveProperty('security.jwt.profile.role.claim.name');
    await pool.delete(id, repaired as Props);
    expect(text()).toBe(EXISTING);
  });

  test('is gone when its settings or the file are', async () => {
    const { id, outs } = await create();
    writeFileSync(file, EXISTING);
    expect(await pool.read(id, outs)).toMatchObject({ id: '' });
    rmSync(file);
    expect(await pool.read(id, outs)).toMatchObject({ id: '' });
    await pool.delete(id, outs);
  });

  test('a pool without pool.xml gets one, which goes with the trust', async () => {
    rmSync(file);
    const { id, outs } = await create();
    expect(live()).toMatchObject({ [MODE]: 'POOL' });
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await pool.delete(id, outs);
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  test('but stays when somebody has put more into it', async () => {
    rmSync(file);
    const { id, outs } = await create();
    edit('</properties>', '<entry key="db.hostname">h</entry>\n</properties>');
    await pool.delete(id, outs);
    expect(live()).toEqual({ 'db.hostname': 'h' });
  });

  test('another place is another trust, and the old one goes first', async () => {
    const { id, outs } = await create();
    const news = await check({ pool: 'hr' });
    expect(await pool.diff(id, outs, news)).toEqual({ replaces: ['pool'], deleteBeforeReplace: true });
  });
});

describe('a trust that is there already', () => {
  beforeEach(() => edit('</properties>', `<entry key="${ISSUER}">https://theirs/</entry>\n</properties>`));

  test('is refused, every difference named', async () => {
    const before = text();
    expect(await failing(create())).toMatchObject({
      code: 'pool.trust.exists',
      found: `${ISSUER}="https://theirs/"`,
      expected: `${ISSUER}="${trust.issuer}"`,
      remedy: expect.stringContaining('adopt: true'),
    });
    expect(text()).toBe(before);
  });

  test('is taken over when told to, and then stays on destroy', async () => {
    const { id, outs } = await create({ adopt: true });
    const written = text();
    expect(live()).toMatchObject({ [ISSUER]: trust.issuer });
    await pool.delete(id, outs);
    expect(text()).toBe(written);
    const { outs: own } = await pool.update(id, outs, await check());
    await pool.delete(id, own as Props);
    expect(text()).toBe(EXISTING);
  });

  test('and equal, as after an up that was killed, is the own one', async () => {
    edit('https://theirs/', trust.issuer);
    const { id, outs } = await create();
    await pool.delete(id, outs);
    expect(text()).toBe(EXISTING);
  });

  test('is left alone on destroy when it has become that of somebody else', async () => {
    writeFileSync(file, EXISTING);
    const { id, outs } = await create();
    edit(trust.issuer, 'https://theirs/');
    const theirs = text();
    const refreshed = (await pool.read(id, outs)).props as Props;
    await pool.delete(id, refreshed);
    expect(text()).toBe(theirs);
    expect(told.at(-1)).toContain(ISSUER);
  });
});

describe('the file', () => {
  test('keeps permissions and owner, is replaced in one step, and nothing is left beside it', async () => {
    chmodSync(file, 0o604);
    const { ino, uid, gid } = statSync(file);
    await create();
    const after = statSync(file);
    expect(after.mode & 0o777).toBe(0o604);
    expect([after.uid, after.gid]).toEqual([uid, gid]);
    expect(after.ino).not.toBe(ino);
    expect(readdirSync(dirname(file))).toEqual(['pool.xml']);
  });

  test('behind a link stays behind it', async () => {
    const target = join(configDirectory, 'elsewhere.xml');
    renameSync(file, target);
    symlinkSync(target, file);
    await create();
    expect(realpathSync(file)).toBe(realpathSync(target));
    expect(readFileSync(target, 'utf8')).toContain(trust.issuer);
  });

  test('that somebody else writes meanwhile is read again: nothing of theirs is lost', async () => {
    const poolFile = new PoolFile(configDirectory, 'default');
    let first = true;
    await poolFile.change((before) => {
      if (first) edit('db.example.com', 'other.example.com');
      first = false;
      return `${before ?? ''}<!-- ours -->`;
    });
    expect(text()).toMatch(/other\.example\.com.*<!-- ours -->/s);
  });

  test('that never rests is given up on', async () => {
    const poolFile = new PoolFile(configDirectory, 'default');
    let turn = 0;
    const change = poolFile.change((before) => {
      writeFileSync(file, `${EXISTING}<!-- ${(turn += 1)} -->`);
      return `${before ?? ''}<!-- ours -->`;
    });
    expect(await failing(change)).toMatchObject({ code: 'pool.file.busy' });
    expect(readdirSync(dirname(file))).toEqual(['pool.xml']);
  });

  test.each([
    ['not well-formed', EXISTING.replace('</properties>', ''), 'not_well_formed'],
    ['a key twice', EXISTING.replace('db.hostname', 'db.password'), 'duplicate'],
  ])('%s is refused and stays as it is', async (_name, content, code) => {
    writeFileSync(file, content);
    expect(await failing(create())).toMatchObject({
      code: `pool.xml.${code}`,
      message: expect.stringContaining(file),
    });
    expect(text()).toBe(content);
  });

  test('in another encoding is refused', async () => {
    writeFileSync(file, Buffer.from(EXISTING.replace('db.example.com', 'düsseldorf'), 'latin1'));
    expect(await failing(create())).toMatchObject({ code: 'pool.xml.encoding' });
  });

  test('without a folder of the pool is not made: the pool is misspelt', async () => {
    expect(await failing(create({ pool: 'hr' }))).toMatchObject({ code: 'pool.file.access', field: 'pool' });
  });

  test('without a configuration directory is no trust that is gone, but another machine', async () => {
    const { id, outs } = await create();
    const moved = { ...outs, configDirectory: join(configDirectory, 'none') };
    expect(await failing(pool.read(id, moved))).toMatchObject({ code: 'pool.directory.missing' });
    expect(await failing(pool.delete(id, moved))).toMatchObject({ code: 'pool.directory.missing' });
  });
});

describe('what is checked before anything is written', () => {
  test.each([
    [
      'a JWKS URL over http',
      { trust: { ...trust, jwksUrl: 'http://x/' } },
      'trust.jwksUrl',
      /trust\.jwks_url\.not_https/,
    ],
    ['no issuer', { trust: { ...trust, issuer: undefined } }, 'trust.issuer', /required/],
    ['no trust', { trust: undefined }, 'trust.issuer', /required/],
    ['a skew of 0', { allowedSkew: 0 }, 'allowedSkew', /trust\.skew\.zero/],
    ['a skew that is text', { allowedSkew: '30' }, 'allowedSkew', /whole number/],
    ['roles in scope mode', { allowedRoles: ['a'] }, 'allowedRoles', /pool\.list\.other_mode/],
    [
      'a role claim without slash',
      { trust: { ...trust, authorisation: { mode: 'role', roleClaim: 'x' } } },
      'trust.authorisation.roleClaim',
      /not_a_pointer/,
    ],
    [
      'another mode',
      { trust: { ...trust, authorisation: { mode: 'both' } } },
      'trust.authorisation.mode',
      /"scope", "role"/,
    ],
    ['a path into another folder', { pool: '../x' }, 'pool', /pool\.name/],
    ['a home that only a shell knows', { configDirectory: '~/ords' }, 'configDirectory', /shell/],
    ['an unknown argument', { issuer: 'x' }, 'issuer', /not an argument of PoolTrust/],
  ])('%s', async (_name, props, property, reason) => {
    const { failures } = await pool.check({}, { trust, configDirectory, ...props });
    expect(failures).toContainEqual({ property, reason: expect.stringMatching(reason) });
  });

  test('what is not known yet passes', async () => {
    const inputs = await check({ trust: { ...trust, audience: UNKNOWN } });
    expect(inputs['settings']).toBe(UNKNOWN);
    expect(await check({ trust: UNKNOWN })).toMatchObject({ settings: UNKNOWN });
  });
});

test('what this library renders it also reads', async () => {
  const store = await openPool(configDirectory, 'default');
  await store.write({ [ISSUER]: 'https://a/&<é\n' });
  expect(await store.read()).toEqual({ [ISSUER]: 'https://a/&<é\n' });
});
