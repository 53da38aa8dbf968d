/** `pulumi-ords/oci`: what needs the package `@pulumi/oci`. */
export { OciIamApi, type OciIamApiArgs } from '../idp/ociIamApi';
export { AutonomousDatabase } from '../database/autonomousDatabase/autonomousDatabase';
export type {
  AutonomousDatabaseArgs,
  DatabaseService,
  WalletArgs,
} from '../database/autonomousDatabase/autonomousDatabaseArgs';
