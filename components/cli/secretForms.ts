import { escape } from '../diagnose/report/escape';
import { quote } from '../rules/text';
import { visible, visibleJson } from '../visible';
import { sarifText } from './output/sarifText';
import { xmlText } from './output/xmlText';

type Writer = (text: string) => string;

const same: Writer = (text) => text;
const json: Writer = (text) => JSON.stringify(text).slice(1, -1);
const shownJson: Writer = (text) => visibleJson(text).slice(1, -1);

/** How a message holds a value. */
const IN_MESSAGES: readonly Writer[] = [same, visible, (text) => quote(text).slice(1, -1), json];

/** How an output holds a message: as it is, as JSON, as the page, as XML, in a URL. */
const IN_OUTPUTS: readonly Writer[] = [
  same,
  json,
  shownJson,
  (text) => shownJson(sarifText(text)),
  escape,
  xmlText,
  (text) => xmlElement(xmlText(text)),
  (text) => xmlAttribute(xmlText(text)),
  namedEntities,
  (text) => encodeURIComponent(wellFormed(text)),
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
];

/** A secret in every form in which an output may write it. */
export function secretForms(secret: string): ReadonlySet<string> {
  return new Set(IN_MESSAGES.flatMap((inner) => IN_OUTPUTS.map((outer) => outer(inner(secret)))));
}

// Of the builder of the JUnit output: what it leaves as it is differs between the two.
function xmlElement(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;');
}

function xmlAttribute(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(/\t/g, '&#x9;')
    .replace(/\n/g, '&#xA;')
    .replace(/\r/g, '&#xD;');
}

/** As most other tools write HTML: the sources of a handler may hold it so. */
function namedEntities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&${NAMES[character] ?? ''};`);
}
const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };

// A lone half of a surrogate pair cannot be written in a URL.
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
