import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** ORDS is a Java program: this is the reader that its settings are meant for. One start of Java reads all files. */
const PROGRAM = `
import java.io.*; import java.nio.file.*; import java.util.*;
class ReadProperties {
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    for (int index = 0; index < Integer.parseInt(arguments[1]); index++) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(Path.of(arguments[0], index + ".xml"))) { properties.loadFromXML(in); }
      catch (InvalidPropertiesFormatException refused) { out.print("refused\\0"); continue; }
      for (String key : new TreeSet<>(properties.stringPropertyNames()))
        out.print(key + "\\0" + properties.getProperty(key) + "\\0");
      out.print("\\0");
    }
    out.flush();
  }
}`;

export const hasJavaCompiler = spawnSync('javac', ['-version']).status === 0;

/** What Java's Properties print of each text; compare with `printed`. */
export function readByJava(texts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'pool-xml-'));
  try {
    texts.forEach((text, index) => writeFileSync(join(folder, `${index}.xml`), text));
    const program = join(folder, 'ReadProperties.java');
    writeFileSync(program, PROGRAM);
    return execFileSync('java', [program, folder, String(texts.length)], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the program prints of a file with these entries, or of one that Java refuses. */
export function printed(entries: readonly (readonly [string, string])[] | 'refused'): string {
  if (entries === 'refused') return 'refused\0';
  const sorted = [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
  return `${sorted.map(([name, value]) => `${name}\0${value}\0`).join('')}\0`;
}
