import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../../identity/json';
import type { App, AppScope } from '../../domainState';
import type { DomainStore } from '../../domainStore';
import { badReference, invalidValue, missingAttributes, ScimError } from '../../scim/errors';
import { objects, text } from '../../scim/record';
import type { ScimResource } from '../../scim/resource';
import { checkAppValues, checkUnique } from './appChecks';
import { appDefaults, TEMPLATES } from './appDefaults';
import { APP_SEARCH } from './appSearch';

/** /admin/v1/Apps (facts/oci-iam.md 1.3). */
export const APPS: ScimResource<App> = {
  path: 'Apps',
  type: 'App',
  kind: 'app',
  schema: 'urn:ietf:params:scim:schemas:oracle:idcs:App',
  required: ['displayName', 'basedOnTemplate'],
  readOnly: ['clientSecret', 'hashedClientSecret', 'grantedAppRoles', 'migrated', 'infrastructure'],
  onRequest: ['hashedClientSecret'],
  canonical: ['active', 'scopes', 'allowedScopes', 'redirectUris', 'audience', 'description'],
  ocidType: 'domainapp',
  isTagged: true,
  search: APP_SEARCH,
  items: ({ state }) => state.apps,
  setItems: ({ state }, apps) => (state.apps = apps),
  settle,
  present,
  checkRemoval: ({ active }) => {
    // Also with forceDelete=true (facts/oci-iam.md 1.7). [?] wording
    if (active) throw new ScimError(400, 'An active App cannot be deleted. Deactivate the App first.');
  },
};

function settle(sent: JsonObject, existing: App | undefined, store: DomainStore): JsonObject {
  const template = templateOf(sent);
  const name = text(sent, 'name') ?? existing?.name ?? randomBytes(16).toString('hex');
  if (existing && name !== existing.name) throw invalidValue('name', 'it cannot be changed');
  const attributes: JsonObject = {
    ...appDefaults(),
    ...sent,
    name,
    clientType: text(sent, 'clientType') ?? TEMPLATES[template]?.clientType,
    basedOnTemplate: { value: template, wellKnownId: template },
    ...(existing?.clientSecret !== undefined && { clientSecret: existing.clientSecret }),
  };
  checkAppValues(attributes);
  const app = attributes as App;
  app.scopes = scopesOf(attributes);
  app.allowedScopes = allowedScopesOf(attributes, store);
  // [?] whether an app that is no client, or a public one, has a secret.
  if (app.isOAuthClient && app.clientType !== 'public') app.clientSecret ??= `idcscs-${randomUUID()}`;
  checkUnique(app, existing, store);
  return app;
}

function templateOf(sent: JsonObject): string {
  const template = isJsonObject(sent['basedOnTemplate']) ? text(sent['basedOnTemplate'], 'value') : undefined;
  if (template === undefined) throw missingAttributes(['basedOnTemplate.value']);
  if (!Object.hasOwn(TEMPLATES, template)) throw badReference('App.basedOnTemplate', 'AppTemplate', template);
  return template;
}

function scopesOf(app: JsonObject): AppScope[] {
  const scopes = objects(app, 'scopes');
  const audience = text(app, 'audience') ?? '';
  if (scopes.length > 0 && audience === '') throw missingAttributes(['audience']); // no scope is whole without it [?]
  return scopes.map((scope) => {
    const value = text(scope, 'value') ?? '';
    if (value === '') throw missingAttributes(['scopes.value']);
    return { requiresConsent: false, ...scope, value, fqs: audience + value, readOnly: false };
  });
}

function allowedScopesOf(app: JsonObject, store: DomainStore): App['allowedScopes'] {
  return objects(app, 'allowedScopes').map((allowed) => {
    const fqs = text(allowed, 'fqs') ?? '';
    if (fqs === '') throw missingAttributes(['allowedScopes.fqs']);
    const resource = store.resourceOf(fqs);
    if (!resource) throw badReference('App.allowedScopes', 'Scope', fqs);
    return { fqs, idOfDefiningApp: resource.id, readOnly: false };
  });
}

function present(app: App, store: DomainStore): JsonObject {
  const { clientSecret } = app;
  const template = app['basedOnTemplate'] as JsonObject;
  return {
    ...app,
    basedOnTemplate: {
      ...template,
      $ref: `${store.url}/admin/v1/AppTemplates/${String(template['value'])}`,
      lastModified: app.meta.created,
    },
    grantedAppRoles: grantedRolesOf(app, store),
    ...(clientSecret !== undefined && { hashedClientSecret: hashOf(clientSecret) }),
  };
}

function grantedRolesOf(app: App, store: DomainStore): JsonObject[] {
  const granted = store.state.grants.filter(({ grantee }) => grantee.value === app.id);
  return store.state.appRoles
    .filter(({ id }) => granted.some(({ entitlement }) => entitlement?.attributeValue === id))
    .map((role) => ({
      value: role.id,
      display: role.displayName,
      appId: role.app.value,
      appName: role.app.display,
    }));
}

/** [?] the form of the real hash; nothing reads it. */
function hashOf(secret: string): string {
  return `{SHA-256}${createHash('sha256').update(secret).digest('base64')}`;
}
