import type { Props } from '../../../components/ords/lifecycle/plain';

/** One object of a kind with a text in every place of it that takes one. */
export interface TextPlaces {
  readonly className: string;
  /** The harmless object that the texts are put into. */
  readonly base: Props;
  /** Paths of the texts, such as `templates[0].pattern`; a suffix after `=` is what has to stand before the text. */
  readonly places: Readonly<Record<string, string>>;
}

const parameter = { name: 'X-Name', bindVariableName: 'name', comments: 'c' };
const handler = {
  method: 'GET',
  sourceType: 'json/collection',
  source: 'select 1 from dual',
  mimesAllowed: 'application/json',
  comments: 'c',
  parameters: [parameter],
};
const template = {
  pattern: 'x',
  etagType: 'QUERY',
  etagQuery: 'select 1 from dual',
  comments: 'c',
  handlers: [handler],
};

/** By path: what must stand in front for the text to be one of its kind at all. */
export const OBJECTS: readonly TextPlaces[] = [
  { className: 'Role', base: { name: 'r' }, places: { name: '' } },
  {
    className: 'Privilege',
    base: { name: 'p', patterns: ['/x/*'], label: 'l', description: 'd', comments: 'c' },
    places: { name: '', 'patterns[0]': '/', label: '', description: '', comments: '' },
  },
  {
    className: 'Module',
    base: { name: 'm', basePath: '/m/', comments: 'c', templates: [template] },
    places: {
      name: '',
      basePath: '/',
      comments: '',
      'templates[0].pattern': '',
      'templates[0].etagQuery': '',
      'templates[0].comments': '',
      'templates[0].handlers[0].method': '',
      'templates[0].handlers[0].source': '',
      'templates[0].handlers[0].mimesAllowed': '',
      'templates[0].handlers[0].comments': '',
      'templates[0].handlers[0].parameters[0].name': '',
      'templates[0].handlers[0].parameters[0].bindVariableName': '',
      'templates[0].handlers[0].parameters[0].comments': '',
    },
  },
  {
    className: 'JwtProfile',
    base: {
      issuer: 'https://t.example.com/',
      audience: 'a',
      jwkUrl: 'https://t.example.com/k',
      description: 'd',
      roleClaimName: '/roles',
    },
    places: {
      issuer: '',
      audience: '',
      jwkUrl: 'https://t.example.com/',
      description: '',
      roleClaimName: '/',
    },
  },
];

/** A copy of the object with the text at the path. */
export function withText(base: Props, path: string, text: string): Props {
  const copy = structuredClone(base);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<Record<string, unknown>>(
    (at, step) => at[step] as Record<string, unknown>,
    copy,
  );
  holder[last] = text;
  return copy;
}
