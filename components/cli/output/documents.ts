import { z } from 'zod';

import { MODES } from '../../database/rights/grants';
import { LINKS } from '../../diagnose/catalogue';

/** Layout of what `--output json` writes. Members may be added; none is renamed or removed within a version. */
const version = z.literal(1).describe('Of this layout');
const at = z.iso.datetime().describe('When it was read');

const finding = z
  .object({
    code: z.string().describe('Stable, dotted'),
    severity: z.enum(['error', 'warning', 'info']),
    link: z.enum(LINKS).describe('Link of the chain from client to module'),
    subject: z.object({
      api: z.string().optional(),
      schema: z.string().optional(),
      kind: z.string().optional(),
      name: z.string().optional(),
    }),
    field: z.string().describe('What differs'),
    summary: z.string(),
    expected: z.string().optional().describe('Quoted; invisible characters as <U+200B>'),
    found: z.string().optional().describe('Quoted; invisible characters as <U+200B>'),
    remedy: z.string().describe('The next step'),
    page: z.string().describe('What explains the code'),
  })
  .meta({ title: 'Finding' });

const side = z.enum(['identity provider', 'ORDS']);

const unread = z
  .object({
    api: z.string(),
    side,
    what: z.string(),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
  })
  .meta({ title: 'What had to be read and could not be' });

const skipped = z
  .object({ api: z.string(), side, what: z.string(), reason: z.string() })
  .meta({ title: 'What was left out' });

const api = z.object({
  api: z.string(),
  audience: z.string(),
  issuer: z.string(),
  schema: z.string(),
  url: z.string().describe('Root of its endpoints'),
});

export const driftDocument = z
  .object({
    version,
    command: z.literal('drift'),
    result: z.enum(['agreement', 'drift', 'unknown']).describe('Exit codes 0, 2 and 1'),
    at,
    apis: z.array(api),
    findings: z.array(finding),
    unread: z.array(unread),
    skipped: z.array(skipped),
  })
  .meta({ title: 'pulumi-ords drift --output json' });

export const verifyDocument = z
  .object({
    version,
    command: z.literal('verify'),
    result: z.enum(['passed', 'failed', 'unknown']).describe('Exit codes 0, 2 and 1'),
    at,
    apis: z.array(api),
    tokens: z.number().int().describe('Access tokens that were requested'),
    checks: z.array(
      z.object({
        api: z.string(),
        module: z.string().describe('Module, or the pattern of a part that only a pattern protects'),
        check: z.string().describe('Stable name'),
        outcome: z
          .enum(['passed', 'failed', 'inconclusive', 'skipped'])
          .describe('inconclusive: nothing is proven; skipped: it could not be asked'),
        client: z.string().optional(),
        url: z.string().optional(),
        status: z.number().int().optional(),
        wwwAuthenticate: z.string().optional(),
        milliseconds: z.number().optional().describe('Of the call alone'),
        expected: z.string(),
        summary: z.string().describe('What was seen'),
        remedy: z.string().optional().describe('The next step'),
        code: z.string().optional().describe('Finding that explains it'),
        page: z.string().optional().describe('What explains the code'),
      }),
    ),
  })
  .meta({ title: 'pulumi-ords verify --output json' });

export const doctorDocument = z
  .object({
    version,
    command: z.literal('doctor'),
    result: z.enum(['sound', 'broken', 'unknown']).describe('Exit codes 0, 2 and 1'),
    at,
    api,
    url: z.string(),
    call: z
      .object({ method: z.string(), status: z.number().int(), wwwAuthenticate: z.string().nullable() })
      .nullable()
      .describe('The call with the token, made again; null when it could not be made'),
    firstBroken: z.enum(LINKS).nullable(),
    chain: z.array(
      z.object({
        link: z.enum(LINKS),
        state: z.enum(['sound', 'doubtful', 'broken', 'unknown']),
        detail: z.string(),
      }),
    ),
    findings: z.array(finding).describe('The first is that of the first broken link'),
    unread: z.array(unread),
    skipped: z.array(skipped),
  })
  .meta({ title: 'pulumi-ords doctor --output json' });

const leftover = z
  .object({
    side,
    place: z
      .string()
      .describe(
        'The schema (with its database where the stack has several), the host of the tenant, or the id of the directory',
      ),
    kind: z.enum([
      'module',
      'privilege',
      'jwt_profile',
      'client',
      'grant',
      'api',
      'app',
      'service_principal',
      'identifier_uri',
    ]),
    name: z
      .string()
      .describe(
        'Of a profile its issuer, of an identifier URI itself, of the others of an identity provider their id',
      ),
    mark: z.string().describe('By what it is known to be the stack’s'),
    doubt: z
      .enum(['other_claim', 'kept', 'copy', 'identifier', 'undeclared'])
      .optional()
      .describe('Why it may be somebody else’s, or is kept; absent of leftovers'),
  })
  .meta({ title: 'An object with the mark of the stack that is not in its state' });

export const cleanupDocument = z
  .object({
    version,
    command: z.literal('cleanup'),
    result: z.enum(['clean', 'leftovers', 'unknown']).describe('Exit codes 0, 2 and 1'),
    at,
    stack: z.string().describe('project/stack'),
    leftovers: z.array(leftover).describe('What is there, and what was there before it was removed'),
    removed: z.number().int().describe('How many of them are gone'),
    unproven: z.array(leftover).describe('What may be somebody else’s: removed only when it is named'),
    pendingOperations: z.number().int().describe('With one of them nothing is removed'),
    unread: z.array(
      z.object({ side, place: z.string(), code: z.string(), message: z.string(), remedy: z.string() }),
    ),
    skipped: z.array(
      z.object({
        side,
        reason: z.string(),
        needed: z.boolean().describe('The state has something there: the result is unknown without it'),
      }),
    ),
  })
  .meta({ title: 'pulumi-ords cleanup --output json' });

export type CleanupDocument = z.output<typeof cleanupDocument>;
const objectState = z.enum(['usable', 'hidden', 'absent']).describe('hidden: it is there, and out of reach');

export const databaseDocument = z
  .object({
    version,
    command: z.literal('doctor --database'),
    result: z.enum(['able', 'unable']).describe('Exit codes 0 and 2'),
    at,
    connection: z.object({ connectString: z.string(), user: z.string() }),
    database: z.string().nullable().describe('Product and release; null where it could not be read'),
    ords: z.object({ version: z.string().nullable(), status: z.string().nullable() }),
    schemas: z.array(z.string()).describe('What the connection is for'),
    wanted: z.array(z.enum(MODES)).describe('Modes that these schemas need; the result is about them'),
    abilities: z.array(
      z.object({
        mode: z.enum(MODES),
        name: z
          .string()
          .describe('Class of a resource, drift, export, or a part that is left out of an answer'),
        state: z.enum(['yes', 'no', 'left out']),
        detail: z.string().optional(),
        remedy: z.string().optional().describe('The next step'),
      }),
    ),
    rights: z.array(
      z.object({
        mode: z.enum(MODES),
        right: z.string(),
        state: z
          .enum(['held', 'missing', 'absent', 'needless'])
          .describe('absent: this release has no such object; needless: another one takes its place'),
        statement: z.string().describe('What an administrator runs'),
        reason: z.string(),
        without: z.array(z.string()).describe('What fails without it'),
        leftOut: z.array(z.string()).describe('What is left out of an answer without it'),
      }),
    ),
    packages: z.array(
      z.object({
        name: z.string(),
        state: objectState,
        authid: z.string().nullable(),
        legacy: z.boolean().describe('Desupported from ORDS 25.3'),
      }),
    ),
    procedures: z
      .array(z.object({ package: z.string(), procedure: z.string(), arguments: z.array(z.string()) }))
      .describe('Those that the library calls'),
    views: z.array(z.object({ name: z.string(), state: objectState })),
    warnings: z.array(finding),
  })
  .meta({ title: 'pulumi-ords doctor --database --output json' });

export type DriftDocument = z.output<typeof driftDocument>;
export type VerifyDocument = z.output<typeof verifyDocument>;
export type DatabaseDocument = z.output<typeof databaseDocument>;
export type DoctorDocument = z.output<typeof doctorDocument>;
