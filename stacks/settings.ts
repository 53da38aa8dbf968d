import * as pulumi from '@pulumi/pulumi';

// The values live in Pulumi.<stack>.yaml; addresses and credentials come from the environment, which
// `eval "$(npx ords-sandbox env)"` fills for the sandbox and you fill for your own systems.
export const config = new pulumi.Config();

/** From the configuration, else from the environment. */
export function setting(key: string, variable: string): string {
  const value = config.get(key) ?? process.env[variable];
  if (value) return value;
  throw new pulumi.RunError(
    `${key} is not set. Next: pulumi config set ${key} <value>, or export ${variable}; for the sandbox: eval "$(npx ords-sandbox env)"`,
  );
}

/** The same for what must not be seen. */
export function secretSetting(key: string, variable: string): pulumi.Output<string> {
  return config.getSecret(key) ?? pulumi.secret(setting(key, variable));
}
