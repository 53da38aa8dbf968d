/** `pulumi-ords/auth0`: what needs the package `@pulumi/auth0`. */
export { Auth0Api, type Auth0ApiArgs } from '../idp/auth0Api';
