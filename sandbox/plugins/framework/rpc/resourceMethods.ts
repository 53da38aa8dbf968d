import {
  CreateResponse,
  ReadResponse,
  UpdateResponse,
  type CreateRequest,
  type DeleteRequest,
  type ReadRequest,
  type UpdateRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { DEFAULTS } from '../properties/autoname';
import { keepIgnored } from '../properties/ignored';
import { liveInputs } from '../properties/liveInputs';
import { previewCreate, previewUpdate } from '../properties/preview';
import type { Fields } from '../properties/property';
import type { Values } from '../properties/value';
import { kindOf } from '../definition';
import type { LiveObject, ResourceKind } from '../resourceKind';
import type { Session } from '../session';
import { InitFailedError, unary } from './unary';
import { typeOfUrn } from './urn';
import { decodeBag, encodeBag, type Bag } from './wire';

/** Create, read, update and delete of every resource type. */
export function resourceMethods<Api>(session: Session<Api>) {
  return {
    create: unary((request: CreateRequest) => create(session, request)),
    read: unary((request: ReadRequest) => read(session, request)),
    update: unary((request: UpdateRequest) => update(session, request)),
    delete: unary(async (request: DeleteRequest) => {
      const kind = kindOf(session.plugin, typeOfUrn(request.getUrn()));
      const state = decodeBag(request.getProperties()).values;
      await kind.delete(session.api, request.getId(), state).catch(ignoreNotFound(session));
      return new Empty();
    }),
  };
}

async function create<Api>(session: Session<Api>, request: CreateRequest): Promise<CreateResponse> {
  const kind = kindOf(session.plugin, typeOfUrn(request.getUrn()));
  const inputs = decodeBag(request.getProperties());
  const response = new CreateResponse();
  if (request.getPreview()) {
    response.setProperties(encodeOutputs(kind.fields, previewCreate(kind.fields, inputs.values), inputs));
    return response;
  }
  const created = await kind.create(session.api, inputs.values);
  const live = typeof created === 'string' ? await readBack(session, kind, created, inputs) : created;
  // The service may take a moment to show what it made; the official plugin fails alike and forgets the object ("Observed").
  if (live === undefined)
    throw new Error(`expected non-nil error with nil state during Create of ${request.getUrn()}`);
  response.setId(live.id);
  response.setProperties(encodeOutputs(kind.fields, live.outputs, inputs));
  return response;
}

/** The object was made; if it cannot be read or used now, its id must not be lost. */
async function readBack<Api>(
  session: Session<Api>,
  kind: ResourceKind<Api>,
  id: string,
  inputs: Bag,
): Promise<LiveObject | undefined> {
  try {
    const read = kind.settle?.bind(kind) ?? kind.read.bind(kind);
    return await read(session.api, id, inputs.values).catch(ignoreNotFound(session));
  } catch (error) {
    const outputs = encodeOutputs(kind.fields, withoutInternals(inputs.values), inputs);
    throw new InitFailedError(id, outputs, encodeBag(inputs.values, inputs.secrets), error);
  }
}

async function read<Api>(session: Session<Api>, request: ReadRequest): Promise<ReadResponse> {
  const kind = kindOf(session.plugin, typeOfUrn(request.getUrn()));
  const state = decodeBag(request.getProperties());
  const inputs = decodeBag(request.getInputs());
  const live = await readLive(session, kind, request.getId(), { ...inputs.values, ...state.values });
  const response = new ReadResponse();
  if (live === undefined) return response; // a blank id: the object is gone
  response.setId(live.id);
  const secrets = { values: {}, secrets: new Set([...state.secrets, ...inputs.secrets]) };
  response.setProperties(encodeOutputs(kind.fields, live.outputs, secrets));
  response.setInputs(
    encodeOutputs(kind.fields, liveInputs(kind.fields, live.outputs, inputs.values), secrets),
  );
  return response;
}

async function update<Api>(session: Session<Api>, request: UpdateRequest): Promise<UpdateResponse> {
  const kind = kindOf(session.plugin, typeOfUrn(request.getUrn()));
  const state = decodeBag(request.getOlds()).values;
  const oldInputs = decodeBag(request.getOldInputs()).values;
  const { values, secrets } = decodeBag(request.getNews());
  const ignored = request.getIgnorechangesList();
  const news = { values: keepIgnored(kind.fields, state, values, ignored), secrets };
  const response = new UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(encodeOutputs(kind.fields, previewUpdate(kind.fields, state, news.values), news));
    return response;
  }
  const id = request.getId();
  const outputs =
    (await kind.update(session.api, id, { state, oldInputs, news: news.values })) ??
    (await readLive(session, kind, id, { ...state, ...news.values }))?.outputs;
  if (outputs === undefined) throw new Error(`the resource disappeared during Update of ${request.getUrn()}`);
  response.setProperties(encodeOutputs(kind.fields, outputs, news));
  return response;
}

async function readLive<Api>(
  session: Session<Api>,
  kind: ResourceKind<Api>,
  id: string,
  prior: Values,
): Promise<LiveObject | undefined> {
  return kind.read(session.api, id, prior).catch(ignoreNotFound(session));
}

function ignoreNotFound<Api>({ plugin }: Session<Api>): (error: unknown) => undefined {
  return (error) => {
    if (!plugin.isNotFound(error)) throw error;
    return undefined;
  };
}

/** Secret are the properties that always are, and those whose input is. */
function encodeOutputs(fields: Fields, outputs: Values, { secrets }: Bag) {
  const always = Object.entries(fields).flatMap(([name, { secret }]) => (secret === true ? [name] : []));
  return encodeBag(outputs, new Set([...secrets, ...always]));
}

function withoutInternals(inputs: Values): Values {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== DEFAULTS));
}
