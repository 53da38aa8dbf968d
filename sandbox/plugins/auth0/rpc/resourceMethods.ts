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
import { isNotFound } from '../management/errors';
import { DEFAULTS } from '../properties/autoname';
import { liveInputs } from '../properties/liveInputs';
import { previewCreate, previewUpdate } from '../properties/preview';
import type { Fields } from '../properties/property';
import type { Values } from '../properties/value';
import type { LiveObject, ResourceKind } from '../resources/kind';
import { kindOf } from '../resources/registry';
import type { Session } from '../session';
import { InitFailedError, unary } from './unary';
import { typeOfUrn } from './urn';
import { decodeBag, encodeBag, type Bag } from './wire';

/** Create, read, update and delete of every resource type. */
export function resourceMethods(session: Session) {
  return {
    create: unary((request: CreateRequest) => create(session, request)),
    read: unary((request: ReadRequest) => read(session, request)),
    update: unary((request: UpdateRequest) => update(session, request)),
    delete: unary(async (request: DeleteRequest) => {
      const kind = kindOf(typeOfUrn(request.getUrn()));
      const state = decodeBag(request.getProperties()).values;
      await kind.delete(session.api, request.getId(), state).catch(ignoreNotFound);
      return new Empty();
    }),
  };
}

async function create(session: Session, request: CreateRequest): Promise<CreateResponse> {
  const kind = kindOf(typeOfUrn(request.getUrn()));
  const inputs = decodeBag(request.getProperties());
  const response = new CreateResponse();
  if (request.getPreview()) {
    response.setProperties(encodeOutputs(kind.fields, previewCreate(kind.fields, inputs.values), inputs));
    return response;
  }
  const id = await kind.create(session.api, inputs.values);
  const live = await readBack(session, kind, id, inputs);
  // Auth0 may take a moment to show what it made; the official plugin fails alike and forgets the object ("Observed").
  if (live === undefined)
    throw new Error(`expected non-nil error with nil state during Create of ${request.getUrn()}`);
  response.setId(live.id);
  response.setProperties(encodeOutputs(kind.fields, live.outputs, inputs));
  return response;
}

/** The object was made; if it cannot be read now, its id must not be lost. */
async function readBack(
  session: Session,
  kind: ResourceKind,
  id: string,
  inputs: Bag,
): Promise<LiveObject | undefined> {
  try {
    return await readLive(session, kind, id, inputs.values);
  } catch (error) {
    const outputs = encodeOutputs(kind.fields, withoutInternals(inputs.values), inputs);
    throw new InitFailedError(id, outputs, encodeBag(inputs.values, inputs.secrets), error);
  }
}

async function read(session: Session, request: ReadRequest): Promise<ReadResponse> {
  const kind = kindOf(typeOfUrn(request.getUrn()));
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

async function update(session: Session, request: UpdateRequest): Promise<UpdateResponse> {
  const kind = kindOf(typeOfUrn(request.getUrn()));
  const state = decodeBag(request.getOlds()).values;
  const oldInputs = decodeBag(request.getOldInputs()).values;
  const news = decodeBag(request.getNews());
  const response = new UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(encodeOutputs(kind.fields, previewUpdate(kind.fields, state, news.values), news));
    return response;
  }
  await kind.update(session.api, request.getId(), { state, oldInputs, news: news.values });
  const live = await readLive(session, kind, request.getId(), { ...state, ...news.values });
  if (live === undefined) throw new Error(`the resource disappeared during Update of ${request.getUrn()}`);
  response.setProperties(encodeOutputs(kind.fields, live.outputs, news));
  return response;
}

async function readLive(
  session: Session,
  kind: ResourceKind,
  id: string,
  prior: Values,
): Promise<LiveObject | undefined> {
  return kind.read(session.api, id, prior).catch(ignoreNotFound);
}

function ignoreNotFound(error: unknown): undefined {
  if (!isNotFound(error)) throw error;
  return undefined;
}

/** Secret are the properties that always are, and those whose input is. */
function encodeOutputs(fields: Fields, outputs: Values, { secrets }: Bag) {
  const always = Object.entries(fields).flatMap(([name, { secret }]) => (secret === true ? [name] : []));
  return encodeBag(outputs, new Set([...secrets, ...always]));
}

function withoutInternals(inputs: Values): Values {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== DEFAULTS));
}
