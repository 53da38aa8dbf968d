// The same graph with one short input each, and a provider that is named instead of serialised: the least that Pulumi can do.
const pulumi = require('@pulumi/pulumi');

const inputs = { text: process.env.BENCH_TEXT ?? 'first' };

class Nothing extends pulumi.CustomResource {
  constructor(name, props, opts) {
    const __provider = 'exports.handler=()=>require("./nothing").provider()';
    super('pulumi-nodejs:dynamic/bench:Nothing', name, { ...props, name, __provider }, opts);
  }
}

const schema = new Nothing('schema', {});
const opts = { dependsOn: [schema] };

for (let index = 0; index < Number(process.env.BENCH_COUNT); index++) {
  const module = new Nothing(`module-${index}`, inputs, opts);
  const privilege = new Nothing(`privilege-${index}`, inputs, opts);
  new Nothing(`protection-${index}`, { ...inputs, module: module.id, privilege: privilege.id });
}
