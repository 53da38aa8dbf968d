import { withRepeats } from '../../../components/database/resilience';

afterEach(() => jest.useRealTimers());

it('sends nothing any more once the deadline has passed', async () => {
  jest.useFakeTimers();
  const connection = {
    connectString: 'db/pdb',
    user: 'hr',
    password: 'x',
    connectTimeoutSeconds: 1,
    callTimeoutSeconds: 1,
  };
  let attempts = 0;
  const result = withRepeats(connection, async () => {
    attempts += 1;
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
  }).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(3_100);
  expect(await result).toMatchObject({ code: 'ords.connection.deadline' });
  await jest.advanceTimersByTimeAsync(60_000);
  expect(attempts).toBe(1);
});
