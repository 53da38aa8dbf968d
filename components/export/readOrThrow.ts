import { reading } from '../diagnose/collect/readings';
import { OrdsError, type OrdsErrorDetail } from '../errors';

/**
 * What `attempt` reads. Where it is refused, the error is that of the rights; where it fails, its own.
 *
 * @param rights What is missing, and the next step.
 */
export async function readOrThrow<T>(attempt: () => Promise<T>, rights: OrdsErrorDetail): Promise<T> {
  const result = await reading(attempt);
  if (result.state === 'read') return result.value;
  if (result.state === 'skipped') throw new OrdsError(result.reason, rights);
  const { code, message, remedy } = result.failure;
  throw new OrdsError(message, { code, remedy });
}
