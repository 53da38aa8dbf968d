// COUNT protected modules in each schema, each with a privilege: three resources a module, and the enabled schema. SCHEMAS
// names those of an administrator, with commas between; without it, it is the user's own.
const pulumi = require('@pulumi/pulumi');
const { EnabledSchema, Module, ModuleProtection, Privilege } = require('pulumi-ords');

const connection = {
  connectString: process.env.ORDS_CONNECT_STRING,
  user: process.env.ORDS_USER,
  password: pulumi.secret(process.env.ORDS_PASSWORD),
};
const text = process.env.BENCH_TEXT ?? 'first';

function declareSchema(prefix, common) {
  const opts = { dependsOn: [new EnabledSchema(`${prefix}schema`, common)] };

  for (let index = 0; index < Number(process.env.BENCH_COUNT); index++) {
    const module = new Module(
      `${prefix}module-${index}`,
      {
        ...common,
        name: `bench${index}`,
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
    const privilege = new Privilege(
      `${prefix}privilege-${index}`,
      { ...common, name: `bench.${index}`, description: text },
      opts,
    );
    new ModuleProtection(`${prefix}protection-${index}`, {
      ...common,
      module: module.name,
      privilege: privilege.name,
    });
  }
}

const schemas = process.env.BENCH_SCHEMAS;
if (schemas) for (const schema of schemas.split(',')) declareSchema(`${schema}-`, { connection, schema });
else declareSchema('', { connection });
