import { z } from 'zod';

import { manifestSchema } from '../manifestSchema';
import {
  cleanupDocument,
  databaseDocument,
  doctorDocument,
  driftDocument,
  verifyDocument,
} from './documents';

/** The JSON schemas of docs/schemas, by file name. Draft 7, which every editor and validator reads. */
export function publishedSchemas(): Record<string, unknown> {
  const publish = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
    z.toJSONSchema(schema, { target: 'draft-7', io });
  return {
    'drift.schema.json': publish(driftDocument, 'input'),
    'verify.schema.json': publish(verifyDocument, 'input'),
    'doctor.schema.json': publish(doctorDocument, 'input'),
    'cleanup.schema.json': publish(cleanupDocument, 'input'),
    'doctor-database.schema.json': publish(databaseDocument, 'input'),
    // What may be given: members that have a default may be absent.
    'manifest.schema.json': publish(manifestSchema, 'input'),
  };
}
