import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import { manifest } from './fixtures';

const FOLDER = join(__dirname, '../../../docs/schemas');

// After a change of a layout: UPDATE_SCHEMAS=1 npx jest tests/components/cli/schemas, then npx prettier --write docs/schemas
if (process.env['UPDATE_SCHEMAS'])
  for (const [name, schema] of Object.entries(publishedSchemas()))
    writeFileSync(join(FOLDER, name), `${JSON.stringify(schema, null, 2)}\n`);

describe('the JSON schemas in docs/schemas', () => {
  test.each(Object.entries(publishedSchemas()))('%s is current', (name, schema) => {
    const published = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as unknown;
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('that of the manifest takes a manifest, and not one of another version', () => {
    const validate = addFormats(new Ajv()).compile(publishedSchemas()['manifest.schema.json'] as object);
    expect(validate(manifest())).toBe(true);
    expect(validate({ ...manifest(), version: 2 })).toBe(false);
    expect(validate({ ...manifest(), trust: undefined })).toBe(false);
  });
});
