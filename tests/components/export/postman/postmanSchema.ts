const text = { type: 'string' } as const;
const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object) => ({ type: 'array', items });

const attribute = object({ key: text, value: {}, type: text });
const auth = {
  oneOf: [
    object({ type: { const: 'oauth2' }, oauth2: list(attribute) }),
    object({ type: { const: 'noauth' } }),
  ],
};
const event = object({
  listen: { enum: ['test', 'prerequest'] },
  script: object({ type: text, exec: list(text) }),
});
const request = object({
  name: text,
  event: list(event),
  request: object({
    method: text,
    header: list({}),
    url: object({ raw: text, host: list(text), path: list(text) }),
  }),
});

/** The parts of Postman's collection format v2.1 that are written; nothing else may be. */
export const COLLECTION = object({
  info: object({
    name: text,
    description: text,
    schema: { const: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  }),
  item: list(object({ name: text, description: text, auth, item: list(request) })),
});

export const ENVIRONMENT = object({
  name: text,
  values: list(
    object({ key: text, value: text, type: { enum: ['default', 'secret'] }, enabled: { type: 'boolean' } }),
  ),
  _postman_variable_scope: { const: 'environment' },
});
