/** Of what is gone an id in `adopt` has nothing left to import, and the run would end there. To go on after with what is made. */
export const MAKE_AGAIN = 'remove its id from adopt where it was adopted, then run pulumi up --refresh';

/** What an adopted service principal has of this stays as it is (idp/entraUndeclared.ts). */
export const ENABLE_PRINCIPAL =
  'run pulumi up --refresh, which enables its service principal; what was adopted, by hand: Enterprise applications, Properties, Enabled for users to sign-in';
