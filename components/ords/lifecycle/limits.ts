/** Longest name of a role, privilege, module, template or parameter (facts/ords.md 3: VARCHAR2(255)). */
export const NAME_MAX = 255;
/** Longest label of a privilege. */
export const LABEL_MAX = 255;
/** Longest description and comment. */
export const TEXT_MAX = 4_000;
/** Longest URL, issuer and audience that the views can show. */
export const URL_MAX = 2_000;
/** Seconds; ORDS caps the tolerated clock difference there (facts/ords.md 1). */
export const SKEW_MAX = 60;
