import { judgeRefusal } from '../consultation';
import type { ExitCode } from '../exitCode';
import { doctorJson } from '../output/doctorJson';
import { doctorTable } from '../output/doctorTable';
import { access, type Run } from '../run';
import { readSource, type SourceOptions } from '../sources/readSource';
import { checkTokenOption, tokenFromStdin } from '../sources/tokenFromStdin';
import { chooseApi } from './chooseApi';
import { ownToken } from './doctorToken';
import { visibleJson } from '../../visible';

export interface DoctorOptions extends SourceOptions {
  readonly url: string;
  /** Only `-`. */
  readonly token?: string;
  readonly client?: string;
  readonly api?: string;
  readonly output: 'table' | 'json';
  readonly quiet?: boolean;
}

export async function doctor(options: DoctorOptions, run: Run): Promise<ExitCode> {
  const { surroundings, services, console, masker } = run;
  const piped = checkTokenOption(options.token);
  // First, so that an endless input ends the command before anything is called.
  const given = piped ? await readToken(run) : undefined;
  const source = await readSource(options, !piped, surroundings, masker);
  const manifest = chooseApi(source.manifests, options);
  services.checkEndpoint(manifest, options.url);
  try {
    console.progress(`reading both sides of ${manifest.api} ...`);
    const token = given ?? (await ownToken(manifest, options.client, source.clientSecrets, run));
    const [api] = await services.collectSides([manifest], access([manifest], run));
    if (api === undefined) throw new Error('the sides of the API were not collected');
    const facts = await services.collectRefusal(api, token, options.url);
    const result = judgeRefusal(facts, services.diagnoseRefusal(facts), surroundings.now());
    console.progress('');
    if (options.output === 'json') console.out(visibleJson(doctorJson(result), 2));
    else {
      const text = doctorTable(result, console, options.quiet ?? false);
      if (text !== '') console.out(text);
    }
    return result.exitCode;
  } finally {
    console.progress('');
  }
}

async function readToken({ surroundings: { stdin }, console, masker }: Run): Promise<string> {
  if (stdin.isTerminal) console.err('paste the token, then press Enter and Ctrl-D:');
  const token = await tokenFromStdin(stdin);
  masker.add(token);
  // Its heart alone would be a token as well.
  masker.add(token.trim().replace(/^bearer\s+/i, ''));
  return token;
}
