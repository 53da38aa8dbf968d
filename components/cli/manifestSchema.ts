import { z } from 'zod';

import type { Manifest } from '../manifest';

const text = z.string();
const texts = z.array(text).readonly();
const seconds = z.number().int().min(0).nullable();
const webAddress = z.string().regex(/^https?:\/\/[^\s/]/, 'is not a web address');

/** The layout that `api.manifest` has as a stack output. Members that a later release may add are passed over. */
export const manifestSchema = z
  .object({
    version: z.literal(1),
    api: text.min(1),
    claim: text.optional(),
    identityProvider: z.record(text, text).readonly(),
    trust: z
      .object({
        issuer: text.min(1),
        audience: text.min(1),
        jwksUrl: text.min(1),
        authorisation: z.discriminatedUnion('mode', [
          z.object({ mode: z.literal('scope') }).readonly(),
          z.object({ mode: z.literal('role'), roleClaim: text }).readonly(),
        ]),
      })
      .readonly(),
    scopes: z
      .array(
        z
          .object({
            name: text,
            description: text.nullable(),
            modules: texts,
            patterns: texts,
            roles: texts.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
    clients: z
      .record(
        text,
        z.object({ clientId: text.min(1), scopes: texts, redirectUris: texts.exactOptional() }).readonly(),
      )
      .readonly(),
    ords: z
      .object({
        schema: text.min(1),
        schemaAlias: text.min(1),
        baseUrl: webAddress,
        connectString: text,
        user: text,
        trustLevel: z.literal('pool').exactOptional(),
        jwtProfile: z
          .object({ allowedSkew: seconds, allowedAge: seconds })
          .readonly()
          // pulumi-ords 0.1.0 wrote manifests without it.
          .default({ allowedSkew: null, allowedAge: null }),
        modules: z.record(text, z.object({ basePath: text, public: z.boolean() }).readonly()).readonly(),
      })
      .readonly(),
  })
  .readonly()
  .meta({
    title: 'Manifest of a ProtectedApi',
    description: 'Stack output of pulumi-ords: what both sides should be. Holds no secret.',
  });

type Same<A, B> = [A, B] extends [B, A] ? true : never;
/** Does not compile when the layout and the type part. */
export const MANIFEST_SCHEMA_IS_CURRENT: Same<z.output<typeof manifestSchema>, Manifest> = true;
