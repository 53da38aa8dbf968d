import { CheckFailure as CheckFailureMessage } from '@pulumi/pulumi/proto/provider_pb';
import type { CheckFailure } from '../properties/check';

export function checkFailures(failures: readonly CheckFailure[]): CheckFailureMessage[] {
  return failures.map(({ property, reason }) => {
    const message = new CheckFailureMessage();
    message.setProperty(property);
    message.setReason(reason);
    return message;
  });
}
