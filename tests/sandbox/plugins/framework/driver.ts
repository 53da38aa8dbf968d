import { credentials, type ServiceError } from '@grpc/grpc-js';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import type { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';

export type Plain = Record<string, unknown>;

export const UNKNOWN_TEXT = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const SIGNATURE = '4dabf18193072939515e22adb298388d';

export const secret = (value: unknown): Plain => ({ [SIGNATURE]: '1b47061264138c4ac30d75fd1eb44270', value });

/** A resource as an engine keeps it in its state. */
export interface Resource {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Plain;
  readonly outputs: Plain;
}

/** The URN of a resource in a stack of the tests; `token` is the whole type token. */
export const urnOfToken = (token: string, name: string): string => `urn:pulumi:dev::shop::${token}::${name}`;

/** As much of an engine as a test needs: plain values in, plain values out. */
export class Driver {
  readonly client: ResourceProviderClient;

  constructor(port: number) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  close(): void {
    this.client.close();
  }

  async configure(config: Plain): Promise<messages.ConfigureResponse> {
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(config));
    return call((done) => this.client.configure(request, done));
  }

  async checkConfig(config: Plain): Promise<messages.CheckResponse> {
    const request = new messages.CheckRequest();
    request.setUrn('urn:pulumi:dev::shop::pulumi:providers:any::default');
    request.setNews(struct(config));
    return call((done) => this.client.checkConfig(request, done));
  }

  async check(
    urn: string,
    news: Plain,
    olds?: Plain,
  ): Promise<{ inputs: Plain; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setNews(struct(news));
    if (olds) request.setOlds(struct(olds));
    request.setRandomseed(Buffer.from('seed'));
    const response = await call<messages.CheckResponse>((done) => this.client.check(request, done));
    return { inputs: plain(response.getInputs()), failures: response.toObject().failuresList };
  }

  async diff(
    resource: Resource,
    news: Plain,
    ignored: string[] = [],
  ): Promise<messages.DiffResponse.AsObject & { kinds: Record<string, number> }> {
    const request = new messages.DiffRequest();
    request.setUrn(resource.urn);
    request.setId(resource.id);
    request.setOlds(struct(resource.outputs));
    request.setOldInputs(struct(resource.inputs));
    request.setNews(struct(news));
    request.setIgnorechangesList(ignored);
    const response = await call<messages.DiffResponse>((done) => this.client.diff(request, done));
    const kinds: Record<string, number> = {};
    response.getDetaileddiffMap().forEach((value: messages.PropertyDiff, key: string) => {
      kinds[key] = value.getKind();
    });
    return { ...response.toObject(), kinds };
  }

  async create(urn: string, inputs: Plain, preview = false): Promise<Resource> {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    const response = await call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { urn, id: response.getId(), inputs, outputs: plain(response.getProperties()) };
  }

  /** With a resource of the state: a refresh. With an empty one: an import. Undefined: it is gone. */
  async read(resource: Resource): Promise<Resource | undefined> {
    const request = new messages.ReadRequest();
    request.setUrn(resource.urn);
    request.setId(resource.id);
    request.setProperties(struct(resource.outputs));
    request.setInputs(struct(resource.inputs));
    const response = await call<messages.ReadResponse>((done) => this.client.read(request, done));
    if (response.getId() === '') return undefined;
    const [inputs, outputs] = [plain(response.getInputs()), plain(response.getProperties())];
    return { urn: resource.urn, id: response.getId(), inputs, outputs };
  }

  async update(resource: Resource, news: Plain, preview = false, ignored: string[] = []): Promise<Resource> {
    const request = new messages.UpdateRequest();
    request.setUrn(resource.urn);
    request.setId(resource.id);
    request.setOlds(struct(resource.outputs));
    request.setOldInputs(struct(resource.inputs));
    request.setNews(struct(news));
    request.setIgnorechangesList(ignored);
    request.setPreview(preview);
    const response = await call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return { ...resource, inputs: news, outputs: plain(response.getProperties()) };
  }

  async delete(resource: Resource): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(resource.urn);
    request.setId(resource.id);
    request.setProperties(struct(resource.outputs));
    request.setOldInputs(struct(resource.inputs));
    await call<Empty>((done) => this.client.delete(request, done));
  }

  async invoke(token: string, values: Plain): Promise<Plain> {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(values));
    const response = await call<messages.InvokeResponse>((done) => this.client.invoke(request, done));
    const failures = response.toObject().failuresList;
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return plain(response.getReturn());
  }

  /** Check, which must pass, then create. */
  async make(urn: string, program: Plain): Promise<Resource> {
    const { inputs, failures } = await this.check(urn, program);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return this.create(urn, inputs);
  }

  /** What an `up` does with a resource of the state; undefined when there is nothing to do. */
  async change(resource: Resource, program: Plain): Promise<Resource | undefined> {
    const { inputs } = await this.check(resource.urn, program, resource.inputs);
    const { changes, replacesList } = await this.diff(resource, inputs);
    if (replacesList.length > 0) throw new Error(`replaced for ${replacesList.join()}`);
    const none = changes === messages.DiffResponse.DiffChanges.DIFF_NONE;
    return none ? undefined : this.update(resource, inputs);
  }
}

export function call<T>(
  start: (done: (error: ServiceError | null, value: T) => void) => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error === null ? resolve(value) : reject(error)));
  });
}

function struct(values: Plain): Struct {
  return Struct.fromJavaScript(
    JSON.parse(JSON.stringify(values)) as Parameters<typeof Struct.fromJavaScript>[0],
  );
}

function plain(value: Struct | undefined): Plain {
  return (value?.toJavaScript() ?? {}) as Plain;
}
