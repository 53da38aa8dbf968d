import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import * as grpc from '@grpc/grpc-js';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import { Struct, type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';

type Json = Record<string, unknown>;

/** Pulumi's own dynamic-provider process, spoken to as the engine speaks to it (facts/pulumi.md 4.2). */
export class ProviderProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    /** Everything it has printed. */
    readonly printed: string[],
  ) {}

  static async start(directory: string): Promise<ProviderProcess> {
    const script = require.resolve('@pulumi/pulumi/cmd/dynamic-provider');
    const child = spawn(process.execPath, [script, '127.0.0.1:1'], {
      cwd: directory,
      env: { ...process.env, PULUMI_NODEJS_PROJECT: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => printed.push(text));
    const lines = createInterface(child.stdout);
    const [port] = (await once(lines, 'line')) as [string];
    lines.on('line', (line) => printed.push(line));
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const configuration = new messages.ConfigureRequest();
    configuration.setArgs(struct({}));
    await new Promise<void>((resolve, reject) =>
      client.configure(configuration, (error) => (error ? reject(error) : resolve())),
    );
    return new ProviderProcess(child, client, printed);
  }

  async check(news: Json): Promise<{ inputs: Json; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(struct({}));
    request.setNews(struct(news));
    const response = await this.call<messages.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: plain(response.getInputs()),
      failures: response
        .getFailuresList()
        .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
  }

  async diff(
    id: string,
    olds: Json,
    news: Json,
  ): Promise<{ changes: number; replaces: string[]; deleteBeforeReplace: boolean }> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.call<messages.DiffResponse>((done) => this.client.diff(request, done));
    return {
      changes: response.getChanges(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(inputs: Json): Promise<{ id: string; outs: Json }> {
    const request = new messages.CreateRequest();
    request.setProperties(struct(inputs));
    const response = await this.call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), outs: plain(response.getProperties()) };
  }

  async read(id: string, outs: Json): Promise<{ id: string; outs: Json; inputs: Json }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(outs));
    const response = await this.call<messages.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      outs: plain(response.getProperties()),
      inputs: plain(response.getInputs()),
    };
  }

  async update(id: string, olds: Json, news: Json): Promise<Json> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return plain(
      (await this.call<messages.UpdateResponse>((done) => this.client.update(request, done))).getProperties(),
    );
  }

  async delete(id: string, outs: Json): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(outs));
    await this.call<unknown>((done) => this.client.delete(request, done));
  }

  /** Asks it to end as the engine does; resolves with its exit code. */
  async interrupt(): Promise<number | null> {
    this.client.close();
    const ended = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill('SIGINT');
    return (await ended)[0];
  }

  private call<T>(start: (done: (error: Error | null, response: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) =>
      start((error, response) => (error ? reject(error) : resolve(response))),
    );
  }
}

function struct(value: Json): Struct {
  return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

function plain(value: Struct | undefined): Json {
  return (value?.toJavaScript() ?? {}) as Json;
}
