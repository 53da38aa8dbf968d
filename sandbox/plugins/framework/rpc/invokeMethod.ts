import { InvokeResponse, type InvokeRequest } from '@pulumi/pulumi/proto/provider_pb';
import { functionOf } from '../definition';
import { checkValues } from '../properties/check';
import type { Session } from '../session';
import { checkFailures } from './failures';
import { unary } from './unary';
import { decodeBag, encodeBag } from './wire';

/** Calls one of the package's functions. */
export function invokeMethod<Api>(session: Session<Api>) {
  return unary(async (request: InvokeRequest) => {
    const called = functionOf(session.plugin, request.getTok());
    const { values } = decodeBag(request.getArgs());
    const failures = [
      ...checkValues(session.plugin.name, called.arguments, values),
      ...(called.checkTogether?.(values) ?? []),
    ];
    const response = new InvokeResponse();
    if (failures.length > 0) {
      response.setFailuresList(checkFailures(failures));
      return response;
    }
    response.setReturn(encodeBag(await called.call(session.api, values), new Set()));
    return response;
  });
}
