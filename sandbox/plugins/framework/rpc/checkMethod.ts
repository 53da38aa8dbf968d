import { CheckRequest, CheckResponse } from '@pulumi/pulumi/proto/provider_pb';
import { chooseName, DEFAULTS, type Autonaming } from '../properties/autoname';
import { checkValues } from '../properties/check';
import { withDefaults } from '../properties/defaults';
import type { Value } from '../properties/value';
import { kindOf, type PluginDefinition } from '../definition';
import { checkFailures } from './failures';
import { unary } from './unary';
import { typeOfUrn, nameOfUrn } from './urn';
import { decodeBag, encodeBag } from './wire';

/** Fills in defaults and a name, and says which properties the program must correct. */
export function checkMethod<Api>(plugin: PluginDefinition<Api>) {
  return unary((request: CheckRequest) => check(plugin, request));
}

function check<Api>(plugin: PluginDefinition<Api>, request: CheckRequest): CheckResponse {
  const kind = kindOf(plugin, typeOfUrn(request.getUrn()));
  const olds = decodeBag(request.getOlds()).values;
  const { values, secrets } = decodeBag(request.getNews());
  const inputs: Record<string, Value | undefined> = { ...withDefaults(kind.fields, values) };
  const defaulted = Object.keys(inputs).filter((name) => values[name] === undefined);
  const fill = (name: string, value: Value | undefined): void => {
    if (inputs[name] !== undefined || value === undefined) return;
    inputs[name] = value;
    defaulted.push(name);
  };
  for (const [name, value] of Object.entries(kind.defaults ?? {})) fill(name, value);
  if (kind.autoName !== undefined) {
    const { property, maxLength } = kind.autoName;
    const logicalName = nameOfUrn(request.getUrn());
    const seed = request.getRandomseed_asU8();
    fill(property, chooseName(property, olds, logicalName, seed, maxLength, autonamingOf(request)));
  }
  const failures = [
    ...checkValues(plugin.name, kind.fields, inputs),
    ...(kind.checkTogether?.(inputs) ?? []),
  ];
  const response = new CheckResponse();
  response.setInputs(encodeBag({ ...inputs, [DEFAULTS]: defaulted }, secrets));
  response.setFailuresList(checkFailures(failures));
  return response;
}

function autonamingOf(request: CheckRequest): Autonaming {
  const options = request.getAutonaming();
  if (options === undefined) return { mode: 'random' };
  const { PROPOSE, ENFORCE } = CheckRequest.AutonamingOptions.Mode;
  switch (options.getMode()) {
    case PROPOSE:
      return { mode: 'propose', name: options.getProposedName() };
    case ENFORCE:
      return { mode: 'enforce', name: options.getProposedName() };
    default:
      return { mode: 'disable' };
  }
}
