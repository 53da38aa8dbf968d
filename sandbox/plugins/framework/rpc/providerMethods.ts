import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import {
  CheckResponse,
  ConfigureResponse,
  DiffResponse,
  GetSchemaResponse,
  ProviderHandshakeResponse,
  type CheckRequest,
  type ConfigureRequest,
  type DiffRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { sameValue, type Values } from '../properties/value';
import { packageSchema } from '../schema';
import type { Session } from '../session';
import { checkFailures } from './failures';
import { unary } from './unary';
import { decodeBag } from './wire';

/** The methods about the provider itself. */
export function providerMethods<Api>(session: Session<Api>) {
  const { plugin } = session;
  return {
    handshake: unary(() => {
      const response = new ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(true);
      response.setAcceptOutputs(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(plugin.version);
      return info;
    }),
    getSchema: unary(() => {
      const response = new GetSchemaResponse();
      response.setSchema(packageSchema(plugin));
      return response;
    }),
    checkConfig: unary((request: CheckRequest) => {
      const response = new CheckResponse();
      const news = request.getNews();
      if (news !== undefined) response.setInputs(news);
      response.setFailuresList(checkFailures(plugin.checkConfiguration(decodeBag(news).values, session.env)));
      return response;
    }),
    diffConfig: unary((request: DiffRequest) => diffConfiguration(request)),
    configure: unary(async (request: ConfigureRequest) => {
      await session.configure(configurationOf(plugin.name, request));
      const response = new ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(true);
      response.setAcceptoutputs(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    cancel: unary(() => {
      session.cancel();
      return new Empty();
    }),
    // There is no engine connection to renew: the plugin never calls the engine.
    attach: unary(() => new Empty()),
  };
}

function configurationOf(name: string, request: ConfigureRequest): Values {
  const args = request.getArgs();
  if (args !== undefined) return decodeBag(args).values;
  const variables = request.getVariablesMap().getEntryList() as readonly (readonly [string, string])[];
  return Object.fromEntries(variables.map(([key, value]) => [key.replace(`${name}:config:`, ''), value]));
}

/** No setting replaces resources: the same service may be reached under another name. */
function diffConfiguration(request: DiffRequest): DiffResponse {
  const olds = decodeBag(request.getOldInputs() ?? request.getOlds()).values;
  const news = decodeBag(request.getNews()).values;
  const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (name) => !sameValue(olds[name], news[name]),
  );
  const response = new DiffResponse();
  response.setChanges(
    changed.length === 0 ? DiffResponse.DiffChanges.DIFF_NONE : DiffResponse.DiffChanges.DIFF_SOME,
  );
  response.setDiffsList(changed);
  return response;
}
