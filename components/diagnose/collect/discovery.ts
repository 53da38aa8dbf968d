import type { IdentityProviderFacts } from '../facts';
import type { Http } from '../http';
import { quote } from '../../rules/text';
import { FEW_REPEATS, patient } from './patience';
import { failed, jsonObject, read, text, unanswered, unexpected } from './readings';

type Discovery = IdentityProviderFacts['discovery'];

/** Where the discovery document below an address is; a slash at its end is not doubled. */
export function discoveryUrl(base: string): string {
  return `${base.replace(/\/+$/, '')}/.well-known/openid-configuration`;
}

/** Reads `issuer` and `jwks_uri` of the document below an issuer, or below what the provider has it under. */
export async function readDiscovery(base: string, http: Http, timeoutSeconds = 10): Promise<Discovery> {
  const url = discoveryUrl(base);
  if (!/^https:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    return failed({
      code: 'idp.discovery.no_url',
      message: `${quote(base)} is not an https URL, so there is no discovery document to read`,
      remedy:
        'none is needed by ORDS; compare issuer and JWKS URL with the settings of the identity provider',
    });
  }
  const result = await patient(
    http,
    FEW_REPEATS,
  )({ url, headers: { accept: 'application/json' }, timeoutSeconds });
  if (!result.ok) return failed(unanswered('idp.discovery', url, result.failure));
  const { answer } = result;
  if (answer.status !== 200) {
    return failed(
      unexpected('idp.discovery', url, answer, 'check the issuer: the document stands below it, in public'),
    );
  }
  const document = jsonObject(answer.body);
  const found = { issuer: text(document?.issuer), jwksUri: text(document?.jwks_uri) };
  if (found.issuer === undefined || found.jwksUri === undefined) {
    return failed({
      code: 'idp.discovery.not_a_document',
      message: `${url} does not answer with a discovery document: issuer or jwks_uri is missing`,
      remedy: 'check the issuer',
    });
  }
  return read({ issuer: found.issuer, jwksUri: found.jwksUri });
}
