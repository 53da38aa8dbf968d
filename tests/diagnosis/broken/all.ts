import type { BrokenConfiguration } from '../support/configuration';
import { AUTH0 } from './auth0';
import { CLIENT } from './client';
import { BY_SCOPE } from '../support/identityProviders/identityProvider';
import { ENTRA } from './entra';
import { ENVIRONMENT, OLD_RELEASE } from './environment';
import { KEYS } from './keys';
import { MODULE } from './module';
import { OCI_IAM } from './ociIam';
import { PRIVILEGE } from './privilege';
import { SCHEMA } from './schema';
import { TOKEN } from './token';
import { TRUST } from './trust';

/** What is about the keys or ORDS alone is no other with a third identity provider, and takes its time. */
function twice(configurations: readonly BrokenConfiguration[]): readonly BrokenConfiguration[] {
  return configurations.map(({ providers = BY_SCOPE, ...rest }) => ({ ...rest, providers }));
}

/** Every broken configuration by area, in the order of the chain. */
export const AREAS: readonly {
  readonly title: string;
  /** ORDS release of the sandbox; default its newest. */
  readonly ords?: string;
  readonly configurations: readonly BrokenConfiguration[];
}[] = [
  { title: 'API and clients in the identity provider', configurations: CLIENT },
  { title: 'Of Auth0 alone', configurations: AUTH0 },
  { title: 'Of OCI IAM alone', configurations: OCI_IAM },
  { title: 'Of Microsoft Entra alone', configurations: ENTRA },
  { title: 'Token', configurations: TOKEN },
  { title: 'Keys', configurations: twice(KEYS) },
  { title: 'Trust', configurations: TRUST },
  { title: 'Schema and profile', configurations: twice(SCHEMA) },
  { title: 'Privileges', configurations: twice(PRIVILEGE) },
  { title: 'Modules', configurations: twice(MODULE) },
  { title: 'Surroundings', configurations: twice(ENVIRONMENT) },
  { title: 'An older ORDS', ords: '24.4.0.r3451601', configurations: twice(OLD_RELEASE) },
];
