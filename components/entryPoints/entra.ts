/** `pulumi-ords/entra`: what needs the package `@pulumi/azuread`. */
export { EntraApi, type EntraApiArgs } from '../idp/entraApi';
