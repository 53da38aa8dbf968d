// COUNT protected modules, each with a privilege: three resources a module.
const pulumi = require('@pulumi/pulumi');
const { EnabledSchema, Module, ModuleProtection, Privilege } = require('pulumi-ords');

const connection = {
  connectString: process.env.ORDS_CONNECT_STRING,
  user: process.env.ORDS_USER,
  password: pulumi.secret(process.env.ORDS_PASSWORD),
};
const text = process.env.BENCH_TEXT ?? 'first';

const schema = new EnabledSchema('schema', { connection });
const opts = { dependsOn: [schema] };

for (let index = 0; index < Number(process.env.BENCH_COUNT); index++) {
  const module = new Module(
    `module-${index}`,
    {
      connection,
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
    `privilege-${index}`,
    { connection, name: `bench.${index}`, description: text },
    opts,
  );
  new ModuleProtection(`protection-${index}`, { connection, module: module.name, privilege: privilege.name });
}
