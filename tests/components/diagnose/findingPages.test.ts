import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CATALOGUE, findingPage, type FindingCode } from '../../../components/diagnose/catalogue';

const ROOT = join(__dirname, '../../..');
const FOLDER = join(ROOT, 'docs/findings');
const CODES = Object.keys(CATALOGUE) as FindingCode[];
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In this order; the last one only where a fact is unsure. */
const SECTIONS = [
  'Symptom',
  'Cause',
  'Fix in the identity provider',
  'Fix in ORDS',
  'Fix with pulumi-ords',
  'Check',
];

describe('docs/findings', () => {
  const files = readdirSync(FOLDER);

  it('has a page for each code and none besides', () => {
    expect(files.filter((file) => file !== 'README.md').sort()).toEqual(
      CODES.map((code) => `${code}.md`).sort(),
    );
  });

  it.each(CODES)(
    '%s: title, severity and link of the catalogue, every section in its order, 12 to 30 lines',
    (code) => {
      const page = readFileSync(join(ROOT, findingPage(code)), 'utf8');
      const { title, severity, link } = CATALOGUE[code];
      const lines = page.trimEnd().split('\n');
      expect(lines[0]).toBe(`# ${capital(title)}`);
      expect(lines[2]).toBe(`\`${code}\` · ${severity} · link: ${link} · [all findings](README.md)`);
      const sections = [...page.matchAll(/^\*\*([^*]+)\.\*\* \S/gm)].map(([, name]) => name);
      expect(sections.filter((name) => name !== 'Unsure')).toEqual(SECTIONS);
      expect(sections.indexOf('Unsure')).toBe(sections.length > SECTIONS.length ? SECTIONS.length : -1);
      expect(lines.length).toBeGreaterThanOrEqual(12);
      expect(lines.length).toBeLessThanOrEqual(30);
    },
  );

  it('README lists every code in the order of the catalogue, with its severity, link and title', () => {
    const rows = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('| [`'))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      );
    expect(rows).toEqual(
      Object.entries(CATALOGUE).map(([code, { severity, link, title }]) => [
        `[\`${code}\`](${code}.md)`,
        severity,
        link,
        title,
      ]),
    );
  });

  it('leads nowhere that is not there', () => {
    const dead = files.flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#]+)[^)]*\)/g)]
        .map(([, target]) => target ?? '')
        .filter(
          (target) => !/^https?:/.test(target) && !existsSync(join(dirname(join(FOLDER, file)), target)),
        )
        .map((target) => `${file}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('commits every block that changes something, and deletes no profile without creating one', () => {
    const blocks = files.flatMap((file) =>
      [...read(file).matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text]) => ({ file, text: text ?? '' })),
    );
    expect(blocks.length).toBeGreaterThan(30);
    for (const { file, text } of blocks) {
      expect(`${file}: ${text}`).toMatch(/ {2}commit;\nend;\n\/\n$/);
      if (text.includes('delete_jwt_profile')) expect(`${file}: ${text}`).toContain('create_jwt_profile');
    }
  });
});
