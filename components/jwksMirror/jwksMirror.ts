import * as pulumi from '@pulumi/pulumi';
import { schemaInEffect } from '../profileClaims';
import { endpointUrl } from '../manifest';
import type { ConnectionArgs } from '../ords/connection';
import { Module } from '../ords/module';
import { secretConnection } from '../ords/secretConnection';
import { problemsToError, type Problem } from '../problem';
import { checkBaseUrl, checkSchemaAlias } from '../rules/ordsUrl';
import { checkJwksUrl } from '../rules/profile';
import { mirrorSource } from './source';

export interface JwksMirrorArgs {
  /** The JWKS to copy; https, and readable from here without sign-in. Whether ORDS can reach it does not matter. */
  readonly jwksUrl: pulumi.Input<string>;
  readonly ords: {
    /** The schema that gets the module; default the connected user. It must be enabled for ORDS. */
    readonly schema?: string;
    /** Root of ORDS, up to and including its context path: `https://host/ords`. As ORDS itself can reach it. */
    readonly baseUrl: pulumi.Input<string>;
    /** The part of the URL that selects the schema; default the schema's name in lower case. */
    readonly schemaAlias?: string;
    readonly connection: ConnectionArgs;
  };
  /** Of the module, below the schema alias; default `/jwks-mirror/`. */
  readonly basePath?: string;
  /** Take over a module of the name of this mirror that exists already; default false. */
  readonly adopt?: boolean;
}

/** Template of the one handler. */
const PATTERN = 'jwks';

/**
 * **For troubleshooting and tests, not for production.** Publishes a copy of a JWKS as a module of ORDS, so that ORDS can
 * fetch the keys from itself: a call that works with the mirror's URL in the profile, and not with the provider's, is
 * refused because ORDS cannot reach the provider (facts/tutorials.md C).
 *
 * Every `up` and every preview fetches the JWKS anew, and keys that have changed show as a change of the module; until the
 * next `up` tokens signed with a new key are refused. It warns of that every time.
 *
 * The module answers everybody, on purpose: keys of a JWKS are public. A source that holds a private or a symmetric key is
 * refused. A privilege of the schema whose patterns cover the module would shut ORDS out as well.
 *
 * Errors: `jwks.mirror.source`, `jwks.mirror.no_keys`, `jwks.mirror.private_key`, `jwks.mirror.symmetric_key`,
 * `ords.base_url.*`, `ords.schema_alias.*`, `trust.jwks_url.*`, and those of `Module`.
 */
export class JwksMirror extends pulumi.ComponentResource {
  /** Where the copy is: usable as `jwkUrl` of a JwtProfile. Known once the module is there. */
  readonly jwksUrl: pulumi.Output<string>;

  constructor(name: string, args: JwksMirrorArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super('pulumi-ords:index:JwksMirror', name, {}, opts);
    const { ords } = args;
    if (typeof ords.baseUrl === 'string') refuse(name, checkOrds(ords.baseUrl));
    void pulumi.log.warn(
      `JwksMirror "${name}" copies keys, for troubleshooting: after a rotation ORDS refuses tokens until the next pulumi up. Next: once the cause is found, put the JWKS URL of the identity provider back and remove the mirror`,
      this,
    );
    const schema = schemaInEffect(ords.schema, ords.connection);
    const alias =
      ords.schemaAlias === undefined
        ? schema.apply((text) => text.toLowerCase())
        : pulumi.output(ords.schemaAlias);
    // Loaded here: a program without a mirror needs no HTTP.
    const document = pulumi
      .output(args.jwksUrl)
      .apply(async (url) => (await import('./readSource.js')).readSource(url));
    const module = new Module(
      name,
      {
        connection: secretConnection(ords.connection),
        ...(ords.schema !== undefined && { schema: ords.schema }),
        ...(args.adopt !== undefined && { adopt: args.adopt }),
        name,
        basePath: args.basePath ?? '/jwks-mirror/',
        status: 'PUBLISHED',
        comments: 'Copy of a JWKS for troubleshooting, public on purpose; made by pulumi-ords',
        templates: [
          {
            pattern: PATTERN,
            handlers: [{ method: 'GET', sourceType: 'plsql/block', source: document.apply(mirrorSource) }],
          },
        ],
      },
      { parent: this },
    );
    this.jwksUrl = pulumi
      .all([ords.baseUrl, alias, module.basePath, module.id])
      .apply(([url, part, path]) => {
        refuse(name, [...checkOrds(url), ...checkSchemaAlias(part, url)]);
        return endpointUrl(url, part, path) + PATTERN;
      });
    this.registerOutputs({ jwksUrl: this.jwksUrl });
  }
}

/** A profile takes a JWKS URL only over https. */
function checkOrds(baseUrl: string): Problem[] {
  const problems = checkBaseUrl(baseUrl);
  return problems.length > 0 ? problems : checkJwksUrl(baseUrl, 'ords.baseUrl');
}

function refuse(name: string, problems: readonly Problem[]): void {
  const error = problemsToError(name, problems, 'JwksMirror');
  if (error) throw error;
}
