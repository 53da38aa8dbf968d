export { OrdsError, type OrdsErrorDetail } from './errors';
export { auth0, type Auth0Args } from './idp/auth0';
export type { Auth0AdoptArgs } from './idp/auth0Adoption';
export type { SigningAlgorithm, TokenDialect } from './idp/auth0Rules';
export { entra, type EntraArgs } from './idp/entra';
export type { EntraAdoptArgs } from './idp/entraAdoption';
export type { EntraMode } from './idp/entraMode';
export type { ClientCredentialsOutput, IdentityProvider } from './idp/identityProvider';
export { ociIam, type OciIamArgs } from './idp/ociIam';
export type { OciIamAdoptArgs } from './idp/ociAdoption';
export type { CreateDomainArgs } from './idp/ociDomainArgs';
export type { OciCredentialsArgs } from './oci/credentials';
export { CustomClaim, type CustomClaimArgs } from './oci/customClaim';
export { SigningCertificateAccess, type SigningCertificateAccessArgs } from './oci/signingCertificateAccess';
export { JwksMirror, type JwksMirrorArgs } from './jwksMirror';
export type { Manifest } from './manifest';
export { Agreement, type AgreementArgs } from './ords/agreement';
export { Claim, type ClaimArgs } from './ords/claim';
export type { ConnectionArgs } from './ords/connection';
export { EnabledSchema, type EnabledSchemaArgs } from './ords/enabledSchema';
export { JwtProfile, type JwtProfileArgs } from './ords/jwtProfile';
export { Module, type ModuleArgs } from './ords/module';
export { ModuleProtection, type ModuleProtectionArgs } from './ords/moduleProtection';
export { PoolTrust, type PoolTrustArgs } from './ords/poolTrust';
export { Privilege, type PrivilegeArgs } from './ords/privilege';
export { Role, type RoleArgs } from './ords/role';
export { Schema, type SchemaArgs } from './ords/schema';
export {
  poolTrust,
  type OrdsRelease,
  type PoolSetting,
  type PoolSettingName,
  type PoolTrustOptions,
  type RenderedPoolTrust,
} from './pool';
export { ProtectedApi } from './protectedApi';
export type { ClientArgs, ModuleDefinition, OrdsArgs, ProtectedApiArgs, ScopeArgs } from './protectedApiArgs';
export type { Authorisation, Trust } from './trust';
