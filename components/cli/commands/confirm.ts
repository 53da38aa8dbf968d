import { visible } from '../../visible';
import type { Surroundings } from '../surroundings';

/** Whether the user says yes. Nobody at a terminal is a no, and nothing is asked. */
export async function confirmed(
  question: string,
  { stdin, stderr }: Pick<Surroundings, 'stdin' | 'stderr'>,
): Promise<boolean> {
  if (!stdin.isTerminal || !stderr.isTerminal) return false;
  stderr.write(visible(question));
  let answer = '';
  for await (const chunk of stdin) {
    answer += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (answer.includes('\n')) break;
  }
  return /^\s*y(es)?\s*$/i.test(answer.split('\n')[0] ?? '');
}
