import type { IdentityProviderFacts } from '../facts';
import type { Http } from '../http';
import { quote } from '../../rules/text';
import { FEW_REPEATS, patient } from './patience';
import { failed, jsonObject, read, text, unanswered, unexpected } from './readings';

type Discovery = IdentityProviderFacts['discovery'];

/** Where the issuer's discovery document is; a slash at the end of the issuer is not doubled. */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
}

/** Reads `issuer` and `jwks_uri` of the document that belongs to an issuer. */
export async function readDiscovery(issuer: string, http: Http, timeoutSeconds = 10): Promise<Discovery> {
  const url = discoveryUrl(issuer);
  if (!/^https:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    return failed({
      code: 'idp.discovery.no_url',
      message: `the issuer ${quote(issuer)} is not an https URL, so there is no discovery document to read`,
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
