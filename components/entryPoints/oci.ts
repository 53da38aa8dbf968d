/** `pulumi-ords/oci`: what needs the package `@pulumi/oci`. */
export { OciIamApi, type OciIamApiArgs } from '../idp/ociIamApi';
