import type * as pulumi from '@pulumi/pulumi';

import { lazyAssessor } from './diagnose/lazyAssessor';
import { openDatabase } from './database/oracleDatabase';
import { OrdsError } from './errors';
import { dynamicProvider } from './ords/adapter';
import { Announcer } from './ords/lifecycle/adoption/announcer';
import { AgreementLifecycle } from './ords/lifecycle/agreement';
import { ClaimLifecycle } from './ords/lifecycle/claim';
import { enabledSchemaKind } from './ords/lifecycle/enabledSchema';
import { jwtProfileKind } from './ords/lifecycle/jwtProfile';
import { Lifecycle } from './ords/lifecycle/lifecycle';
import { moduleKind } from './ords/lifecycle/module';
import { moduleProtectionKind } from './ords/lifecycle/moduleProtection';
import { PoolTrustLifecycle } from './ords/lifecycle/poolTrust';
import { privilegeKind } from './ords/lifecycle/privilege';
import { roleKind } from './ords/lifecycle/role';
import { lazyDomain } from './oci/lazyDomain';
import { AppActivationLifecycle } from './oci/lifecycle/appActivation';
import { AppNamesLifecycle } from './oci/lifecycle/appNames';
import { CustomClaimLifecycle } from './oci/lifecycle/customClaim';
import { SigningCertificateAccessLifecycle } from './oci/lifecycle/signingCertificateAccess';
import { SigningCertificateRecordLifecycle } from './oci/lifecycle/signingCertificateRecord';
import { schemaLifecycle } from './ords/lifecycle/schema';
import { lazyPool } from './pool/lazyPool';

// One for all resources: a connection is looked through once, whichever of them is first.
const announcer = new Announcer();

const lifecycles = {
  Agreement: new AgreementLifecycle(lazyAssessor),
  Claim: new ClaimLifecycle(openDatabase),
  EnabledSchema: new Lifecycle(enabledSchemaKind, openDatabase, announcer),
  Role: new Lifecycle(roleKind, openDatabase, announcer),
  Module: new Lifecycle(moduleKind, openDatabase, announcer),
  Privilege: new Lifecycle(privilegeKind, openDatabase, announcer),
  ModuleProtection: new Lifecycle(moduleProtectionKind, openDatabase, announcer),
  JwtProfile: new Lifecycle(jwtProfileKind, openDatabase, announcer),
  Schema: schemaLifecycle(openDatabase, announcer),
  PoolTrust: new PoolTrustLifecycle(lazyPool),
  AppActivation: new AppActivationLifecycle(lazyDomain),
  AppNames: new AppNamesLifecycle(lazyDomain),
  CustomClaim: new CustomClaimLifecycle(lazyDomain),
  SigningCertificateRecord: new SigningCertificateRecordLifecycle(lazyDomain),
  SigningCertificateAccess: new SigningCertificateAccessLifecycle(lazyDomain),
};

/**
 * What the constant `__provider` text of every resource calls, in the dynamic-provider process. State written by any
 * release names a resource here, so names are never removed.
 */
export function provider(name: string): pulumi.dynamic.ResourceProvider {
  if (!Object.hasOwn(lifecycles, name)) {
    throw new OrdsError(`pulumi-ords has no resource "${name}"`, {
      code: 'ords.internal.no_resource',
      remedy: 'npm install pulumi-ords@latest: the state was written by another release',
    });
  }
  return dynamicProvider(lifecycles[name as keyof typeof lifecycles]);
}
