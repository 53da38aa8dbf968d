import { Metadata, status, type handleUnaryCall } from '@grpc/grpc-js';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import type { Struct } from 'google-protobuf/google/protobuf/struct_pb';

/** The object exists, but the operation did not end well: the engine keeps it in its state, marked as unfinished. */
export class InitFailedError extends Error {
  override readonly name = 'InitFailedError';

  constructor(
    readonly id: string,
    readonly properties: Struct,
    readonly inputs: Struct,
    cause: unknown,
  ) {
    super(messageOf(cause), { cause });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A gRPC handler from a function that answers or throws. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(failure(error)),
      );
  };
}

function failure(error: unknown): { code: status; details: string; metadata?: Metadata } {
  const details = messageOf(error);
  if (isUnimplemented(error)) return { code: status.UNIMPLEMENTED, details };
  if (!(error instanceof InitFailedError)) return { code: status.UNKNOWN, details };
  const metadata = new Metadata();
  metadata.add('grpc-status-details-bin', initFailedDetails(error));
  return { code: status.UNKNOWN, details, metadata };
}

function initFailedDetails(error: InitFailedError): Buffer {
  const detail = new ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(error.properties);
  detail.setInputs(error.inputs);
  detail.setReasonsList([error.message]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const result = new Status();
  result.setCode(status.UNKNOWN);
  result.setMessage(error.message);
  result.addDetails(packed);
  return Buffer.from(result.serializeBinary());
}

class Unimplemented extends Error {}

function isUnimplemented(error: unknown): boolean {
  return error instanceof Unimplemented;
}

/** For the parts of the protocol that a plugin has no use for. */
export function unimplemented<Request, Response>(
  plugin: string,
  method: string,
): handleUnaryCall<Request, Response> {
  return unary(() => {
    throw new Unimplemented(`the sandbox's ${plugin} plugin does not implement ${method}`);
  });
}
