import type { FastifySchemaValidationError } from 'fastify/types/schema';
import { ManagementError } from './managementErrors';

/** Which part of the request was refused: heading and errorCode differ (facts/auth0.md 2.5). */
const PARTS: Record<string, { heading: string; errorCode: string }> = {
  body: { heading: 'Payload', errorCode: 'invalid_body' },
  params: { heading: 'Path', errorCode: 'invalid_uri' },
  querystring: { heading: 'Query', errorCode: 'invalid_query_string' }, // [?] errorCode
};

/** Ajv's findings in Auth0's wording. All unknown members of one object are named together, as Auth0 does. */
export function payloadError(
  findings: readonly FastifySchemaValidationError[],
  part: string,
): ManagementError {
  const { heading, errorCode } = PARTS[part] ?? { heading: 'Payload', errorCode: 'invalid_body' };
  const [first] = findings;
  const fault = first ? faultText(first, findings) : 'Invalid request';
  const location = first ? locationText(first) : '';
  return new ManagementError(400, `${heading} validation error: '${fault}'${location}.`, errorCode);
}

/**
 * The sheet quotes the texts for missing and unknown members and for short strings. The others are [?]: the same
 * validator family (z-schema) words them so.
 */
function faultText(
  finding: FastifySchemaValidationError,
  findings: readonly FastifySchemaValidationError[],
): string {
  const { params, keyword } = finding;
  const data = dataOf(finding);
  switch (keyword) {
    case 'additionalProperties': {
      const unknown = findings
        .filter((other) => other.keyword === keyword && other.instancePath === finding.instancePath)
        .map((other) => String(other.params['additionalProperty']));
      return `Additional properties not allowed: ${unknown.join(',')}`;
    }
    case 'required':
      return `Missing required property: ${String(params['missingProperty'])}`;
    case 'type':
      return `Expected type ${String(params['type'])} but found type ${typeName(data)}`;
    case 'minLength':
      return `String is too short (${length(data)} chars), minimum ${String(params['limit'])}`;
    case 'maxLength':
      return `String is too long (${length(data)} chars), maximum ${String(params['limit'])}`;
    case 'minItems':
      return `Array is too short (${length(data)}), minimum ${String(params['limit'])}`;
    case 'maxItems':
      return `Array is too long (${length(data)}), maximum ${String(params['limit'])}`;
    case 'minimum':
      return `Value ${String(data)} is less than minimum ${String(params['limit'])}`;
    case 'maximum':
      return `Value ${String(data)} is greater than maximum ${String(params['limit'])}`;
    case 'enum':
      return `No enum match for: ${JSON.stringify(data)}`;
    case 'pattern':
      return `String does not match pattern ${String(params['pattern'])}`;
    default:
      return finding.message ?? keyword;
  }
}

function locationText(finding: FastifySchemaValidationError): string {
  const path = finding.instancePath
    .slice(1)
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((text, segment) => (/^\d+$/.test(segment) ? `${text}[${segment}]` : `${text}.${segment}`), '');
  if (path === '') return '';
  const description = descriptionOf(finding);
  return ` on property ${path.replace(/^\./, '')}${description ? ` (${description})` : ''}`;
}

/** Ajv's `verbose` puts value and schema into its findings; Fastify's type leaves them out. */
function verbose(finding: FastifySchemaValidationError): { data?: unknown; parentSchema?: unknown } {
  return finding as { data?: unknown; parentSchema?: unknown };
}

function dataOf(finding: FastifySchemaValidationError): unknown {
  return verbose(finding).data;
}

function descriptionOf(finding: FastifySchemaValidationError): string | undefined {
  const schema = verbose(finding).parentSchema as { description?: string } | undefined;
  return schema?.description;
}

function length(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}
