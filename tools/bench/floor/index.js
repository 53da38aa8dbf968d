// The same graph of resources with the same inputs, as ordinary dynamic resources that do nothing: what Pulumi itself costs.
const pulumi = require('@pulumi/pulumi');

const connection = pulumi.secret({
  connectString: process.env.ORDS_CONNECT_STRING,
  user: process.env.ORDS_USER,
  password: process.env.ORDS_PASSWORD,
});
const text = process.env.BENCH_TEXT ?? 'first';

const nothing = {
  create: async (inputs) => ({ id: inputs.name, outs: inputs }),
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: news }),
  delete: async () => {},
};

class Nothing extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(nothing, name, { connection, name, ...props }, opts);
  }
}

function declareSchema(prefix, common) {
  const opts = { dependsOn: [new Nothing(`${prefix}schema`, common)] };

  for (let index = 0; index < Number(process.env.BENCH_COUNT); index++) {
    const module = new Nothing(
      `${prefix}module-${index}`,
      {
        ...common,
        basePath: `/bench${index}/`,
        comments: text,
        templates: [
          {
            pattern: '.',
            handlers: [
              { method: 'GET', sourceType: 'json/collection', source: 'select id, customer from orders' },
            ],
          },
        ],
      },
      opts,
    );
    const privilege = new Nothing(`${prefix}privilege-${index}`, { ...common, description: text }, opts);
    new Nothing(`${prefix}protection-${index}`, { ...common, module: module.id, privilege: privilege.id });
  }
}

const schemas = process.env.BENCH_SCHEMAS;
if (schemas) for (const schema of schemas.split(',')) declareSchema(`${schema}-`, { schema });
else declareSchema('', {});
